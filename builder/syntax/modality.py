"""Whether a predicate is asserted: negation, modality, tense, purpose, and the verb that a span hangs on."""

from __future__ import annotations

from tocsin.model import Parse, Token
from tocsin.syntax.arguments import PASSIVE_SUBJECTS, SUBJECTS, children_by
from tocsin.syntax.verbs import verb_lists


def is_negated(parse: Parse, token: int) -> bool:
    """Whether a predicate or the verb that carries it is negated ("did not", "no clashes", "without")."""
    current = parse.tokens[token]
    for child in parse.children[token]:
        word = parse.tokens[child]
        if word.dep == "neg" or _says_no(parse, word):
            return True
    for child in children_by(parse, token, "nsubj", "nsubjpass"):
        below = [parse.tokens[c] for c in parse.children[child]]
        if parse.tokens[child].lemma in ("nobody", "none") or any(_says_no(parse, t) for t in below):
            return True  # "No group claimed responsibility", "nobody was hurt"
    if current.dep == "pcomp" and parse.tokens[current.head].lemma == "without":
        return True
    if current.dep == "pobj" and parse.tokens[current.head].lemma in ("without", "despite no"):
        return True
    if (
        current.tag.startswith("NN")
        and current.dep in ("nsubj", "dobj", "nsubjpass", "attr")
        and current.head != current.i
    ):
        return any(parse.tokens[c].dep == "neg" for c in parse.children[current.head])
    return False


def _says_no(parse: Parse, word: Token) -> bool:
    """Whether a determiner denies its noun; "no fewer than six" and "no less than ten" count it."""
    after = parse.tokens[word.i + 1].lemma if word.i + 1 < len(parse.tokens) else ""
    return word.dep == "det" and word.lemma in ("no", "neither") and after not in ("fewer", "less", "more")


def is_purpose(parse: Parse, token: int) -> bool:
    """Whether an infinitive only says what a noun is for: "a coalition to patrol the Gulf" has not patrolled yet."""
    word = parse.tokens[token]
    bare = word.tag == "VB" and word.dep in ("acl", "relcl")
    return bare and any(parse.tokens[c].tag == "TO" for c in parse.children[token])


def describes_subject(parse: Parse, verb: int) -> bool:
    """Whether a participle only says who the subject of another verb is: "a soldier fighting rebels died", "families
    evicted in May protested"."""
    token = parse.tokens[verb]
    if token.tag not in ("VBG", "VBN") or token.dep != "acl" or (verb > 0 and parse.tokens[verb - 1].text == ","):
        return False
    noun = parse.tokens[token.head]
    return noun.dep in (*SUBJECTS, *PASSIVE_SUBJECTS) and noun.i < verb < noun.head


def is_habit(parse: Parse, verb: int) -> bool:
    """Whether an infinitive tells what somebody is in the habit of: "a smuggler who helps rebels to abduct traders"."""
    token = parse.tokens[verb]
    if token.dep not in ("advcl", "xcomp") or not any(parse.tokens[c].tag == "TO" for c in parse.children[verb]):
        return False
    above = parse.tokens[token.head]
    return above.dep == "relcl" and above.tag in ("VBZ", "VBP")


def governing_verb(parse: Parse, start: int, end: int) -> str:
    """The form of the verb that a span hangs on, "" if none: "said on Tuesday that rebels attacked" -> said."""
    inside = [t for t in parse.tokens if start <= t.start < end]
    top = next((t for t in inside if t.head == t.i or not start <= parse.tokens[t.head].start < end), None)
    for _ in range(6):
        if top is None or top.head == top.i:
            return ""
        top = parse.tokens[top.head]
        if top.tag.startswith("VB"):
            return top.lemma
    return ""


def modality_of(parse: Parse, token: int) -> str:
    """ "asserted", "hypothetical" (a modal stands over it), or "planned" (complement of threaten, plan, vow ...)."""
    seen = 0
    current = parse.tokens[token]
    while seen < 4:
        for child in parse.children[current.i]:
            if parse.tokens[child].dep == "aux" and parse.tokens[child].lemma in verb_lists().modal:
                perceived = parse.tokens[child].lemma == "could" and current.lemma in verb_lists().perceiving
                return "asserted" if perceived else "hypothetical"
        if current.head == current.i:
            break
        above = parse.tokens[current.head]
        to_infinitive = any(parse.tokens[c].tag == "TO" for c in parse.children[current.i])
        if current.dep == "xcomp" and to_infinitive and above.lemma in verb_lists().planning:
            return "planned"
        if current.dep in ("ccomp", "acl", "dobj", "advcl") and to_infinitive and above.lemma in verb_lists().planning:
            return "planned"
        if current.dep not in ("xcomp", "conj", "dobj", "pobj", "prep", "nsubjpass", "nsubj"):
            break
        if current.dep in ("dobj", "nsubj") and not current.tag.startswith("NN"):
            break
        current = above
        seen += 1
    return "asserted"


def tense_of(parse: Parse, token: int) -> str:
    """past, present, future, pluperfect, or none, of the finite verb over a predicate."""
    current = parse.tokens[token]
    for _ in range(5):
        if current.tag.startswith("VB") or current.tag == "MD":
            break
        if current.head == current.i:
            return "none"
        current = parse.tokens[current.head]
    auxiliaries = {
        parse.tokens[c].lemma for c in parse.children[current.i] if parse.tokens[c].dep in ("aux", "auxpass")
    }
    if "had" in auxiliaries:
        return "pluperfect"
    if auxiliaries & {"will", "'ll", "shall"}:
        return "future"
    if current.tag == "VBD" or auxiliaries & {"was", "were"}:
        return "past"
    if current.tag in ("VBZ", "VBP") or auxiliaries & {"is", "are", "has", "have"}:
        return "present"
    return "past" if current.tag in ("VBN", "VBG") else "none"
