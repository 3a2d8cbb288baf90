"""Act rules on one parsed sentence: anchor -> arguments -> roles -> conditions -> Frame.

At each anchor word the first rule of the files that fits takes it. Which incident a frame belongs to, and whether it
becomes a row, is decided in incidents and coding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tocsin.frames.contexts import ContextIndex, CueHit, contexts_of, outside_names
from tocsin.frames.idle import IdleIndex
from tocsin.frames.roles import assign_roles, meets
from tocsin.frames.unlisted import unlisted_group
from tocsin.frames.unsaid import with_antecedent, with_riders
from tocsin.frames.view import SentenceView
from tocsin.frames.weapons import WeaponIndex
from tocsin.kept import kept
from tocsin.model import Argument, Frame, Parse, Role
from tocsin.rulebook.load import Rulebook
from tocsin.rulebook.triggers import Trigger, Triggers, asks_of, build_triggers, is_noun_behind
from tocsin.syntax.arguments import is_passive, light_verb_of, noun_arguments, verb_arguments
from tocsin.syntax.modality import describes_subject, is_habit, is_negated, is_purpose, modality_of, tense_of
from tocsin.syntax.motives import goes_on_since, is_main, is_motive, is_since
from tocsin.syntax.verbs import verb_lists

NEAR = 6  # words between a verb and its particle or fixed words: "blew the bridge up", "took three traders hostage"
NOUN_DEPS = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "attr", "ROOT", "conj", "compound"})
DATES = ("time.date", "time.month", "time.range")  # rules of times that may hold the name of a month
SCENES = ("at", "outside", "inside", "near")  # slots of the building where something was done
DEEDS = frozenset({"violence", "demonstration"})
DESCRIBES = ("cause", "syntax.attributive")  # a participle in front of its noun: what was done to it before


class FrameMatcher:
    """Everything of a rulebook that matching needs, built once."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.triggers: Triggers = build_triggers(book)
        self.contexts = ContextIndex(book)
        self.weapons = WeaponIndex(book)
        self._asks = {rule.id: asks_of(rule) for rule in book.acts}
        self._idle = IdleIndex(book)

    def may_fire(
        self, parse: Parse, nearby: frozenset[str], inside: frozenset[str], classes: Callable[[], frozenset[str]]
    ) -> bool:
        """Whether any rule's words stand in a parse in their construction: what `find` needs, without any mention.

        inside   word lists that the sentence touches; `classes` those that an actor of it could have
        """
        idle = self._idle.find(parse)
        return any(
            self._fits(parse, trigger, token.i, nearby, inside, classes)
            for token in parse.tokens
            if token.i not in idle
            for trigger in self._triggers_at(parse, token.i)
        )

    def _triggers_at(self, parse: Parse, i: int) -> Sequence[Trigger]:
        """The triggers that a token could anchor, without those of a verb where an article makes it a noun."""
        form = parse.tokens[i].lemma
        known = self.triggers.by_form.get(form, ())
        if not known or i == 0 or parse.tokens[i - 1].lemma not in self.book.words["articles"]:
            return known
        return [t for t in known if not is_noun_behind(t, form, parse.tokens[i - 1].lemma, self.book)]

    def _fits(
        self,
        parse: Parse,
        trigger: Trigger,
        i: int,
        nearby: frozenset[str],
        inside: frozenset[str],
        classes: Callable[[], frozenset[str]],
    ) -> bool:
        rule = trigger.rule
        if rule.with_words and not nearby.intersection(rule.with_words):
            return False
        anchor = anchored(parse, trigger, i)
        if anchor is None or not _in_form(parse, trigger, anchor[0]):
            return False
        if rule.slots and not any(a.slot in rule.slots for a in arguments_of(parse, trigger, anchor)):
            return False
        return all(ask.lists & inside or ask.classes & classes() for ask in self._asks[rule.id])

    def find(self, view: SentenceView) -> tuple[Frame, ...]:
        """Frames of one sentence in order of the text."""
        cues = _outside_times(view, outside_names(self.contexts.find(view.parse.sentence), view.actors))
        weapons = self.weapons.find(view.parse.sentence)
        frames: list[Frame] = []
        taken: set[int] = _inside_names(view) | self._idle.find(view.parse)
        stolen: set[int] = set()
        hit: set[int] = set()
        for token in view.parse.tokens:
            if token.i in taken:
                continue
            for trigger in self._triggers_at(view.parse, token.i):
                anchor = anchored(view.parse, trigger, token.i)
                if anchor is None or self._names_no_act(view, trigger, anchor):
                    continue
                frame = self._frame(view, trigger, anchor, cues, weapons, stolen)
                if frame is not None:
                    frames = [f for f in frames if not _is_part_of(f, frame, trigger)]
                    frames.append(frame)
                    hit |= _hit_heads(view.parse, trigger, anchor, frame)
                    if self.book.constructions[trigger.rule.construction].steals:
                        stolen.update(r.head_start for r in frame.roles)
                    taken.update(anchor[:1] if self.book.constructions[trigger.rule.construction].shares else anchor)
                    taken.update(self._consumed(view.parse, trigger, frame))
                    break
        return tuple(_without_doers(f, frames) for f in _without_hit_cues(frames, cues, hit))

    def _names_no_act(self, view: SentenceView, trigger: Trigger, anchor: tuple[int, ...]) -> bool:
        """Whether an anchor word only carries an act or tells who somebody is."""
        return _names_people(view, trigger, anchor) or self._is_carrier(view, trigger, anchor[0])

    def _is_carrier(self, view: SentenceView, trigger: Trigger, i: int) -> bool:
        """Whether a verb only carries an act noun that is one: of "launched an attack" the attack is the act."""
        parse = view.parse
        if trigger.kind != "verb" or parse.tokens[i].lemma not in verb_lists().light:
            return False
        if self.book.family(trigger.rule.act) != "strategic":
            return False
        nouns = [(n, parse.tokens[n].lemma) for n in _objects(parse, i)]
        carried = ((t, n) for n, lemma in nouns for t in self.triggers.by_form.get(lemma, ()) if t.kind == "noun")
        anchors = ((t, anchored(parse, t, n)) for t, n in carried if self.book.family(t.rule.act) in DEEDS)
        return any(at is not None and self._frame(view, t, at, (), (), set()) is not None for t, at in anchors)

    def _consumed(self, parse: Parse, trigger: Trigger, frame: Frame) -> set[int]:
        """Tokens of a weapon that the act uses up; what only describes its noun ("a banned rally") leaves it whole."""
        weapon = frame.role("weapon")
        used = self.book.constructions[trigger.rule.construction].consumes and ":".join(DESCRIBES) not in frame.contexts
        if weapon is None or not used:
            return set()
        return {t.i for t in parse.tokens if weapon.start <= t.start and t.end <= weapon.head_end}

    def _frame(
        self,
        view: SentenceView,
        trigger: Trigger,
        anchor: tuple[int, ...],
        cues: tuple[CueHit, ...],
        weapons: tuple[tuple[str, int, int], ...],
        stolen: set[int],
    ) -> Frame | None:
        rule, parse = trigger.rule, view.parse
        if rule.with_words and not view.nearby.intersection(rule.with_words):
            return None
        head = anchor[0]
        verbal = trigger.kind != "noun"
        if not _in_form(parse, trigger, head):
            return None
        arguments = tuple(a for a in arguments_of(parse, trigger, anchor) if a.phrase.head_start not in stolen)
        if rule.slots and not any(a.slot in rule.slots for a in arguments):
            return None
        roles, shallow = assign_roles(view, self.book, rule, arguments, verbal, head)
        roles = tuple(with_riders(view, with_antecedent(view, head, r) if verbal else r) for r in roles)
        if not meets(view, self.book, rule, roles):
            return None
        roles = tuple(self._with_unlisted(view, r, rule.construction == "claim") for r in roles)
        start = min(parse.tokens[i].start for i in anchor)
        end = max(parse.tokens[i].end for i in anchor)
        contexts = _cued(parse, cues, trigger, anchor) + _syntactic_contexts(parse, trigger, anchor)
        if self.book.family(rule.act) in ("strategic", "violence") and is_purpose(parse, head):
            contexts += (("planned", "syntax.infinitive"),)
        describes = self.book.family(rule.act) in DEEDS and describes_subject(parse, head)
        if verbal and (describes or is_habit(parse, head)):
            contexts += (("aside", "syntax.aside"),)
        return Frame(
            sentence=parse.sentence.index,
            start=start,
            end=end,
            act=rule.act,
            rule_id=rule.id,
            roles=roles,
            weapons=_weapons(rule.weapon, weapons),
            contexts=tuple(dict.fromkeys(f"{effect}:{rule_id}" for effect, rule_id in contexts)),
            places=tuple(i for i, _ in view.places),
            times=tuple(i for i, _ in view.times),
            quantities=tuple(view.quantities),
            tense=tense_of(parse, head),
            reported=False,
            shallow=shallow,
            deadly=rule.deadly,
        )

    def _with_unlisted(self, view: SentenceView, role: Role, claims: bool) -> Role:
        """An agent that no dictionary knows but that is named like an armed group."""
        generic = all(a.source == "role" and not a.country for a in role.actors)
        if role.name != "agent" or not generic or view.parse.sentence.section == "title":
            return role
        found = unlisted_group(view, role, self.book.words["armed_heads"], claims)
        return role if found is None else replace(role, actors=(found,), rule_id="role.unlisted")


def _in_form(parse: Parse, trigger: Trigger, head: int) -> bool:
    """Whether a verb stands in the voice, and the form, that its rule wants."""
    rule = trigger.rule
    if trigger.kind == "noun":
        return True
    if rule.passive is not None and is_passive(parse, head) != rule.passive:
        return False
    return rule.gerund is None or (parse.tokens[head].tag == "VBG") == rule.gerund


def _outside_times(view: SentenceView, cues: tuple[CueHit, ...]) -> tuple[CueHit, ...]:
    """The cues that are no part of a date: "26 May" is no possibility."""
    dates = [t for _, t in view.times if t.rule_id.startswith(DATES)]
    return tuple(c for c in cues if not any(t.start <= c.start and c.end <= t.end for t in dates))


def _hit_heads(parse: Parse, trigger: Trigger, anchor: tuple[int, ...], frame: Frame) -> set[int]:
    """Where the words for what an act hit stand: the head of its patient, and the building that it was done at."""
    scenes = (a.phrase.head_start for a in arguments_of(parse, trigger, anchor) if a.slot in SCENES)
    return {*scenes, *(r.head_start for r in frame.roles if r.name == "patient")}


def _without_hit_cues(frames: Sequence[Frame], cues: tuple[CueHit, ...], hit: set[int]) -> Sequence[Frame]:
    """Frames without contexts whose cues only name what was hit: who attacks a court, or a bomb at one, is not on
    trial."""
    told = {c.rule.id for c in cues if c.rule.hit or not any(c.start <= head < c.end for head in hit)}
    void = {f"{c.rule.effect}:{c.rule.id}" for c in cues if c.rule.id not in told}
    if not void:
        return frames
    return [replace(f, contexts=tuple(c for c in f.contexts if c not in void)) for f in frames]


def _is_part_of(earlier: Frame, frame: Frame, trigger: Trigger) -> bool:
    """Whether a noun phrase that names an act takes in one of its words: the bomb of a "bomb hoax" is no bomb."""
    return trigger.kind == "noun" and frame.start <= earlier.start and earlier.end <= frame.end


def _inside_names(view: SentenceView) -> set[int]:
    """Tokens that belong to a name or a date: "March", "Operation Barkhane", "Fort Attack" are no acts."""
    spans = [(t.start, t.end) for _, t in view.times] + [(p.start, p.end) for _, p in view.places]
    spans += [(a.head_start, a.head_end) for a in view.actors if a.source in ("group", "unit")]
    return {t.i for t in view.parse.tokens if any(s <= t.start < e for s, e in spans)}


def _names_people(view: SentenceView, trigger: Trigger, anchor: tuple[int, ...]) -> bool:
    """Whether an act noun only tells who somebody is: "riot police", "protest leaders", "blast victims"."""
    token = view.parse.tokens[anchor[0]]
    if trigger.kind != "noun" or token.dep != "compound":
        return False
    head = view.parse.tokens[token.head]
    return any(a.head_start <= head.start < a.head_end and not a.site for a in view.actors)


def _without_doers(frame: Frame, frames: Sequence[Frame]) -> Frame:
    """A frame whose patient phrase swallowed the doer of another act: "Ten killed, church burned by militants"."""
    role = frame.role("patient")
    if role is None or len(role.actors) < 2:
        return frame
    doers = {a.start for f in frames if f is not frame and (r := f.role("agent")) is not None for a in r.actors}
    kept = (role.actors[0], *(a for a in role.actors[1:] if a.start not in doers))
    if len(kept) == len(role.actors):
        return frame
    slim = replace(role, actors=kept)
    return replace(frame, roles=tuple(slim if r.name == "patient" else r for r in frame.roles))


def _weapons(own: str, found: Sequence[tuple[str, int, int]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(([own] if own else []) + [name for name, _, _ in found]))


def _cued(
    parse: Parse, cues: tuple[CueHit, ...], trigger: Trigger, anchor: tuple[int, ...]
) -> tuple[tuple[str, str], ...]:
    """Contexts that words say. What a main verb says is no cause: "after the arrests, they rioted"."""
    start = min(parse.tokens[i].start for i in anchor)
    end = max(parse.tokens[i].end for i in anchor)
    found = contexts_of(parse, cues, trigger.rule.act, start, end)
    return tuple(c for c in found if c[0] != "cause") if is_main(parse, anchor[0]) else found


def _syntactic_contexts(parse: Parse, trigger: Trigger, anchor: tuple[int, ...]) -> tuple[tuple[str, str], ...]:
    head = anchor[0]
    found: list[tuple[str, str]] = []
    governor = light_verb_of(parse, head) if trigger.kind == "noun" else None
    if is_negated(parse, head) or (governor is not None and is_negated(parse, governor)):
        found.append(("negated", "syntax.negation"))
    modality = modality_of(parse, head)
    if modality != "asserted":
        found.append((modality, f"syntax.{modality}"))
    if is_motive(parse, head):
        found.append(("cause", "syntax.motive"))
    if is_since(parse, head):
        found.append(("background", "syntax.since"))
    if goes_on_since(parse, head):
        found.append(("aggregate", "syntax.since"))
    token = parse.tokens[head]
    bare = trigger.kind == "verb" and not trigger.before  # "lathi-charged farmers" is a misread clause
    bare = bare and trigger.rule.act != "attribute"  # "a rebel-planted mine" tells whose the mine is
    if bare and token.dep == "amod" and token.tag in ("VBN", "JJ"):  # "abducted pupils": what was done to them before
        found.append(DESCRIBES)
    return tuple(found)


def anchored(parse: Parse, trigger: Trigger, i: int) -> tuple[int, ...] | None:
    """Token indexes of an anchor, the predicate's head first, or None when the words around do not fit."""
    token = parse.tokens[i]
    if trigger.kind == "verb":
        return _anchored_verb(parse, trigger, i)
    if trigger.kind == "noun":
        return _anchored_noun(parse, trigger, i)
    if not token.tag.startswith("VB"):
        return None
    for noun in _objects(parse, i):
        if parse.tokens[noun].lemma in trigger.objects:
            return i, noun
    return None


def _objects(parse: Parse, verb: int) -> Iterator[int]:
    for child in parse.children[verb]:
        dep = parse.tokens[child].dep
        if dep in ("dobj", "nsubjpass", "dep"):
            yield child
        elif dep == "prep":
            yield from (x for x in parse.children[child] if parse.tokens[x].dep == "pobj")


def _anchored_verb(parse: Parse, trigger: Trigger, i: int) -> tuple[int, ...] | None:
    token = parse.tokens[i]
    verbal = token.tag.startswith("VB") or (token.tag == "JJ" and token.lemma.endswith(("ed", "en", "wn")))
    if not verbal or token.dep in ("aux", "auxpass", "compound") or (not trigger.after and _is_idiom(parse, i)):
        return None
    after = _ordered(parse, trigger.after, range(i + 1, min(len(parse.tokens), i + 1 + NEAR + len(trigger.after))))
    if after is None:
        return None
    before = _ordered(parse, trigger.before, range(max(0, i - 3), i))
    return None if before is None else (i, *before, *after)


def _is_idiom(parse: Parse, verb: int) -> bool:
    """Whether a verb and what it governs are an idiom: "took care of their areas", "demonstrated that it works"."""
    lists, below = verb_lists(), [parse.tokens[c] for c in parse.children[verb]]
    if parse.tokens[verb].lemma in lists.showing:
        return any(t.dep == "ccomp" and t.i > verb for t in below)
    return parse.tokens[verb].lemma in lists.light and any(t.dep == "dobj" and t.lemma in lists.idle for t in below)


def _of_other_verb(parse: Parse, particle: int, first: int) -> bool:
    """Whether a particle belongs to a later verb: "was set to go off" is no "set off"."""
    head = parse.tokens[particle].head
    between = first <= head < particle and parse.tokens[head].tag.startswith("VB")
    return parse.tokens[particle].dep in ("prt", "advmod", "prep") and between


def _ordered(parse: Parse, words: tuple[str, ...], window: range) -> tuple[int, ...] | None:
    found: list[int] = []
    first = window.start
    positions = iter(window)
    for word in words:
        at = next((j for j in positions if parse.tokens[j].lemma == word and not _of_other_verb(parse, j, first)), None)
        if at is None:
            return None
        found.append(at)
    return tuple(found)


def _anchored_noun(parse: Parse, trigger: Trigger, i: int) -> tuple[int, ...] | None:
    token = parse.tokens[i]
    nominal = token.tag.startswith("NN") or _is_gerund_noun(parse, i) or token.tag in ("JJ", "CD")
    if token.tag in ("JJ", "CD") and trigger.lemma != "dead":
        nominal = bool(trigger.before)
    if (not nominal and not trigger.before) or _only_like(parse, i):
        return None
    first = i - len(trigger.before)
    if first < 0 or tuple(t.lemma for t in parse.tokens[first:i]) != trigger.before:
        return None
    span = range(first, i + 1)
    head = next((j for j in reversed(span) if parse.tokens[j].head not in span or parse.tokens[j].head == j), i)
    head = i if parse.tokens[head].tag == "IN" else head  # "under the control of X": the arguments are those of control
    return (head, *(j for j in span if j != head))


def _only_like(parse: Parse, i: int) -> bool:
    """ "Curfew-like silence" is no curfew."""
    return [t.lemma for t in parse.tokens[i + 1 : i + 3]] == ["-", "like"]


def _is_gerund_noun(parse: Parse, i: int) -> bool:
    """ "the shelling of Kaya", "shelling by the army": a gerund that stands like a noun, no object its own."""
    token = parse.tokens[i]
    if token.tag != "VBG" or token.dep not in NOUN_DEPS:
        return False
    below = [parse.tokens[c] for c in parse.children[i]]
    if any(t.dep == "dobj" for t in below):
        return False
    return token.dep not in ("conj", "ROOT") or any(t.dep in ("det", "poss", "amod") or t.lemma == "of" for t in below)


def arguments_of(parse: Parse, trigger: Trigger, anchor: tuple[int, ...]) -> tuple[Argument, ...]:
    """Arguments of the predicate of an anchor; verb plus object noun pools those of both."""
    head = anchor[0]
    known = _known_arguments(parse)
    if trigger.kind == "noun":
        return known.of_noun(head)
    arguments = known.of_verb(head)
    if trigger.kind == "verb_noun":
        noun = anchor[1]
        own = tuple(a for a in arguments if a.phrase.head != noun)
        return own + tuple(a for a in known.of_noun(noun) if a.slot not in ("light", "mod"))
    return tuple(a for a in arguments if a.phrase.head not in anchor[1:])


class _Arguments:
    """The arguments of the words of a parse, each found once: many rules share a verb."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._nouns: dict[int, tuple[Argument, ...]] = {}
        self._verbs: dict[int, tuple[Argument, ...]] = {}

    def of_noun(self, head: int) -> tuple[Argument, ...]:
        if head not in self._nouns:
            self._nouns[head] = tuple(noun_arguments(self._parse, head))
        return self._nouns[head]

    def of_verb(self, head: int) -> tuple[Argument, ...]:
        if head not in self._verbs:
            self._verbs[head] = tuple(verb_arguments(self._parse, head))
        return self._verbs[head]


@kept
def _known_arguments(parse: Parse) -> _Arguments:
    return _Arguments(parse)
