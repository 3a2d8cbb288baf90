"""Invariants between the cells of one row: what must follow from what. Each is a function of plain values."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from tocsin.schema import vocabulary as v
from tocsin.schema.inters import generic_start_of, inter_of_generic
from tocsin.schema.violations import Check, Scope, rowwise

_HOME_FORCE = re.compile(r"(?:Military|Police) Forces of (?:the )?([A-Za-z' .-]{3,60}) \(\d{4}-")
_OPENING = re.compile(r"(?:[A-Z][A-Za-z/ -]{2,40}: )?(On|Around) ([1-9]\d?) ([A-Z][a-z]{2,8}) (\d{4})[ ,]")
_PREFIX = re.compile(r"([A-Z]{3})[-0-9]")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def _sub(name: str) -> v.SubEvent | None:
    return v.sub_event(name) if name in v.values("sub_event_type") else None


def _type(name: str) -> v.EventType | None:
    return v.event_type(name) if name in v.values("event_type") else None


# ---------------------------------------------------------------- dates


def year_matches_date(day: date, year: int) -> str | None:
    """year is the calendar year of event_date."""
    return None if year == day.year else str(day.year)


def date_not_after_timestamp(day: date, timestamp: int) -> str | None:
    """event_date is not after the day of timestamp; one day is granted for time zones ahead of UTC."""
    if timestamp <= 0:
        return None
    last = datetime.fromtimestamp(timestamp, UTC).date() + timedelta(days=1)
    return None if day <= last else f"{last} or before"


def notes_open_with_day(notes: str) -> str | None:
    """notes open with the day.

    Takes: "On 17 September 2024, ...", "Looting: Around 4 September 2024 (week of), ..."
    """
    return None if not notes or _OPENING.match(notes) else '"On 17 September 2024, ..." or "Around ..."'


def around_matches_precision(notes: str, precision: int) -> str | None:
    """notes open with Around exactly when the day is not known (time_precision 2 or 3)."""
    opening = _OPENING.match(notes)
    word = "On" if precision == 1 else "Around"
    return None if opening is None or opening[1] == word else f"an opening with {word}"


def notes_name_event_date(notes: str, day: date) -> str | None:
    """The day that opens notes is event_date."""
    opening = _OPENING.match(notes)
    written = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return None if opening is None or " ".join(opening.group(2, 3, 4)) == written else f"an opening with {written}"


# ---------------------------------------------------------------- taxonomy


def event_type_matches(sub: str, event_type: str) -> str | None:
    """event_type follows from sub_event_type."""
    entry = _sub(sub)
    return None if entry is None or _type(event_type) is None or event_type == entry.event_type else entry.event_type


def disorder_type_matches(sub: str, disorder: str) -> str | None:
    """disorder_type follows from sub_event_type."""
    entry = _sub(sub)
    known = disorder in v.values("disorder_type")
    return None if entry is None or not known or disorder == entry.disorder_type else entry.disorder_type


def targeting_follows_rule(sub: str, inter2: str, flag: str) -> str | None:
    """civilian_targeting is set on violence against civilians, excessive force, riots and explosions at civilians."""
    if _sub(sub) is None or flag not in ("", v.CIVILIAN_TARGETING):
        return None
    right = v.civilian_targeting_of(sub, inter2)
    return None if flag == right else (right or "empty")


def deathless_types(sub: str, fatalities: int) -> str | None:
    """Peaceful protest, intervention, abduction, looting and arrests kill nobody by definition."""
    entry = _sub(sub)
    return "0" if entry is not None and entry.deaths == "none" and fatalities > 0 else None


def crowd_size_told(event_type: str, tags: str) -> str | None:
    """Every Protests and Riots row has a crowd size, if only "crowd size=no report"."""
    entry = _type(event_type)
    if entry is None or not entry.crowd_size:
        return None
    told = any(item.startswith("crowd size=") and len(item) > len("crowd size=") for item in tags.split("; "))
    return None if told else "crowd size=<words of the source, or no report>"


# ---------------------------------------------------------------- actors


def inter2_with_actor2(actor2: str, inter2: str) -> str | None:
    """inter2 is filled exactly when actor2 is."""
    if bool(actor2) == bool(inter2):
        return None
    return "a type" if actor2 else "empty, as actor2 is"


def interaction_matches(inter1: str, inter2: str, interaction: str) -> str | None:
    """interaction follows from inter1 and inter2."""
    known = v.values("inter")
    if inter1 not in known or (inter2 and inter2 not in known) or interaction not in v.values("interaction"):
        return None
    right = v.interaction_text(inter1, inter2)
    return None if interaction == right else right


def actor2_required(sub: str, actor2: str) -> str | None:
    """Battles, violence against civilians, excessive force, intervention and arrests have two actors."""
    entry = _sub(sub)
    return "an actor" if entry is not None and entry.actor2 == "required" and not actor2 else None


def peaceful_protest_alone(sub: str, inter2: str) -> str | None:
    """A peaceful protest has a second actor only when two crowds face each other."""
    entry = _sub(sub)
    lonely = entry is not None and entry.actor2 == "empty"
    return "empty, or Protesters" if lonely and inter2 not in ("", "Protesters") else None


def inter1_of_event_type(event_type: str, inter1: str) -> str | None:
    """Protests have Protesters first, Riots have Rioters first."""
    entry = _type(event_type)
    return None if entry is None or entry.inter1 in ("", inter1) else entry.inter1


def inter2_of_event_type(event_type: str, actor2: str, inter2: str) -> str | None:
    """The victims of violence against civilians stand second."""
    entry = _type(event_type)
    return None if entry is None or not actor2 or not inter2 or entry.inter2 in ("", inter2) else entry.inter2


def crowd_has_crowd_name(event_type: str, actor1: str) -> str | None:
    """actor1 of a Protests row is "Protesters (X)", of a Riots row "Rioters (X)"."""
    entry = _type(event_type)
    start = generic_start_of(entry.inter1) if entry is not None and entry.inter1 else ""
    return None if not actor1 or actor1.startswith(start) else f"{start}<country>)"


def no_civilians_in_battles(event_type: str, inter1: str, inter2: str) -> str | None:
    """Civilians in the crossfire count in fatalities and stand in notes; they are no side of a battle."""
    return "no Civilians in Battles" if event_type == "Battles" and "Civilians" in (inter1, inter2) else None


def no_civilians_beside_battles(event_type: str, first: str, second: str) -> str | None:
    """Civilians in the crossfire are no ally of a side of a battle either."""
    named = any(item.startswith("Civilians (") for item in (*first.split("; "), *second.split("; ")))
    return "no Civilians in Battles" if event_type == "Battles" and named else None


def inter_of_generic_name(actor: str, inter: str) -> str | None:
    """ "Civilians (Mali)" has the type Civilians, "Unidentified Gang (Haiti)" Political militia."""
    right = inter_of_generic(actor)
    return None if right in ("", inter) or inter not in v.values("inter") else right


def generic_name_of_inter(actor: str, inter: str) -> str | None:
    """Civilians, Protesters and Rioters have no names of their own; who they are stands beside them."""
    start = generic_start_of(inter)
    return None if not actor or actor.startswith(start) else f"{start}<country>)"


def home_force_is_state_force(actor: str, inter: str, country: str) -> str | None:
    """An army or police is State forces at home and External/Other forces abroad."""
    match = _HOME_FORCE.match(actor)
    if match is None or not v.is_country(match[1]) or inter not in ("State forces", "External/Other forces"):
        return None
    right = "State forces" if match[1] == country else "External/Other forces"
    return None if inter == right else right


def associates_need_actor2(actor2: str, associates: str) -> str | None:
    """Allies of nobody: assoc_actor_2 is filled only beside an actor2."""
    return "empty, as actor2 is" if associates and not actor2 else None


# ---------------------------------------------------------------- geography


def iso_matches_country(country: str, iso: int) -> str | None:
    """iso follows from country."""
    right = v.country(country).iso if v.is_country(country) else iso
    return None if iso == right else str(right)


def region_matches_country(country: str, region: str) -> str | None:
    """region follows from country; a water body may lie in the region of any of its coasts."""
    if not v.is_country(country) or region not in v.values("region"):
        return None
    allowed = v.country(country).regions
    return None if region in allowed else " or ".join(allowed)


def own_prefix_matches_country(key: str, country: str) -> str | None:
    """The letters of our keys are those of the country."""
    match = _PREFIX.match(key)
    if match is None or not v.is_country(country):
        return None
    right = v.country(country).prefix
    return None if match[1] == right else f"{right}-..."


def prefix_matches_country(key: str, country: str) -> str | None:
    """The letters of others' keys are those of the country, where these have been seen in published rows."""
    if v.is_country(country) and v.country(country).prefix_status != "observed":
        return None
    return own_prefix_matches_country(key, country)


def sea_has_no_admins(country: str, admin1: str, admin2: str, admin3: str) -> str | None:
    """No administrative unit reaches the high seas."""
    at_sea = v.is_country(country) and v.country(country).is_water
    return "empty on the high seas" if at_sea and (admin1 or admin2 or admin3) else None


def admins_nest(admin1: str, admin2: str, admin3: str) -> str | None:
    """A lower unit stands only below a higher one."""
    return "filled, as a lower unit is" if (admin2 and not admin1) or (admin3 and not admin2) else None


def not_null_island(latitude: float, longitude: float) -> str | None:
    """0, 0 is where lost coordinates go."""
    return "a real place" if latitude == 0 and longitude == 0 else None


def not_a_whole_country(event_type: str, country: str, location: str, precision: int) -> str | None:
    """A whole country is too vague a place, except for strategic developments; a city state has geo_precision 1."""
    vague = location == country and precision != 1 and event_type != "Strategic developments"
    return "a place in the country" if vague else None


def _row(code: str, reports: str, reads: str, test: Callable[..., str | None], scope: Scope = "all") -> Check:
    about = (test.__doc__ or "").strip().splitlines()[0]
    name = test.__name__.replace("_", "-")
    if test in (inter_of_generic_name, home_force_is_state_force):  # each checks both sides
        name += "-" + reports[-1]
    return Check(code, name, about, rowwise(reports, tuple(reads.split()), test), scope)


ROW_CHECKS: tuple[Check, ...] = (
    _row("E101", "year", "event_date year", year_matches_date),
    _row("E102", "event_date", "event_date timestamp", date_not_after_timestamp),
    _row("W103", "notes", "notes", notes_open_with_day),
    _row("W104", "notes", "notes time_precision", around_matches_precision),
    _row("W105", "notes", "notes event_date", notes_name_event_date),
    _row("E111", "event_type", "sub_event_type event_type", event_type_matches),
    _row("E112", "disorder_type", "sub_event_type disorder_type", disorder_type_matches),
    _row("E113", "civilian_targeting", "sub_event_type inter2 civilian_targeting", targeting_follows_rule),
    _row("E114", "fatalities", "sub_event_type fatalities", deathless_types),
    _row("E115", "tags", "event_type tags", crowd_size_told),
    _row("E121", "inter2", "actor2 inter2", inter2_with_actor2),
    _row("E122", "interaction", "inter1 inter2 interaction", interaction_matches),
    _row("E123", "actor2", "sub_event_type actor2", actor2_required),
    _row("W124", "inter2", "sub_event_type inter2", peaceful_protest_alone),
    _row("E125", "inter1", "event_type inter1", inter1_of_event_type),
    _row("E126", "inter2", "event_type actor2 inter2", inter2_of_event_type),
    _row("E127", "actor1", "event_type actor1", crowd_has_crowd_name),
    _row("E128", "interaction", "event_type inter1 inter2", no_civilians_in_battles),
    _row("E129", "assoc_actor_2", "event_type assoc_actor_1 assoc_actor_2", no_civilians_beside_battles),
    _row("E131", "inter1", "actor1 inter1", inter_of_generic_name),
    _row("E132", "inter2", "actor2 inter2", inter_of_generic_name),
    _row("W134", "actor2", "actor2 inter2", generic_name_of_inter),
    _row("W135", "inter1", "actor1 inter1 country", home_force_is_state_force),
    _row("W136", "inter2", "actor2 inter2 country", home_force_is_state_force),
    _row("W137", "assoc_actor_2", "actor2 assoc_actor_2", associates_need_actor2),
    _row("E141", "iso", "country iso", iso_matches_country),
    _row("E142", "region", "country region", region_matches_country),
    _row("E143", "event_id_cnty", "event_id_cnty country", own_prefix_matches_country, "own"),
    _row("E144", "event_id_cnty", "event_id_cnty country", prefix_matches_country, "others"),
    _row("E145", "admin1", "country admin1 admin2 admin3", sea_has_no_admins),
    _row("W146", "admin1", "admin1 admin2 admin3", admins_nest),
    _row("W147", "latitude", "latitude longitude", not_null_island),
    _row("W148", "location", "event_type country location geo_precision", not_a_whole_country),
)
"""Every check between the cells of one row."""
