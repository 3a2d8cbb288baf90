"""Act rules on one parsed sentence: anchor -> arguments -> roles -> conditions -> Frame.

At each anchor word the first rule of the files that fits takes it. Which incident a frame belongs to, and whether it
becomes a row, is decided in incidents and coding.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tocsin.frames.anchors import anchored, arguments_of, objects_of
from tocsin.frames.contexts import ContextIndex, CueHit, beside_names, contexts_of
from tocsin.frames.idle import IdleIndex
from tocsin.frames.roles import assign_roles, meets
from tocsin.frames.unlisted import unlisted_group
from tocsin.frames.unsaid import with_antecedent, with_riders
from tocsin.frames.view import SentenceView
from tocsin.frames.weapons import WeaponIndex
from tocsin.mentions.actor_parts import ARMED
from tocsin.model import Frame, Parse, Role
from tocsin.rulebook.load import Rulebook
from tocsin.rulebook.triggers import Trigger, Triggers, asks_of, build_triggers, is_noun_behind
from tocsin.syntax.arguments import is_passive, light_verb_of
from tocsin.syntax.modality import describes_subject, is_habit, is_negated, is_purpose, modality_of, tense_of
from tocsin.syntax.motives import goes_on_since, is_main, is_motive, is_since
from tocsin.syntax.verbs import verb_lists

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
        cues = _outside_times(view, beside_names(self.contexts.find(view.parse.sentence), view.actors))
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
        nouns = [(n, parse.tokens[n].lemma) for n in objects_of(parse, i)]
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
        cues = _without_private(cues, roles)
        contexts = _cued(parse, cues, trigger, anchor) + _syntactic_contexts(parse, trigger, anchor)
        if self.book.family(rule.act) in ("strategic", "violence") and is_purpose(parse, head):
            contexts += (("planned", "syntax.infinitive"),)
        at_it = self.book.family(rule.act) == "demonstration" and parse.tokens[head].tag == "VBG"
        describes = self.book.family(rule.act) in DEEDS and not at_it and describes_subject(parse, head)
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


def _without_private(cues: tuple[CueHit, ...], roles: Sequence[Role]) -> tuple[CueHit, ...]:
    """The cues without those of private crime where several armed men act: soldiers who rape somebody's wife."""
    if all(c.rule.armed for c in cues):
        return cues
    doers = (a for r in roles if r.name == "agent" for a in r.actors)
    force = any(a.actor_class in ARMED and not a.site and (a.plural or a.source in ("unit", "group")) for a in doers)
    return tuple(c for c in cues if c.rule.armed) if force else cues


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
