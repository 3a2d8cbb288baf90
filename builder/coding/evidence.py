"""The evidence of a coded candidate: for every cell the words, or the basis without words, and the rules between."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.coding.actors import CodedActor
from tocsin.coding.decide import Verdict
from tocsin.coding.parties import Parties
from tocsin.coding.proof import quoted, unquoted
from tocsin.coding.tags import CROWD_TYPES, tag_rules
from tocsin.incidents.incident import Incident, Toll
from tocsin.model import ActorMention, Document, Evidence
from tocsin.rulebook.load import Rulebook
from tocsin.schema.taxonomy import event_type_of


@dataclass(frozen=True, slots=True)
class Sourced:
    """The rules in force and the one that gave the source its scale."""

    book: Rulebook
    rule: str


def evidence_of(
    incident: Incident,
    document: Document,
    sourced: Sourced,
    verdict: Verdict,
    parties: Parties,
    cells: dict[str, object],
    bombers: int,
) -> list[Evidence]:
    """Evidence of every filled cell; `bombers` is how many suicide bombers' own deaths were added."""
    found = _type_evidence(incident, document, verdict)
    found += _place_evidence(incident, document, cells)
    found += _day_evidence(incident, document)
    found += _actor_evidence(document, "1", parties.actor1, parties.mentions1)
    found += _actor_evidence(document, "2", parties.actor2, parties.mentions2)
    found += _toll_evidence(document, incident.deaths, int(str(cells["fatalities"])), bombers)
    found += _rest_evidence(incident, document, sourced, cells)
    return found


def _type_evidence(incident: Incident, document: Document, verdict: Verdict) -> list[Evidence]:
    sub = verdict.decision.sub_event_type
    found = [
        quoted(
            document,
            "sub_event_type",
            sub,
            f.start,
            f.end,
            (f"decision:{verdict.decision.id}", f"act:{f.rule_id}"),
            part=n,
        )
        for n, f in enumerate(incident.frames)
    ]
    if verdict.runner_up:
        name = verdict.runner_up.split(" (")[0]
        rule = verdict.runner_up.rsplit("(", 1)[1].rstrip(")")
        anchor = incident.anchor
        found.append(
            quoted(document, "sub_event_type", name, anchor.start, anchor.end, (f"decision:{rule}",), "runner_up")
        )
    return found


def _place_evidence(incident: Incident, document: Document, cells: dict[str, object]) -> list[Evidence]:
    vote = incident.place
    if vote is None:
        return []
    rules: tuple[str, ...] = (f"vote:basis.{vote.basis}", vote.mention.rule_id)
    if vote.point is not None:
        rules = (*rules, vote.point.rule_id)
    found = [
        quoted(document, column, cells[column], vote.mention.start, vote.mention.end, rules)
        for column in ("country", "location", "latitude", "longitude", "geo_precision")
        if column in cells
    ]
    units = ("admin1", "admin2", "admin3")
    rule = vote.point.admin_rule if vote.point is not None else "gazetteer.admin"
    found += [unquoted(c, cells[c], "derived", (rule,)) for c in units if cells.get(c)]
    if vote.runner_up:
        start, end = vote.runner_up_span
        found.append(quoted(document, "location", vote.runner_up, start, end, ("vote:place",), "runner_up"))
    return found


def _day_evidence(incident: Incident, document: Document) -> list[Evidence]:
    vote = incident.day
    time = vote.mention
    if vote.basis == "metadata":
        default = ("time.default.published",)
        return [
            unquoted("event_date", time.day.isoformat(), "metadata", default),
            unquoted("time_precision", time.precision, "metadata", default),
        ]
    rules: tuple[str, ...] = (f"vote:day.{vote.basis}", time.rule_id)
    if time.minute is not None:
        rules = (*rules, "time.zone")
    if time.granularity == "day" and time.precision == 2:
        rules = (*rules, "time.as_reported")
    found = [
        quoted(document, "event_date", time.day.isoformat(), time.start, time.end, rules),
        quoted(document, "time_precision", time.precision, time.start, time.end, rules),
    ]
    if vote.runner_up:
        start, end = vote.runner_up_span
        found.append(quoted(document, "event_date", vote.runner_up, start, end, ("vote:day",), "runner_up"))
    return found


def _actor_evidence(
    document: Document, side: str, actor: CodedActor, mentions: tuple[ActorMention, ...]
) -> list[Evidence]:
    if not actor.name:
        return []
    columns = {f"actor{side}": actor.name, f"inter{side}": actor.inter_text}
    if actor.associated:
        columns[f"assoc_actor_{side}"] = "; ".join(actor.associated)
    if not mentions:
        return [unquoted(c, v, "default", actor.rule_ids or ("actor.default",)) for c, v in columns.items()]
    found = []
    for column, value in columns.items():
        for part, mention in enumerate(mentions):
            rules = tuple(dict.fromkeys((mention.rule_id, *actor.rule_ids)))
            found.append(quoted(document, column, value, mention.start, mention.end, rules, part=part))
    if actor.runner_up:  # another reading of the same words: it has no words of its own to quote
        found.append(unquoted(f"actor{side}", actor.runner_up, "derived", ("actor.runner_up",), "runner_up"))
    return found


def _toll_evidence(document: Document, toll: Toll, number: int, bombers: int) -> list[Evidence]:
    if not toll.addends and not bombers:
        return [unquoted("fatalities", number, "default", ("toll.none_reported",))]
    found = [
        quoted(document, "fatalities", a.value, a.start, a.end, (a.rule_id,), "addend", part=n)
        for n, a in enumerate(toll.addends)
    ]
    found += [quoted(document, "fatalities", a.value, a.start, a.end, (a.rule_id,), "conflict") for a in toll.conflicts]
    if bombers:
        found.append(unquoted("fatalities", bombers, "derived", ("toll.suicide_bomber",), "addend"))
    found.append(unquoted("fatalities", number, "derived", ("toll.sum",)))
    return found


def _rest_evidence(
    incident: Incident, document: Document, sourced: Sourced, cells: dict[str, object]
) -> list[Evidence]:
    found = [
        unquoted("source", cells["source"], "metadata" if document.article.source else "default", ("source.metadata",)),
        unquoted("source_scale", cells["source_scale"], "derived", (sourced.rule,)),
    ]
    if cells.get("civilian_targeting"):
        found.append(unquoted("civilian_targeting", cells["civilian_targeting"], "derived", ("codebook.2.11",)))
    if cells.get("notes"):
        found.append(
            unquoted(
                "notes", cells["notes"], "derived", (f"note:{sourced.book.notes[str(cells['sub_event_type'])].id}",)
            )
        )
        found += _harm_evidence(incident, document)
    if cells.get("tags"):
        found.append(_tag_evidence(incident, document, sourced, cells))
    return found


def _harm_evidence(incident: Incident, document: Document) -> list[Evidence]:
    """The words behind the numbers of injured, missing and arrested, which stand in notes and details."""
    told = (
        ("toll.injured", incident.injured), ("toll.missing", incident.missing), ("toll.arrested", incident.arrested),
    )  # fmt: skip
    counts = [(rule, addend) for rule, toll in told for addend in toll.addends]
    return [
        quoted(document, "notes", a.value, a.start, a.end, (rule, a.rule_id), "addend", part=n)
        for n, (rule, a) in enumerate(counts, 1)
    ]


def _tag_evidence(incident: Incident, document: Document, sourced: Sourced, cells: dict[str, object]) -> Evidence:
    """The words of the crowd's size where there are any, and the rules of the other tags."""
    kind = event_type_of(str(cells["sub_event_type"]))
    rules = tuple(f"tag_rule:{rule.id}" for rule in tag_rules(kind, incident, document, sourced.book))
    start, end = incident.crowd_span
    if kind in CROWD_TYPES and end > start >= 0:
        return quoted(document, "tags", cells["tags"], start, end, ("crowd.size", *rules))
    if kind in CROWD_TYPES:
        return unquoted("tags", cells["tags"], "default", ("crowd.no_report", *rules))
    return unquoted("tags", cells["tags"], "derived", rules)
