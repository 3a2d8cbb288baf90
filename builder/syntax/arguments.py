"""The arguments of a predicate: who stands in which slot, whatever the voice, gap or light verb.

Slots: "agent" (deep subject), "patient" (deep object), "poss", "mod", "light" (agent of the light verb that carries a
noun), "holder" (who had the object), and prepositions by their word ("on", "against", "between", "with", "by", ...).
Dependency labels are those of ClearNLP as the spaCy English models give them.
"""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.model import Argument, Parse, Phrase
from tocsin.syntax.verbs import verb_lists

INSIDE = frozenset(
    [
        "det",
        "predet",
        "amod",
        "compound",
        "nummod",
        "poss",
        "nmod",
        "quantmod",
        "case",
        "advmod",
        "npadvmod",
        "nounmod",
        "punct",
    ]
)
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "JJ", "WP", "VBG", "WDT", "PRP$", "FW"})
SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")


def _is_phrase_part(parse: Parse, child: int, head: int) -> bool:
    token = parse.tokens[child]
    if token.dep == "prep":
        return token.lemma == "of" or (token.lemma, parse.tokens[head].lemma) in (("to", "belonging"), ("as", "known"))
    if token.dep == "punct":
        return token.text in "-\"'()" and child < head
    if token.dep == "acl":
        return token.lemma in verb_lists().owning  # "weapons belonging to the rebels", "a group known as the Tigers"
    if token.dep == "agent":
        return parse.tokens[head].lemma in verb_lists().owning and parse.tokens[head].dep == "acl"
    return token.dep in INSIDE or (token.dep in ("conj", "cc"))


def _extent(parse: Parse, head: int, conjuncts: bool, depth: int = 0) -> tuple[int, int]:
    low = high = head
    if depth > 12:
        return low, high
    for child in parse.children[head]:
        token = parse.tokens[child]
        if token.dep in ("conj", "cc") and not conjuncts:
            continue
        if not _is_phrase_part(parse, child, head):
            continue
        first, last = _extent_of_child(parse, child, depth)
        low, high = min(low, first), max(high, last)
    return low, high


def _extent_of_child(parse: Parse, child: int, depth: int) -> tuple[int, int]:
    low, high = _extent(parse, child, True, depth + 1)
    if parse.tokens[child].dep in ("prep", "agent"):
        for below in parse.children[child]:
            if parse.tokens[below].dep == "pobj":
                first, last = _extent(parse, below, True, depth + 1)
                low, high = min(low, first), max(high, last)
    return low, high


def phrase_of(parse: Parse, head: int, conjuncts: bool = True) -> Phrase:
    """The noun phrase of a head token with its modifiers, of-phrases and, if asked, coordinated phrases."""
    low, high = _extent(parse, head, conjuncts)
    high = _before_tellers(parse, head, high)
    token = parse.tokens[head]
    return Phrase(head, parse.tokens[low].start, parse.tokens[high].end, token.start, token.end)


def _before_tellers(parse: Parse, head: int, high: int) -> int:
    """The last token of a phrase without those who tell of it, where the parser has taken them for its members.

    "killing nine people, witnesses and an official said" -> nine people
    """
    verb = high + 1
    if verb >= len(parse.tokens) or parse.tokens[verb].text.lower() not in verb_lists().telling:
        return high
    if not parse.tokens[verb].tag.startswith("VBD") or any(
        parse.tokens[c].dep == "nsubj" and not head <= c <= high for c in parse.children[verb]
    ):
        return high
    commas = [i for i in range(head + 1, high) if parse.tokens[i].text == "," and parse.tokens[i].dep == "punct"]
    return commas[-1] - 1 if commas else high


def children_by(parse: Parse, head: int, *deps: str) -> Iterator[int]:
    """Children of a token that hang on it by one of these labels, left to right."""
    for child in parse.children[head]:
        if parse.tokens[child].dep in deps:
            yield child


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether a verb form is passive: it has a passive subject or auxiliary, or is a bare participle after a noun."""
    token = parse.tokens[verb]
    if any(True for _ in children_by(parse, verb, "nsubjpass", "auxpass", "csubjpass")):
        return True
    if _is_killed_too(parse, verb):
        return True
    if token.tag != "VBN" or _is_misread(parse, verb):
        return False
    if any(True for _ in children_by(parse, verb, "aux")):
        return False
    if token.dep in ("acl", "amod", "advcl") and not any(True for _ in children_by(parse, verb, "nsubj")):
        return not any(True for _ in children_by(parse, verb, "dobj")) or any(
            True for _ in children_by(parse, verb, "agent")
        )
    if token.dep == "conj":
        head = token.head
        if parse.tokens[head].tag == "VBN" and not any(True for _ in children_by(parse, verb, "nsubj")):
            return is_passive(parse, head)
    if token.dep in ("ROOT", "ccomp", "dep", "parataxis"):  # headline style: "Three killed in market blast"
        return not any(True for _ in children_by(parse, verb, "dobj", "nsubj")) or any(
            True for _ in children_by(parse, verb, "agent")
        )
    return any(True for _ in children_by(parse, verb, "agent"))


def _is_killed_too(parse: Parse, verb: int) -> bool:
    """Whether a verb of killing without an object goes on with a passive: "were shot and killed a short time later"."""
    token = parse.tokens[verb]
    if token.tag != "VBD" or token.dep != "conj" or token.lemma not in verb_lists().harming:
        return False
    if any(True for _ in children_by(parse, verb, "nsubj")) or not is_passive(parse, token.head):
        return False
    return all(parse.tokens[c].lemma in verb_lists().whiles for c in children_by(parse, verb, "dobj"))


def _is_misread(parse: Parse, verb: int) -> bool:
    """Whether a bare participle without a passive is the verb of its clause: "workers of the mill protested"."""
    token = parse.tokens[verb]
    bare = token.tag == "VBN" and token.dep == "acl" and token.lemma in verb_lists().unpassive
    return bare and not any(True for _ in children_by(parse, verb, "agent"))


def _topmost(parse: Parse, noun: int) -> int:
    """The head of the whole phrase that a noun closes: "a group of workers of the mill" -> group."""
    while parse.tokens[noun].dep == "pobj" and parse.tokens[parse.tokens[noun].head].lemma in ("of", "from", "at"):
        above = parse.tokens[parse.tokens[noun].head].head
        if not parse.tokens[above].tag.startswith("NN"):
            break
        noun = above
    return noun


def _antecedent(parse: Parse, relative_verb: int) -> int | None:
    token = parse.tokens[relative_verb]
    return token.head if token.dep == "relcl" and token.head != token.i else None


def _resolve_relative(parse: Parse, verb: int, head: int) -> int:
    """The noun behind a relative pronoun: "gunmen who attacked" -> gunmen."""
    if parse.tokens[head].tag in ("WDT", "WP", "WP$") or parse.tokens[head].lemma in ("that", "who", "which"):
        found = _antecedent(parse, verb)
        if found is not None:
            return found
    return head


def subject_of(parse: Parse, verb: int, depth: int = 0) -> tuple[int, bool] | None:
    """(head token of the surface subject, whether the governing verb was passive), following gaps.

    "stormed the village, killing ten": the subject of killing is that of stormed.
    """
    subjects = list(children_by(parse, verb, *SUBJECTS, *PASSIVE_SUBJECTS))
    if subjects:
        child = _nearest_subject(parse, verb, subjects)
        return _resolve_relative(parse, verb, child), parse.tokens[child].dep in PASSIVE_SUBJECTS
    token = parse.tokens[verb]
    if _is_misread(parse, verb):
        return _topmost(parse, token.head), False
    if token.tag == "VBN" and verb > 0 and not any(True for _ in children_by(parse, verb, "aux", "auxpass")):
        left = parse.tokens[verb - 1]  # "resulting in one soldier killed": the noun right before a bare participle
        if left.tag.startswith("NN") and left.dep in ("pobj", "dobj", "attr", "appos") and left.head != verb:
            return left.i, True
    if depth > 4 or token.head == token.i:
        return None
    if token.dep in ("conj", "xcomp", "advcl", "dep", "ccomp") and parse.tokens[token.head].tag.startswith("VB"):
        if token.dep == "xcomp" and parse.tokens[token.head].lemma not in verb_lists().using:
            for child in children_by(parse, token.head, "dobj"):
                return child, False  # "forced residents to leave"
        found = subject_of(parse, token.head, depth + 1)
        if found is None:
            return None
        return found[0], is_passive(parse, token.head)
    if token.dep == "acl" and token.tag == "VBG" and verb > 0 and parse.tokens[verb - 1].text == ",":
        above = parse.tokens[token.head]  # "attacked the village, killing ten": the comma sends it back to the verb
        while above.head != above.i and not above.tag.startswith("VB"):
            above = parse.tokens[above.head]
        found = subject_of(parse, above.i, depth + 1) if above.tag.startswith("VB") else None
        if found is not None:
            return found[0], is_passive(parse, above.i)
    if token.dep in ("acl", "relcl"):
        return token.head, False
    if token.dep == "amod" and token.tag == "VBG" and token.lemma in verb_lists().gathering:
        return token.head, False  # "protesting workers", "a car drove into picketing miners"
    if token.dep == "pcomp":  # "after killing ten", "accused of killing"
        above = parse.tokens[token.head]
        if above.head != above.i and parse.tokens[above.head].tag.startswith("VB"):
            return subject_of(parse, above.head, depth + 1)
    return None


def _nearest_subject(parse: Parse, verb: int, subjects: list[int]) -> int:
    """The one of two subjects next to its verb: "in Laiza, Kachin state, the army fired". Of two that "and" joins the
    first, as always."""
    last = max((s for s in subjects if s < verb), default=subjects[0])
    joined = any(parse.tokens[i].lemma in ("and", "or") for i in range(subjects[0] + 1, last))
    return subjects[0] if joined else last


def obliques(parse: Parse, head: int) -> Iterator[tuple[str, int]]:
    """(preposition, head of its object) for the prepositional phrases that hang on a token, incl. coordinated ones."""
    for child in children_by(parse, head, "prep", "agent", "dative"):
        word = parse.tokens[child].lemma
        for below in parse.children[child]:
            if parse.tokens[below].dep in ("pobj", "pcomp"):
                yield word, below
            elif parse.tokens[below].dep == "prep":  # "from near the base", "out of the town"
                yield from ((parse.tokens[below].lemma, x) for x in children_by(parse, below, "pobj"))


def conjuncts(parse: Parse, head: int) -> list[int]:
    """The head and every token coordinated with it, in order: "soldiers, police and civilians" -> three."""
    found, stack = [head], [head]
    while stack:
        for child in children_by(parse, stack.pop(), "conj"):
            found.append(child)
            stack.append(child)
    return sorted(found)


def verb_arguments(parse: Parse, verb: int) -> Iterator[Argument]:
    """Arguments of a verb: agent and patient whatever the voice, then obliques."""
    passive = is_passive(parse, verb)
    subject = subject_of(parse, verb)
    token = parse.tokens[verb]
    if subject is not None:
        yield Argument("patient" if passive else "agent", phrase_of(parse, subject[0]))
        if not passive:  # "an operation by the army killed ten rebels": who acts stands behind the deed
            for word, head in obliques(parse, subject[0]):
                if word == "by":
                    yield Argument("agent", phrase_of(parse, head))
    elif token.dep in ("acl", "relcl") and token.head != token.i:
        yield Argument("patient" if passive else "agent", phrase_of(parse, token.head))
    if passive and token.tag == "VBN" and token.dep == "amod":
        yield Argument("patient", phrase_of(parse, token.head))
        for child in children_by(parse, verb, "npadvmod"):  # "a rebel-planted mine"
            yield Argument("agent", phrase_of(parse, child))
    if not passive:
        for child in children_by(parse, verb, "dobj", "dative"):
            yield Argument("patient", phrase_of(parse, _resolve_relative(parse, verb, child)))
            for word, head in obliques(parse, child):
                if word in ("on", "to", "with", "from"):  # "blamed the attack on X": the parser hangs it on the object
                    yield Argument(f"object.{word}", phrase_of(parse, head))
                elif word == "of":  # "attacked the village of Loikaw with helicopters"
                    for inner, below in obliques(parse, head):
                        if inner == "with":
                            yield Argument("object.with", phrase_of(parse, below))
        if not any(True for _ in children_by(parse, verb, "dobj")):
            for other in children_by(parse, verb, "conj"):  # "attacked and burned the house"
                if parse.tokens[other].tag == token.tag and not any(True for _ in children_by(parse, other, *SUBJECTS)):
                    for child in children_by(parse, other, "dobj"):
                        yield Argument("patient", phrase_of(parse, child))
        if (
            token.dep == "relcl"
            and subject is not None
            and subject[0] != token.head
            and not list(children_by(parse, verb, "dobj"))
        ):
            yield Argument("patient", phrase_of(parse, token.head))  # "the farmer they killed"
    yield from _held_by(parse, verb)
    yield from _aimed_at(parse, verb)
    for head in _means(parse, verb):
        yield Argument("using", phrase_of(parse, head))
    for word, head in _verb_obliques(parse, verb):
        slot = "agent" if word == "by" and passive else word
        yield Argument(slot, phrase_of(parse, head))
        if word == "with":  # "opened fire with live rounds on marchers": the parser hangs the last phrase on the means
            for inner, below in obliques(parse, head):
                if inner in ("on", "at", "against"):
                    yield Argument(inner, phrase_of(parse, below))


def _held_by(parse: Parse, verb: int) -> Iterator[Argument]:
    """ "took over the town, previously held by rebels": who had what a verb is done to."""
    places = list(children_by(parse, verb, "dobj", "nsubjpass", "prt"))
    below = [*children_by(parse, verb, "advcl"), *(c for p in places for c in children_by(parse, p, "acl", "relcl"))]
    for participle in below:
        if parse.tokens[participle].lemma in verb_lists().holding and parse.tokens[participle].tag == "VBN":
            for word, head in obliques(parse, participle):
                if word == "by":
                    yield Argument("holder", phrase_of(parse, head))


def _means(parse: Parse, verb: int) -> Iterator[int]:
    """What a verb is done with, told by a participle: "fired at a hill using helicopters"."""
    for child in children_by(parse, verb, "advcl", "xcomp", "acl"):
        if parse.tokens[child].lemma in ("using", "employing"):
            yield from children_by(parse, child, "dobj")


def _verb_obliques(parse: Parse, verb: int) -> Iterator[tuple[str, int]]:
    yield from obliques(parse, verb)
    token = parse.tokens[verb]
    if (
        token.dep == "conj"
        and not any(True for _ in obliques(parse, verb))
        and parse.tokens[token.head].tag.startswith("VB")
    ):
        for word, head in obliques(parse, token.head):
            if word == "by":
                yield word, head
    for child in parse.children[
        verb
    ]:  # the last of coordinated participles carries the by-phrase: "killed and burned by"
        if parse.tokens[child].dep == "conj" and parse.tokens[child].tag == "VBN":
            yield from ((w, h) for w, h in obliques(parse, child) if w == "by")


def _light_verb(parse: Parse, noun: int) -> tuple[int, bool] | None:
    """(verb, passive) that carries a noun predicate: "launched an attack", "an attack was carried out by"."""
    token = parse.tokens[noun]
    if token.dep == "conj":
        return _light_verb(parse, token.head)
    if token.head == token.i:
        return None
    head = parse.tokens[token.head]
    if token.dep in ("dobj", "nsubjpass") and head.tag.startswith("VB"):
        return token.head, is_passive(parse, token.head)
    if (
        token.dep == "pobj"
        and head.lemma in ("in", "under", "out", "to")
        and parse.tokens[head.head].lemma in verb_lists().light
    ):
        return head.head, is_passive(parse, head.head)  # "engaged in a gun battle", "took part in a protest"
    return None


def light_verb_of(parse: Parse, noun: int) -> int | None:
    """The verb that governs a noun predicate as its object or passive subject, light or not; None if there is none."""
    found = _light_verb(parse, noun)
    return None if found is None else found[0]


def noun_arguments(parse: Parse, noun: int) -> Iterator[Argument]:
    """Arguments of a noun predicate: possessor, modifiers, prepositions, and those of its light verb."""
    for child in children_by(parse, noun, "poss"):
        yield Argument("poss", phrase_of(parse, child))
    for child in children_by(parse, noun, "compound", "amod", "nmod"):
        yield Argument("mod", phrase_of(parse, child))
    for word, head in obliques(parse, noun):
        yield Argument(word, phrase_of(parse, head))
        if word in (
            "by",
            "of",
        ):  # "an attack by militants on a post": the parser hangs the last phrase on the one before
            for inner, below in obliques(parse, head):
                if inner in ("on", "against", "by", "at"):
                    yield Argument(inner, phrase_of(parse, below))
    for child in children_by(parse, noun, "acl", "relcl"):
        yield from _from_participle(parse, child)
    yield from _aimed_at(parse, noun)
    carried = _light_verb(parse, noun)
    if carried is not None and parse.tokens[carried[0]].lemma in verb_lists().light:
        yield from _from_light_verb(parse, *carried)
        yield from _aimed_at(parse, carried[0])
    token = parse.tokens[noun]
    if token.dep in ("oprd", "acomp", "attr") and token.head != token.i:
        subject = subject_of(parse, token.head)  # "14 troops are confirmed dead"
        if subject is not None:
            yield Argument("subject", phrase_of(parse, subject[0]))
    if token.dep == "amod" and token.lemma == "dead":  # "at least eight dead policemen"
        yield Argument("subject", phrase_of(parse, token.head, conjuncts=False))
    if token.dep == "nsubj" and token.head != token.i:
        yield from _from_happening(parse, token.head)


def _from_participle(parse: Parse, verb: int) -> Iterator[Argument]:
    """ "an attack carried out by gunmen", "a rally staged by students"."""
    for word, head in obliques(parse, verb):
        if word == "by":
            yield Argument("by", phrase_of(parse, head))
        elif word in ("on", "against"):
            yield Argument(word, phrase_of(parse, head))


def _aimed_at(parse: Parse, node: int) -> Iterator[Argument]:
    """ "airstrikes targeting rebels", "exploded, hitting a convoy": the object of the participle is the target."""
    for child in children_by(parse, node, "acl", "advcl", "prep", "xcomp"):
        if parse.tokens[child].lemma in verb_lists().aiming:
            for target in children_by(parse, child, "dobj", "pobj"):
                yield Argument("targeting", phrase_of(parse, target))


def _from_light_verb(parse: Parse, verb: int, passive: bool) -> Iterator[Argument]:
    subject = subject_of(parse, verb)
    if not passive and subject is not None:
        yield Argument("light", phrase_of(parse, subject[0]))
    for word, head in obliques(parse, verb):
        yield Argument("light" if word == "by" else word, phrase_of(parse, head))
        if word == "by":  # "was carried out by militants on a base"
            for inner, below in obliques(parse, head):
                if inner in ("on", "against"):
                    yield Argument(inner, phrase_of(parse, below))


def _from_happening(parse: Parse, verb: int) -> Iterator[Argument]:
    """ "Clashes broke out between X and Y", "an attack took place on": obliques of the verb belong to the noun."""
    if parse.tokens[verb].lemma in verb_lists().happening:
        for word, head in obliques(parse, verb):
            yield Argument(word, phrase_of(parse, head))
