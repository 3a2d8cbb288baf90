"""One incident -> one coded candidate: cells, evidence per cell, details. The decision list runs here, once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from tocsin.actors.store import ActorStore
from tocsin.coding.actors import plain
from tocsin.coding.country_level import Homeland, at_country_level
from tocsin.coding.decide import Verdict, decide
from tocsin.coding.evidence import Sourced, evidence_of
from tocsin.coding.features import features_of, near_frames
from tocsin.coding.identity import member_id
from tocsin.coding.notes import place_words, write_notes
from tocsin.coding.parties import Parties, Setting, parties_of
from tocsin.coding.tags import second_crowd, tag_rules, tags_of
from tocsin.incidents.classes import ARMED, CROWDS
from tocsin.incidents.incident import Addend, Incident
from tocsin.incidents.toll_counts import UNKNOWN_PLURAL
from tocsin.model import ActorMention, Details, Document, Event, Evidence
from tocsin.rulebook.load import Rulebook
from tocsin.schema.taxonomy import civilian_targeting_of, event_type_of

DEATHLESS = frozenset(
    {
        "Peaceful protest",
        "Protest with intervention",
        "Abduction/forced disappearance",
        "Looting/property destruction",
        "Arrests",
    }
)
"""Types whose rows carry no deaths (codebook 10.1): a death told beside them belongs to another happening."""
POLICED = frozenset({"Arrests"})
"""Types in which police act by duty: what makes them political is whom they act against."""
COUNT_REACH = 25  # characters between a count and the noun it counts, as in incidents/tolls.py
UNKNOWN_HEAVY = 10  # codebook 6: an unknown number of dead in heavy fighting (rules/intensity.toml)
HEAVY = frozenset(
    {
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
        "Air/drone strike",
        "Shelling/artillery/missile attack",
    }
)
"""Types that heavy fighting is made of: battles, and strikes from the air or by artillery."""
SHORT = 4  # sentences; a text this short is one telling from end to end


@dataclass(frozen=True, slots=True)
class Coder:
    """What coding needs besides the incident: rules, actor names, and what is known of the article and its source."""

    book: Rulebook
    store: ActorStore
    country: str
    source_scale: str
    source_rule: str
    homeland: Homeland


def code_incident(incident: Incident, document: Document, coder: Coder) -> Event:
    """The coded candidate of an incident; its reasons are empty when it can be a row."""
    verdict = verdict_on(incident, coder.book, short=len(document.sentences) <= SHORT)
    if verdict is not None and not verdict.decision.refuse:
        incident = at_country_level(incident, verdict.decision.sub_event_type, coder.homeland, coder.book)
    reasons = list(incident.reasons)
    if verdict is None:
        reasons.append("no_type")
    elif verdict.decision.refuse:
        reasons.append(verdict.decision.refuse)
    elif out_of_scope(incident, verdict, coder, document.text):
        reasons.append("not_political")
    field, start, end = document.locate(incident.anchor.start, incident.anchor.end)
    member = member_id(document.article.sha256, field, start, incident.share[0])
    evidence: list[Evidence] = []
    details: Details | None = None
    if verdict is None or verdict.decision.refuse:
        cells = _half_coded(incident, document, coder)
    else:
        cells, evidence, details = _coded(incident, document, coder, verdict)
    sentence = document.sentences[incident.anchor.sentence]
    field, start, end = document.locate(sentence.start, sentence.end)
    if field == "title":  # the contract of excluded.parquet counts in the text; a headline has no place in it
        start = end = -1
    quote = document.quote(sentence.start, sentence.end)
    return Event(
        member_id=member,
        article_id=document.article.article_id,
        salience=incident.salience,
        cells=cells,
        evidence=tuple(evidence),
        details=details,
        reasons=tuple(dict.fromkeys(reasons)),
        detail=verdict.decision.id if verdict else "no decision fits",
        start=start,
        end=end,
        quote=quote,
    )


def verdict_on(incident: Incident, book: Rulebook, short: bool = False) -> Verdict | None:
    """The decision on an incident: its first telling decides; the whole article only where that is not enough.

    A bomb squad named ten sentences after a stabbing does not make it a bombing.
    """
    verdict = decide(features_of(incident, None if short else near_frames(incident)), book)
    if verdict is None or verdict.decision.refuse:
        verdict = decide(features_of(incident), book) or verdict
    return verdict


def out_of_scope(incident: Incident, verdict: Verdict, coder: Coder, text: str) -> bool:
    """Whether an unnamed perpetrator makes this ordinary crime in its country (rules/scope.toml)."""
    point = incident.place.point if incident.place else None
    country = point.country if point else coder.country
    sub = verdict.decision.sub_event_type
    political = incident.patients if sub in POLICED else incident.agents
    if sub == "Mob violence":  # plain people who set upon police are no private quarrel
        political = (*political, *incident.patients)
    armed = any(
        a.actor_class in ARMED | CROWDS | {"government"} and not _by_name_at_home(a, country) for a in political
    )
    clashing = [a for f in incident.frames if f.act == "clash" for r in f.roles for a in r.actors]
    told = armed or any(not _by_name_at_home(a, country) for a in clashing)
    lacking = {"armed"} if not told else set()
    if not any(a.actor_class in ARMED - {"police"} | CROWDS for a in (*incident.agents, *incident.patients)):
        lacking.add("troops")
    if not _anybody(incident):
        lacking.add("anybody")
    scopes = [s for s in coder.book.scopes if s.holds_in(country) and sub in s.types and s.needs in lacking]
    return bool(scopes) and not any(coder.book.names_any(s.unless, text) for s in scopes)


def _anybody(incident: Incident) -> bool:
    """Whether the text names anybody on either side, or counts people dead, hurt, missing or arrested."""
    counted = (incident.deaths, incident.injured, incident.missing, incident.arrested)
    return bool(incident.agents or incident.patients) or any(toll.addends for toll in counted)


def _by_name_at_home(actor: ActorMention, country: str) -> bool:
    """The bare name of a state on its own soil: a state does not attack at home by its name ("US", "Britain")."""
    return actor.source == "state" and actor.country == country


def lone_role(verdict: Verdict, coder: Coder, country: str) -> str:
    """The role of one attacker without a name in a country, "" where such are armed groups (rules/scope.toml)."""
    sub = verdict.decision.sub_event_type
    return next((s.lone for s in coder.book.scopes if s.lone and s.holds_in(country) and sub in s.types), "")


def _half_coded(incident: Incident, document: Document, coder: Coder) -> dict[str, object]:
    """What can be said of a candidate that no decision types: day and place."""
    return {**_time_cells(incident), **_place_cells(incident, coder), "source": _source(document)}


def _source(document: Document) -> str:
    return plain(document.article.source) or "Undisclosed Source"


def _time_cells(incident: Incident) -> dict[str, object]:
    time = incident.day.mention
    cells: dict[str, object] = {"event_date": time.day}
    if time.precision:
        cells["time_precision"] = time.precision
    return cells


def _place_cells(incident: Incident, coder: Coder) -> dict[str, object]:
    point = incident.place.point if incident.place else None
    if point is None:
        return {"country": coder.country} if coder.country else {}
    return {
        "country": point.country,
        "admin1": plain(point.admin1),
        "admin2": plain(point.admin2),
        "admin3": plain(point.admin3),
        "location": plain(point.name),
        "latitude": round(point.latitude, 4),
        "longitude": round(point.longitude, 4),
        "geo_precision": point.geo_precision,
    }


def _in_its_setting(incident: Incident, sub: str, place: dict[str, object], book: Rulebook) -> Incident:
    """The incident with an unknown number of dead as its setting codes it: 10 in heavy fighting, else 3 (codebook 6).

    Only battles and strikes from afar: a handful of villagers shot in a country at war is no heavy fighting.
    """
    if sub not in HEAVY or not _heavy(incident.day.mention.day, place, book):
        return incident
    addends = tuple(replace(a, value=UNKNOWN_HEAVY) if _unknown(a) else a for a in incident.deaths.addends)
    return replace(incident, deaths=replace(incident.deaths, addends=addends))


def _unknown(addend: Addend) -> bool:
    return addend.vague and addend.value == UNKNOWN_PLURAL and addend.rule_id != "toll.split"


def _heavy(day: date, place: dict[str, object], book: Rulebook) -> bool:
    return any(
        rule.country == place.get("country")
        and (not rule.admin1 or place.get("admin1") in rule.admin1)
        and rule.since <= day.isoformat() <= (rule.until or "9999")
        for rule in book.intensities
    )


def _fatalities(incident: Incident, sub: str) -> tuple[int, bool, int]:
    """(number, whether it rests on a vague word, how many bombers were added)."""
    if sub in DEATHLESS:
        return 0, False, 0
    vague = any(a.vague for a in incident.deaths.addends)
    bombers = incident.bombers if sub == "Suicide bomb" else 0
    return incident.deaths.value + bombers, vague, bombers


def _coded(
    incident: Incident, document: Document, coder: Coder, verdict: Verdict
) -> tuple[dict[str, object], list[Evidence], Details]:
    sub = verdict.decision.sub_event_type
    place, time = _place_cells(incident, coder), _time_cells(incident)
    incident = _in_its_setting(incident, sub, place, coder.book)
    country = str(place.get("country", ""))
    lone = lone_role(verdict, coder, country)
    kind = event_type_of(sub)
    facing = second_crowd(tag_rules(kind, incident, document, coder.book), incident, document)
    setting = Setting(country, str(place.get("admin1", "")), incident.day.mention.day, coder.store, lone, facing)
    parties = parties_of(incident, verdict.decision, setting)
    number, vague, bombers = _fatalities(incident, sub)
    cells: dict[str, object] = {
        **time,
        **place,
        "sub_event_type": sub,
        **_actor_cells(parties),
        "civilian_targeting": civilian_targeting_of(sub, parties.actor2.inter_text),
        "source": _source(document),
        "source_scale": coder.source_scale,
        "fatalities": number,
        "tags": tags_of(kind, incident, document, coder.book),
    }
    if "location" in cells:
        cells["notes"] = write_notes(
            coder.book,
            sub_event_type=sub,
            event_type=kind,
            label=verdict.decision.label,
            day=incident.day.mention.day,
            precision=incident.day.mention.precision or 3,
            wording=incident.day.mention.wording,
            actor1=parties.actor1.name,
            actor2=parties.actor2.name,
            place=place_words(str(cells["location"]), str(cells["admin2"]), str(cells["admin1"])),
            fatalities=number,
            injured=incident.injured.value,
            missing=incident.missing.value,
            arrested=incident.arrested.value,
            vague=vague,
            split=incident.share[1] > 1 and number > 0,
        )
    evidence = evidence_of(incident, document, Sourced(coder.book, coder.source_rule), verdict, parties, cells, bombers)
    return cells, evidence, _details(incident, verdict, parties, number)


def _actor_cells(parties: Parties) -> dict[str, object]:
    one, two = parties.actor1, parties.actor2
    return {
        "actor1": one.name,
        "assoc_actor_1": "; ".join(a for a in one.associated if a != one.name),
        "inter1": one.inter_text,
        "actor2": two.name,
        "assoc_actor_2": "; ".join(a for a in two.associated if a != two.name) if two.name else "",
        "inter2": two.inter_text if two.name else "",
    }


def _details(incident: Incident, verdict: Verdict, parties: Parties, number: int) -> Details:
    time = incident.day.mention
    lows = sum(a.low for a in incident.deaths.addends)
    highs = [a.high for a in incident.deaths.addends]
    values = [number, sum(h for h in highs if h is not None), *(a.value for a in incident.deaths.conflicts)]
    return Details(
        fatalities_low=min([lows, number, *(a.value for a in incident.deaths.conflicts if not a.vague)]),
        fatalities_high=None if any(h is None for h in highs) else max(values),
        deaths_side1=dead_of(incident, parties.mentions1, parties.mentions2),
        deaths_side2=dead_of(incident, parties.mentions2, parties.mentions1),
        injured=incident.injured.value if incident.injured.addends else None,
        missing=incident.missing.value if incident.missing.addends else None,
        arrested=incident.arrested.value if incident.arrested.addends else None,
        date_from=time.date_from,
        date_to=time.date_to,
        place_basis=f"{incident.place.basis}:{incident.place.point.basis}"
        if incident.place and incident.place.point
        else "",
        grade=grade_of(incident),
        runner_up_type=verdict.runner_up,
    )


def dead_of(incident: Incident, own: tuple[ActorMention, ...], others: tuple[ActorMention, ...]) -> int | None:
    """The dead of one side: the counts whose counted noun is one of its mentions; None when none can be told apart.

    "Soldiers killed twelve militants and two soldiers were killed": 2 for the soldiers, 12 for the militants.
    """
    counts = [a for a in incident.deaths.addends if _counted_noun(a, (*own, *others)) in own]
    return sum(a.value for a in counts) if counts else None


def _counted_noun(addend: Addend, mentions: tuple[ActorMention, ...]) -> ActorMention | None:
    """The mention that a count stands in or right before, the nearest first."""
    near = [m for m in mentions if m.end > addend.start and m.start - addend.end <= COUNT_REACH]
    return min(near, key=lambda m: m.start, default=None)


def grade_of(incident: Incident) -> Literal["A", "B", "C"]:
    """A: type, place and day all stand in the act's own sentence. B: one of place and day is taken from elsewhere.
    C: both are, or a window rule filled a role, or the place is a province."""
    near = {"clause", "sentence"}
    place = incident.place is not None and incident.place.basis in near
    day = incident.day.basis in near
    shallow = all(f.shallow for f in incident.frames)
    wide = incident.place is None or incident.place.point is None or incident.place.point.geo_precision == 3
    if shallow or wide or not (place or day):
        return "C"
    return "A" if place and day else "B"
