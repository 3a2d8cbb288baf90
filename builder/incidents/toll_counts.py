"""Read the counts of dead, wounded or missing out of one frame: its patient part by part, and what stands beside.

"three soldiers, two gendarmes and a guide" is three counts. Which counts make the toll of a happening is tolls.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.incidents.classes import ARMED
from tocsin.incidents.incident import Addend
from tocsin.model import ActorMention, Frame, Quantity, Role

UNKNOWN_PLURAL = 3  # codebook 6: a plural without a number is coded 3
BEFORE = 25  # characters that may stand between a number and the noun it counts, outside the parsed phrase
PRONOUNS = frozenset(
    {"them", "they", "who", "that", "which", "whom", "all", "both", "others", "it", "most", "some", "those", "these",
     "everyone", "everybody", "anyone", "someone", "many", "none"}
)  # fmt: skip
SINGLE = frozenset({"he", "she", "him", "her", "himself", "herself"})
PRONOUN_RULES = frozenset({"toll.pronoun", "toll.pronouns"})
SINGULAR_DETERMINERS = ("a ", "an ", "one ", "the ", "his ", "her ", "another ")
ONE_MORE = ("a ", "an ", "one ", "another ", "his ", "her ", "their ")  # of somebody whom no list of actors knows
ANYBODY = frozenset({"people", "persons", "individuals", "dead", "others", "victims"})
DEFINITE = ("the ", "all ", "both ", "these ", "those ")  # people told of before: as many as there
ONE_OF = ("a ", "an ", "one ", "another ")  # "a member of the royal guard" is one
COLLECTIVE = re.compile(
    r"(?:an?|one|another) (?:[a-z]+ )?"
    r"(?:group|family|couple|band|team|unit|patrol|squad|convoy|crew|column|number|pair|crowd)\b"
)
COUPLE = re.compile(r"(?:an?|the|one|another) (?:[a-z-]+ ){0,2}couple")  # "a retired couple"; "a couple of" is a number
SEPARATOR = re.compile(r",? (?:and|or|plus) (?:also )?|,? as well as |, |; ?|/")
# From these words on, a phrase tells of parts of what it has counted.
PARTS_FOLLOW = re.compile(
    r"\b(?:including|included|among (?:them|whom|which|the)|(?:at least )?[\w-]+ of (?:them|whom)|mostly"
    r"|(?:most|some|many|half) of)\b|:"
)
NUMBER = r"(?=\d|an? |twelve |eleven |ten |nine |eight |seven |six |five |four |three |two |one |[a-z]+teen |[a-z]+ty )"
PARTS_END = re.compile(rf", and {NUMBER}")  # "ten officers, including their chief, and 15 attackers"
LIST_GOES_ON = re.compile(
    rf"^(?: (?:from|of) (?:[\w'-]+ ){{1,5}}and {NUMBER}|,? and |, (?=including)|, {NUMBER}|{NUMBER})"
)
AUXILIARIES = re.compile(r"(?:\b(?:were|was|are|is|been|be|being|have|has|had|also|later|reportedly|all)\s*)+$")
PLACE_LIST = re.compile(r"\b(?:from|of|in|at|near) [A-Z][\w-]+$")
OWN_BODY = re.compile(r"(?:his|her|their) (?:[a-z-]+ )?(?:body|bodies|corpses?|remains)")  # of somebody told before
ONE_VERB = re.compile(r"\b(?:was|has been|had been)(?: (?:also|later|then|reportedly|allegedly))* \Z")
NAME = re.compile(r"(?:[A-Za-z][a-z']{0,3}-)?[A-Z][^\W\d_]*[a-z][\w'-]*")  # "Keita", "Al-Hilfi", "O'Brien"
NOUN_ENDS = re.compile(r"\b(?:near|in|at|on|from|of|who|that|with|by|when|after|during|to|into|as|while)\b|[,;:()]")


@dataclass(frozen=True, slots=True)
class Counted:
    """A count with what it counts, so that repeated tellings of one toll can be told from further dead.

    `anybody`: the noun is "people" or none at all, so that the count may sum up others ("four Americans"); `claim`:
    it is told as what somebody says.
    """

    addend: Addend
    who: str
    sentence: int
    what: str = ""
    frame: int = -1
    anybody: bool = False
    claim: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One member of a listed patient: its span, how it is joined to the one before, and the actors named in it."""

    start: int
    end: int
    link: str
    actors: tuple[ActorMention, ...]


def counts_of_frame(frame: Frame, text: str, things: frozenset[str]) -> list[Counted]:
    """Every count of a frame's patients, in order of the text; `things` are nouns that cannot die (codebook 6).

    Takes:    "killed three soldiers, two gendarmes and a guide"  -> 3, 2, 1
              "killed a man and his two sons"                     -> 1, 2
              "16 Taliban and IS militants"                       -> 16, one number for both
    Refuses:  "30 cattle and two herders" -> 2     "nine people, including three children" -> 9
    """
    role = frame.role("patient")
    found: list[Counted] = []
    near = _beside(frame)
    outside = near is not None and (role is None or not role.start <= near.start < role.end)
    if near is not None and outside and 0 <= frame.start - near.end <= 1:
        return [_counted(frame, near, ())]  # "There were nine deaths, the army said."
    if role is not None:
        parts = _parts(role, frame, text)
        for n, part in enumerate(parts):
            addend = _count(frame, text, parts, n, things)
            if addend is not None:
                found.append(_counted(frame, addend, part.actors, _is_anybody(text, addend, part), _also(frame, text)))
    if not found and near is not None:
        found.append(_counted(frame, near, ()))
    return found[:1] if _is_one(frame, role, text, found) else found


def _is_one(frame: Frame, role: Role | None, text: str, found: Sequence[Counted]) -> bool:
    """ "A smuggling and ransom suspect was killed": the verb says that it is one."""
    if role is None or role.start >= frame.start or ONE_VERB.search(text, role.end, frame.start) is None:
        return False
    return all(c.addend.rule_id == "toll.singular" for c in found)


def _parts(role: Role, frame: Frame, text: str) -> list[Part]:
    """The members of the list that a role is, up to the words that only break down what was counted."""
    start = frame.end + 1 if frame.start < role.start < frame.end < role.end else role.start  # "shot [dead Ali Keita]"
    words, aside = _without_breakdown(text[start : _end_of_list(role, frame, text)])
    whole = [*((q.start, q.end) for q in frame.quantities), *((a.start, a.end) for a in role.actors)]
    taken = [aside, *((low - start, high - start) for low, high in whole)]
    cuts = [c for c in SEPARATOR.finditer(words) if not any(low < c.end() and c.start() < high for low, high in taken)]
    starts = [0, *(c.end() for c in cuts)]
    ends = [*(c.start() for c in cuts), len(words)]
    links = ["", *(c.group().strip(" ,") or "," for c in cuts)]
    actors = [a for a in role.actors if not any(q.start <= a.start and a.end <= q.end for q in frame.quantities)]
    return [
        Part(
            start + s, start + e, link,
            tuple(a for a in actors if a.start < start + e and a.end > start + s),
        )
        for s, e, link in zip(starts, ends, links, strict=True)
        if words[s:e].strip()
    ]  # fmt: skip


def _without_breakdown(words: str) -> tuple[str, tuple[int, int]]:
    """The words of a list without what follows "including", and the stretch inside them that only breaks it down."""
    stop = PARTS_FOLLOW.search(words.lower())
    if stop is None or stop.start() == 0:
        return words, (0, 0)
    end = PARTS_END.search(words.lower(), stop.end())
    if end is None:
        return words[: stop.start()].rstrip(" ,"), (0, 0)
    return words, (stop.start() - 1, end.start())


def _end_of_list(role: Role, frame: Frame, text: str) -> int:
    """Where the list ends: "Three soldiers, two gendarmes and a guide were killed" goes on up to the verb."""
    gap = text[role.end : frame.start]
    if text[role.start : role.end].rstrip().endswith((" and", ",")):
        gap = gap.lstrip()
    if role.end >= frame.start or len(gap) > 120 or LIST_GOES_ON.match(gap.lower()) is None:
        return role.end
    return frame.start - len(gap) + len(AUXILIARIES.sub("", gap.rstrip()))


def _count(frame: Frame, text: str, parts: Sequence[Part], n: int, things: frozenset[str]) -> Addend | None:
    part = parts[n]
    number = _number(frame, text, part, first=n == 0)
    if number is not None:
        return None if _counted_noun(text, number, part) in things else _numbered(number)
    words = text[part.start : part.end].lower().strip(" ,")
    if COUPLE.fullmatch(words):
        return Addend(2, 2, 2, part.start, part.end, "patient", "toll.couple")
    if OWN_BODY.fullmatch(words):
        return _pronoun(part, "they" if words.startswith("their") else "he")
    if words in SINGLE | PRONOUNS:
        return _pronoun(part, words) if len(parts) == 1 else None
    head = text[part.start :].find(" of ") + part.start
    if not words or any(a.site and not part.start < head < a.start for a in part.actors):
        return None
    if part.link and not _adds(text, parts, n):
        return None
    if part.actors:
        return _of_actor(part, words)
    return _of_stranger(text, part, words, things)


def _number(frame: Frame, text: str, part: Part, first: bool) -> Quantity | None:
    """The number in a part, or right in front of the first one."""
    counts = [q for q in frame.quantities if q.unit == "count" and q.end <= part.end]
    inside = [q for q in counts if q.start >= part.start]
    low = part.actors[0].start - BEFORE if part.actors and first else part.start
    before = [q for q in counts if low <= q.start < part.start and _joined(frame, q, text[q.end : part.start])]
    return inside[0] if inside else before[-1] if before else None


def _joined(frame: Frame, count: Quantity, gap: str) -> bool:
    """Whether only describing words stand between a number and the noun: "7 IS militants", not "7 dead, soldiers".

    Across the act stands somebody else's number: "gunmen on 20 motorbikes killed farmers".
    """
    if count.end <= frame.start < count.end + len(gap):
        return False
    return not any(c in gap for c in ",;:()") and " and " not in gap


def _counted_noun(text: str, number: Quantity, part: Part) -> str:
    """The noun behind a number: "30 stolen cattle" -> "cattle"."""
    behind = text[number.end : max(part.end, number.end)].lower()
    stop = NOUN_ENDS.search(behind)
    words = (behind[: stop.start()] if stop else behind).split()
    return words[-1] if words else ""


def _adds(text: str, parts: Sequence[Part], n: int) -> bool:
    """Whether a part without a number is somebody more, not an apposition or a second name for the same people.

    "the mayor, a member of the party" is one man; "16 Taliban and IS militants" share the number.
    """
    part, before = parts[n], parts[n - 1]
    if PLACE_LIST.search(text[before.start : before.end]) and text[part.start : part.end].strip(" ,").istitle():
        return False  # "police from Mali and Niger"
    named = _is_name(text, text[before.start : before.end].strip(" ,"))
    if part.link == "," and named and text[part.start : part.end].startswith(("a ", "an ", "the ", "his ", "her ")):
        return False  # "Keita, a tribal leader, and four relatives"
    if part.link in (",", "or", "/", ";"):
        return part.link in (",", ";") and any("and" in p.link for p in parts[n:]) and n + 1 < len(parts)
    plural = bool(part.actors) and part.actors[0].plural
    bare = before.actors and before.actors[-1].source in ("group", "named", "state", "unit")
    last = text[before.start : before.end].split()
    return not (plural and bare and last and last[-1][:1].isupper())


def _of_actor(part: Part, words: str) -> Addend | None:
    one_of_many = words.startswith(ONE_OF) and not COLLECTIVE.match(words)
    if part.actors[-1].plural and words.startswith(DEFINITE):
        return Addend(UNKNOWN_PLURAL, 1, None, part.start, part.end, "patient", "toll.definite", True)
    if part.actors[-1].plural and not one_of_many:
        return Addend(UNKNOWN_PLURAL, 1, None, part.start, part.end, "patient", "toll.plural", True)
    if words.startswith(SINGULAR_DETERMINERS) or words[0].isalpha():
        return Addend(1, 1, 1, part.start, part.end, "patient", "toll.singular")
    return None


def _of_stranger(text: str, part: Part, words: str, things: frozenset[str]) -> Addend | None:
    """ "a subcontractor", "his guide", "Jean Kabongo": one person whom no list of actors knows."""
    noun = NOUN_ENDS.split(words)[0].split()
    if not noun or noun[-1] in things or noun[-1].endswith("s"):
        return None
    before = text[: part.start].lower()
    known = words.startswith("the ") and re.search(rf"\b{re.escape(noun[-1])}\b", before)
    one_more = words.startswith(ONE_MORE) and len(noun) > 1
    if known or one_more or _is_name(text, text[part.start : part.end].strip(" ,")):
        return Addend(1, 1, 1, part.start, part.end, "patient", "toll.singular")
    return None


def _is_name(text: str, words: str) -> bool:
    """Whether words are a person's name: one to four with capitals; a single one must stand inside a sentence too.

    "Keita was killed", after "the deputy mayor, Ali Keita"; not "Several" or "Everybody" at the start of a sentence.
    """
    names = words.split()
    if not 1 <= len(names) <= 4 or not all(NAME.fullmatch(n) for n in names):
        return False
    word = re.escape(words[:1].lower()) + re.escape(words[1:]) if "-" in words else re.escape(words)
    return len(names) > 1 or re.search(rf"[a-z,] (?:[A-Z][a-z]+ )*(?:{re.escape(words)}|{word})\b", text) is not None


def _pronoun(part: Part, words: str) -> Addend | None:
    """ "She died", "they were killed": somebody named before, counted only where nothing else is (tolls.py)."""
    if words in SINGLE:
        return Addend(1, 1, 1, part.start, part.end, "patient", "toll.pronoun")
    if words in ("they", "them"):
        return Addend(UNKNOWN_PLURAL, 1, None, part.start, part.end, "patient", "toll.pronouns", True)
    return None


def _beside(frame: Frame) -> Addend | None:
    """ "12 dead": the count stands right before the trigger; "left three dead", "claimed six lives": inside it."""
    counts = [q for q in frame.quantities if q.unit == "count"]
    near = [q for q in counts if frame.start <= q.start and q.end <= frame.end]
    near = near or [q for q in counts if 0 <= frame.start - q.end <= 12]
    return _numbered(near[-1]) if near else None


def _numbered(q: Quantity) -> Addend:
    return Addend(q.value, q.low, q.high, q.start, q.end, "patient", q.rule_id, q.vague)


def _is_anybody(text: str, addend: Addend, part: Part) -> bool:
    behind = NOUN_ENDS.split(text[addend.end : part.end].lower())[0].split()
    return addend.end <= part.end and (not behind or behind[-1] in ANYBODY)


def _also(frame: Frame, text: str) -> bool:
    """ "His driver was also killed": somebody more, whoever was counted before."""
    return text[max(0, frame.start - 12) : frame.start].lower().rstrip().endswith(" also")


def _counted(
    frame: Frame, addend: Addend, actors: Sequence[ActorMention], anybody: bool = True, also: bool = False
) -> Counted:
    what = actors[0].key if actors else ""
    who = f"also{frame.start}" if also else class_of(actors)
    return Counted(addend, who, frame.sentence, what, frame.start, anybody)


def class_of(actors: Sequence[ActorMention]) -> str:
    """Whose dead they are: state, fighters or people."""
    if not actors or actors[0].actor_class not in ARMED:
        return "people"
    return "state" if actors[0].actor_class in ("military", "police", "external") else "fighters"
