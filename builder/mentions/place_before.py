"""Read what stands before a name: the preposition or phrase that introduces it, and a noun of kind ("village of")."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.mentions.place_lexicon import Lexicon
from tocsin.mentions.place_words import Cue, Token
from tocsin.model import PlaceCue

_STEPS = 9  # "in the restive far north-eastern border town of X" has eight words before the name
_OPENINGS = (" ", " '", ' "', " “", " ‘")


def cue_before(tokens: Sequence[Token], first: int, lexicon: Lexicon, shouted: bool = False) -> Cue:
    """Walk back over skipped words and nouns of kind to the phrase that introduces the name.

    Takes:  "in the restive northern town of Djibo"   -> cue in, level town
            "the outskirts of Homs"                   -> cue near
            "a spokesman in Abuja"                    -> cue speaker
            "Bank of Uganda"                          -> organisation
    """
    found = Cue()
    k = first - 1
    for _ in range(_STEPS):
        if k < 0 or not _connected(tokens, k, lexicon):
            return found
        phrase = _phrase(tokens, k, lexicon, shouted)
        if phrase is not None:
            (cue, rule_id), size = phrase
            return _with_speaker(tokens[: k - size + 1], Cue(cue, rule_id, found.level, True), lexicon)
        low = tokens[k].low
        if low == "of":
            done = _before_of(tokens, k, lexicon, found)
            if done is not None:
                return done
            k -= 2
        elif low in lexicon.levels and not tokens[k].cap:
            _note_level(found, low, lexicon)
            k -= 1
        elif low in lexicon.words["skip"]:
            k -= 1
        else:
            return found
    return found


def _note_level(found: Cue, noun: str, lexicon: Lexicon) -> None:
    level, rule_id = lexicon.levels[noun]
    found.level, found.locative = found.level or level, True
    found.cue, found.rule_id = "in", rule_id


def _before_of(tokens: Sequence[Token], k: int, lexicon: Lexicon, found: Cue) -> Cue | None:
    """What "of" means by the noun before it; None to walk on ("in the village of X")."""
    head = tokens[k - 1] if k else None
    if head is not None and head.low in lexicon.levels and not (head.cap and _is_institution(head.low, lexicon)):
        if not (head.cap and lexicon.levels[head.low][0] in ("area", "road", "site")):
            _note_level(found, head.low, lexicon)
            if lexicon.levels[head.low][0] == "quarter" and (head.low.endswith("s") or (k > 1 and tokens[k - 2].cap)):
                found.level = ""  # "the Hodan neighbourhood of Mogadishu": Mogadishu is the city
            return None
    elif head is not None and head.low in lexicon.words["of_heads"]:
        return Cue("in", "place.cue.of_head", found.level, True)
    organisation = head is not None and head.cap and _is_institution(head.low, lexicon)
    if head is not None and head.cap and lexicon.levels.get(head.low, ("",))[0] == "site" and k > 1:
        organisation = True  # "the Gulf of Aden": the water, not the town
    return Cue("of", "place.cue.of", found.level, bool(found.level), organisation)


def _is_institution(noun: str, lexicon: Lexicon) -> bool:
    """ "Department of Agriculture", "Chamber of Commerce"; "City of X" and "municipality of X" are the place itself."""
    if noun in lexicon.stops["organisation"]:
        return True
    return noun in lexicon.words["seated"] and noun not in ("city", "municipality", "port")


def _connected(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    """Whether token k and the next are of one phrase; a comma may stand behind a noun ("the capital, Maroua")."""
    gap = tokens[k + 1].gap
    return gap in _OPENINGS or (gap == ", " and tokens[k].low in lexicon.levels)


def _phrase(
    tokens: Sequence[Token], k: int, lexicon: Lexicon, shouted: bool
) -> tuple[tuple[PlaceCue, str], int] | None:
    """The longest cue phrase that ends at token k; "Area of" inside a name is none."""
    if tokens[k].low not in lexicon.cue_ends:
        return None
    for size in range(min(lexicon.longest, k + 1), 0, -1):
        first = k - size + 1
        hit = lexicon.cues.get(tuple(t.low for t in tokens[first : k + 1]))
        if hit is not None and not (size > 1 and first > 0 and tokens[first].cap and not shouted):
            return hit, size
    return None


def _with_speaker(before: Sequence[Token], cue: Cue, lexicon: Lexicon) -> Cue:
    """ "told reporters in Goma" and "a spokesman in Abuja" mean a speaker; "said fighting in Goma" does not."""
    if cue.cue not in ("in", "from") or not before:
        return cue
    last = before[-1]
    named = len(before) > 1 and before[-2].low in lexicon.words["speakers"] and last.cap
    if last.low in lexicon.words["speakers"] or named:
        return Cue("speaker", "place.cue.speaker", cue.level, cue.locative)
    return cue
