"""Every form that stands in a text leads back to its lemma; a form that is missing is an event that is missed."""

from __future__ import annotations

import pytest
from tocsin.rulebook.inflect import invert, irregular_forms, noun_forms, third_person, verb_forms
from tocsin.rulebook.load import load_rules
from tocsin.rulebook.triggers import build_triggers

VERBS = [
    ("attack", "attack attacks attacked attacking"),
    ("clash", "clash clashes clashed clashing"),  # -es after a hiss
    ("ambush", "ambush ambushes ambushed ambushing"),
    ("torch", "torch torches torched torching"),
    ("harass", "harass harasses harassed harassing"),
    ("storm", "storm storms stormed storming"),  # two consonants: nothing doubles
    ("rob", "rob robs robbed robbing"),  # one closed syllable doubles
    ("stab", "stab stabs stabbed stabbing"),
    ("nab", "nab nabs nabbed nabbing"),
    ("ram", "ram rams rammed ramming"),
    ("man", "man mans manned manning"),
    ("shell", "shell shells shelled shelling"),  # already double
    ("raid", "raid raids raided raiding"),  # two vowels: no doubling
    ("loot", "loot loots looted looting"),
    ("down", "down downs downed downing"),  # w is no vowel, and none doubles behind it
    ("fire", "fire fires fired firing"),  # silent e
    ("kidnap", "kidnap kidnaps kidnapped kidnaped kidnapping kidnaping"),  # both spellings
    ("execute", "execute executes executed executing"),
    ("seize", "seize seizes seized seizing"),
    ("free", "free frees freed freeing"),  # -ee keeps its e
    ("flee", "flee flees fled fleeing"),
    ("die", "die dies died dying"),  # -ie
    ("carry", "carry carries carried carrying"),  # -y after a consonant
    ("deploy", "deploy deploys deployed deploying"),  # -y after a vowel
    ("occupy", "occupy occupies occupied occupying"),
    ("beat", "beat beats beaten beating"),  # past like the lemma
    ("blow", "blow blows blew blown blowing"),
    ("shoot", "shoot shoots shot shooting"),
    ("slay", "slay slays slew slain slaying"),
    ("hit", "hit hits hitting"),
    ("set", "set sets setting"),
    ("burn", "burn burns burned burnt burning"),
    ("hang", "hang hangs hanged hung hanging"),
    ("strike", "strike strikes struck stricken striking"),
    ("take", "take takes took taken taking"),
    ("overrun", "overrun overruns overran overrunning"),
    ("withdraw", "withdraw withdraws withdrew withdrawn withdrawing"),
    ("overthrow", "overthrow overthrows overthrew overthrown overthrowing"),
    ("repel", "repel repels repelled repelling"),  # the stressed second syllable doubles
    ("expel", "expel expels expelled expelling"),
    ("patrol", "patrol patrols patrolled patrolling"),
    ("transfer", "transfer transfers transferred transferring"),
    ("commit", "commit commits committed committing"),
    ("gather", "gather gathers gathered gathering"),  # an unstressed one does not
    ("murder", "murder murders murdered murdering"),
    ("riot", "riot riots rioted rioting"),
    ("recover", "recover recovers recovered recovering"),
    ("behead", "behead beheads beheaded beheading"),
    ("build", "build builds built building"),
    ("split", "split splits splitting"),
    ("tread", "tread treads trod trodden treading"),
    ("bleed", "bleed bleeds bled bleeding"),
    ("leave", "leave leaves left leaving"),
    ("throw", "throw throws threw thrown throwing"),
]  # fmt: skip

NOUNS = [
    ("attack", "attack attacks"),
    ("clash", "clash clashes"),
    ("ambush", "ambush ambushes"),
    ("casualty", "casualty casualties"),
    ("convoy", "convoy convoys"),
    ("gunman", "gunman gunmen"),
    ("policeman", "policeman policemen"),
    ("human", "human humans"),  # ends in -man and is no man
    ("crossfire", "crossfire crossfires"),
    ("siege", "siege sieges"),
    ("life", "life lives"),  # "claimed six lives"
]


@pytest.mark.parametrize(("lemma", "forms"), VERBS)
def test_verb_forms(lemma: str, forms: str) -> None:
    assert sorted(verb_forms(lemma)) == sorted(forms.split())
    assert verb_forms(lemma)[0] == lemma


@pytest.mark.parametrize(("lemma", "forms"), NOUNS)
def test_noun_forms(lemma: str, forms: str) -> None:
    assert noun_forms(lemma) == tuple(forms.split())


def test_forms_stand_once() -> None:
    assert [lemma for lemma, _ in VERBS if len(set(verb_forms(lemma))) < len(verb_forms(lemma))] == []


@pytest.mark.parametrize(
    ("lemma", "form"), [("box", "boxes"), ("buzz", "buzzes"), ("pass", "passes"), ("try", "tries"), ("say", "says")]
)
def test_third_person(lemma: str, form: str) -> None:
    assert third_person(lemma) == form


def test_invert_keeps_the_order_of_lemmas() -> None:
    table = [("bomb", ("bomb", "bombs")), ("bombing", ("bombing",)), ("bomber", ("bombs", "bomb"))]
    assert invert(table) == {"bomb": ("bomb", "bomber"), "bombs": ("bomb", "bomber"), "bombing": ("bombing",)}


def test_irregular_rows_are_whole() -> None:
    """Every row has a lemma and at least one form of its own, all in small letters without spaces."""
    for lemma, forms in irregular_forms().items():
        assert lemma.isalpha()
        assert lemma.islower()
        assert any(forms)
        assert all(part.isalpha() and part.islower() for cell in forms if cell for part in cell.split("/"))


# text form -> a rule that must have it among its anchors
ANCHORS = [
    ("expelled", "control.drive_out"),
    ("withdrew", "control.withdraw"),
    ("patrolling", "strategic.move"),
    ("blew", "explosion.suicide"),  # anchor of "blow himself up"
    ("strikes", "explosion.air"),  # anchor of "air strikes"
    ("assaulted", "violence.rape"),  # anchor of "sexually assaulted", behind its adverb
    ("opened", "violence.opened_fire"),  # verb of "opened fire"
    ("fighting", "violence.clash"),  # noun and participle
]


@pytest.mark.parametrize(("form", "rule"), ANCHORS)
def test_forms_anchor_their_rules(form: str, rule: str) -> None:
    assert rule in {t.rule.id for t in build_triggers(load_rules()).by_form[form]}


def test_no_regular_past_ends_in_a_forgotten_doubling() -> None:
    """Verbs of the rules that stress their last syllable must be in irregular.csv: expeled, patroled, transfered."""
    stressed = ("el", "ol", "fer", "mit", "cur", "ter")
    single = {"enter", "shelter", "shatter", "batter", "scatter", "foster", "loiter", "butcher", "suffer", "offer"}
    triggers = build_triggers(load_rules()).by_form.values()
    lemmas = {t.lemma.split()[0] for found in triggers for t in found if t.kind == "verb"}
    wanted = {w for w in lemmas if w.endswith(stressed) and not w.endswith(("eel", "oil", "ool")) and w not in single}
    assert wanted <= set(irregular_forms())
