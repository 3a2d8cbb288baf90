"""Put a happening that the text places in a country only at the capital, where the codebook allows that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tocsin.incidents.classes import ARMED
from tocsin.incidents.incident import Incident, PlaceVote
from tocsin.incidents.votes import NEAR
from tocsin.mentions.place_ladder import Point
from tocsin.model import PlaceMention
from tocsin.rulebook.entries import CountryLevel
from tocsin.rulebook.load import Rulebook

CapitalOf = Callable[[str], Point | None]
REASON = "no_place"


@dataclass(frozen=True, slots=True)
class Homeland:
    """The country an article is about, its share of all that it speaks of (0..1), and where capitals lie."""

    country: str
    share: float
    capital_of: CapitalOf


def at_country_level(incident: Incident, sub_event_type: str, homeland: Homeland, book: Rulebook) -> Incident:
    """The incident with the capital as its place when its type may lie at country level; else the incident itself.

    Takes:    "The government of Chad signed a peace deal with the rebels."   -> NDjamena, geo_precision 3
    Refuses:  "Rebels signed a deal in Tinzawaga."                            (a place, though nobody knows it)
              "Gunmen killed three people in Chad."                           (a whole country is too vague)
    Source:   codebook 5.1, "barring a few Strategic developments".
    """
    rule = next((r for r in book.country_levels if sub_event_type in r.types), None)
    sides = (*incident.agents, *incident.patients)
    if rule is None or REASON not in incident.reasons or not any(a.actor_class in ARMED for a in sides):
        return incident
    country = _country(incident, homeland, rule)
    point = homeland.capital_of(country) if country else None
    if point is None:
        return incident
    point = replace(point, geo_precision=3, basis="country", rule_id=rule.id)
    vote = replace(_vote(incident, rule), point=point)
    return replace(incident, place=vote, reasons=tuple(r for r in incident.reasons if r != REASON))


def _country(incident: Incident, homeland: Homeland, rule: CountryLevel) -> str:
    """The main country of the article; "" when a lesser place or another country is named with the act."""
    if homeland.share < rule.least_share or incident.salience != "main":
        return ""
    if incident.place is None:
        return homeland.country
    mention = incident.place.mention
    named = mention.candidates[0].country if mention.kind == "country" and mention.candidates else ""
    near = incident.place.basis in NEAR
    return homeland.country if near and named == homeland.country else ""


def _vote(incident: Incident, rule: CountryLevel) -> PlaceVote:
    """The vote for the named country; without one, the words of the act stand for it."""
    if incident.place is not None:
        return incident.place
    act = incident.anchor
    mention = PlaceMention(
        start=act.start, end=act.end, text="", rule_id=rule.id, name="", cue="none", kind="country", parent=-1,
        candidates=(),
    )  # fmt: skip
    return PlaceVote(mention, None, "article", 0.0, "")
