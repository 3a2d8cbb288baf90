"""Notes in ACLED's manner, built from the coded cells: never a sentence of the article (codebook 7)."""

from __future__ import annotations

from datetime import date

from tocsin.coding.actors import plain
from tocsin.rulebook.load import Rulebook

VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians", "Riots"})


def day_words(day: date) -> str:
    """ "17 September 2024", no leading zero."""
    return f"{day.day} {day:%B} {day.year}"


def opening(day: date, precision: int, wording: str) -> str:
    """ "On 17 September 2024," or "Around 4 September 2024 (week of),"."""
    if precision == 1:
        return f"On {day_words(day)},"
    return f"Around {day_words(day)} ({wording or 'as reported'}),"


def place_words(location: str, admin2: str, admin1: str) -> str:
    """ "in Koro (Bankass, Mopti)": admin names small to large, none twice."""
    chain = [a for a in dict.fromkeys((admin2, admin1)) if a and a != location]
    return f"in {location} ({', '.join(chain)})" if chain else f"in {location}"


def write_notes(
    book: Rulebook,
    *,
    sub_event_type: str,
    event_type: str,
    label: str,
    day: date,
    precision: int,
    wording: str,
    actor1: str,
    actor2: str,
    place: str,
    fatalities: int,
    injured: int,
    vague: bool,
    split: bool,
    missing: int = 0,
    arrested: int = 0,
) -> str:
    """One to three sentences: what happened, harm, caveats. ASCII, one line."""
    template = book.notes[sub_event_type]
    told = (template.text if actor2 else template.alone).format(actor1=actor1, actor2=actor2)
    head = opening(day, precision, wording)
    prefix = (
        f"{label or template.label}: " if event_type == "Strategic developments" and (label or template.label) else ""
    )
    parts = [f"{prefix}{head} {told} {place}."]
    parts += _harm(event_type, fatalities, (injured, missing, arrested), vague)
    if split:
        parts.append("[Deaths split over several rows.]")
    return plain(" ".join(parts))


def deaths_words(number: int, vague: bool) -> str:
    """ "7 fatalities were reported.", or "Unknown number of deaths coded as 3." for a word such as "several"."""
    if vague:
        return f"Unknown number of deaths coded as {number}."
    return f"{number} {'fatality was' if number == 1 else 'fatalities were'} reported."


def _harm(event_type: str, fatalities: int, others: tuple[int, ...], vague: bool) -> list[str]:
    """Sentences on the dead, then on the injured, the missing and the arrested where any are told."""
    found = [deaths_words(fatalities, vague)] if fatalities else []
    silent = not found and not any(others[:2])
    for number, what in zip(others, ("injured", "abducted or missing", "arrested"), strict=True):
        if number:
            found.append(f"{number} {'person was' if number == 1 else 'people were'} reported {what}.")
    if silent and event_type in VIOLENT:
        found.append("Casualties unknown.")
    return found
