"""Whether a predicate only tells why people gathered: it stands under the motive of a protest or under a demand.

"Residents marched against the killing of a boy" holds one act of today, the march. What a motive does to an act is
said in rules/effects.toml ("cause").
"""

from __future__ import annotations

from tocsin.model import Parse
from tocsin.syntax.arguments import PASSIVE_SUBJECTS, SUBJECTS, children_by
from tocsin.syntax.verbs import verb_lists

FARTHEST = 10  # steps up the tree; a motive seldom hangs deeper


def is_motive(parse: Parse, token: int) -> bool:
    """Climb from a predicate to the top of its sentence and look for a gathering or a demand on the way.

    Takes:    "protested against the killing", "a vigil after gunmen shot two", "to demand that police stop beating"
    Refuses:  "protested and threw stones", "police fired gas after the march"
    """
    lists = verb_lists()
    current = token
    for _ in range(FARTHEST):
        word = parse.tokens[current]
        if word.head == current:
            return False
        above = parse.tokens[word.head]
        wanted = word.dep in ("dobj", "xcomp") or (word.dep == "ccomp" and word.i > above.i)
        if above.lemma in lists.demanding and wanted:  # a clause before it stands alone
            return True
        if _leads(parse, current) and (_gathers(parse, word.head) or above.lemma in lists.demanding):
            return True
        current = word.head
    return False


def is_since(parse: Parse, token: int) -> bool:
    """Whether a predicate dates what has gone on from it: "protests have spread since a woman died in September"."""
    current = token
    for _ in range(FARTHEST):
        word = parse.tokens[current]
        if word.head == current:
            return False
        if word.dep == "advcl" and _opens_with_since(parse, current) and _is_perfect(parse, word.head):
            return True
        current = word.head
    return False


def goes_on_since(parse: Parse, token: int) -> bool:
    """Whether a predicate, or the verb that an act noun hangs on, tells of all that has happened since something:
    "protests have spread since a woman died"."""
    word = parse.tokens[token]
    verb = token if word.tag.startswith("VB") else word.head
    if parse.tokens[verb].dep == "relcl":  # "workers who have struck since June marched": only who they are
        return False
    dated = (c for c in parse.children[verb] if parse.tokens[c].dep == "advcl")
    return _is_perfect(parse, verb) and any(_opens_with_since(parse, c) for c in dated)


def _opens_with_since(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[c].text.lower() == "since" for c in parse.children[verb])


def _is_perfect(parse: Parse, verb: int) -> bool:
    above = (parse.tokens[c] for c in parse.children[verb])
    return any(t.dep == "aux" and t.text.lower() in ("has", "have", "had", "'ve") for t in above)


def _leads(parse: Parse, token: int) -> bool:
    """Whether a token opens a motive: "against", "over", or the verb of a clause that begins with "after"."""
    word, motive = parse.tokens[token], verb_lists().motive
    if word.dep == "prep":
        return word.lemma in motive
    return word.dep == "advcl" and any(parse.tokens[c].lemma in motive for c in children_by(parse, token, "mark"))


def _gathers(parse: Parse, token: int) -> bool:
    """Whether a token is a gathering, or says that one took place: "a protest broke out after"."""
    lists = verb_lists()
    if parse.tokens[token].lemma in lists.gathering:
        return True
    if parse.tokens[token].lemma not in lists.happening and parse.tokens[token].lemma not in lists.light:
        return False
    below = children_by(parse, token, *SUBJECTS, *PASSIVE_SUBJECTS, "dobj")
    return any(parse.tokens[c].lemma in lists.gathering for c in below)


def is_main(parse: Parse, token: int) -> bool:
    """Whether a predicate is the main verb of its sentence, or coordinated with it: no motive of anything."""
    word = parse.tokens[token]
    while word.dep == "conj" and parse.tokens[word.head].tag.startswith("VB") and word.tag.startswith("VB"):
        word = parse.tokens[word.head]
    above = parse.tokens[word.head]
    if word.dep in ("ccomp", "parataxis") and above.dep == "ROOT" and above.i > word.i:
        word = above  # "they rioted; two were shot": the parser hangs the first sentence on the second
    finite = word.tag in ("VBD", "VBZ", "VBP", "VB") or any(True for _ in children_by(parse, word.i, "aux", "auxpass"))
    return word.dep == "ROOT" and finite
