"""Answer which iso code, region and id prefix a country has. Water bodies stand beside the countries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tocsin.schema.errors import SchemaError, unknown
from tocsin.schema.loading import read_csv, require_unique


@dataclass(frozen=True, slots=True)
class Country:
    """A value of the column country.

    iso            ISO 3166-1 numeric; 0 for Kosovo and for every water body
    iso3           ISO 3166-1 alpha-3; "" for a water body
    prefix         the three letters that open event_id_cnty
    prefix_status  observed (in published rows), guess (likely), own (chosen by us)
    start_year     first year that published data covers; 0 when unknown
    regions        every region allowed; one for a country, the regions of all its coasts for a water body
    """

    country: str
    iso: int
    iso3: str
    region: str
    prefix: str
    prefix_status: str
    start_year: int
    regions: tuple[str, ...]

    @property
    def is_water(self) -> bool:
        """Whether this is a water body of the high seas."""
        return self.iso3 == ""


@dataclass(frozen=True, slots=True)
class Region:
    """One of the 17 regions, with the number that the public API gives it."""

    name: str
    api_code: int


@lru_cache(maxsize=1)
def regions() -> tuple[Region, ...]:
    """The 17 regions, by API code."""
    return tuple(Region(r["region"], int(r["api_code"])) for r in read_csv("regions.csv", ("region", "api_code")))


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """Every country of the codebook, by name."""
    header = ("country", "iso", "iso3", "region", "id_prefix", "prefix_status", "start_year")
    entries = tuple(_country(row) for row in read_csv("countries.csv", header))
    require_unique("countries.csv", "country", (entry.country for entry in entries))
    require_unique("countries.csv", "iso3", (entry.iso3 for entry in entries))
    return _checked("countries.csv", entries)


def _country(row: dict[str, str]) -> Country:
    return Country(
        row["country"], int(row["iso"]), row["iso3"], row["region"], row["id_prefix"],
        row["prefix_status"], int(row["start_year"]), (row["region"],),
    )  # fmt: skip


@lru_cache(maxsize=1)
def water_bodies() -> tuple[Country, ...]:
    """The water bodies that stand in the column country for events on the high seas."""
    rows = read_csv("water_bodies.csv", ("water_body", "id_prefix", "region", "other_regions"))
    return _checked("water_bodies.csv", tuple(_water_body(row) for row in rows))


def _water_body(row: dict[str, str]) -> Country:
    others = tuple(part for part in row["other_regions"].split("|") if part)
    return Country(row["water_body"], 0, "", row["region"], row["id_prefix"], "own", 0, (row["region"], *others))


def _checked(name: str, entries: tuple[Country, ...]) -> tuple[Country, ...]:
    known = {region.name for region in regions()}
    for entry in entries:
        if wrong := [region for region in entry.regions if region not in known]:
            raise SchemaError(f'codebook/{name} "{entry.country}": region "{wrong[0]}" is not in regions.csv')
    return entries


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Country]:
    both = (*countries(), *water_bodies())
    require_unique("water_bodies.csv", "country", (entry.country for entry in both))
    require_unique("water_bodies.csv", "id_prefix", (entry.prefix for entry in both))
    return {entry.country: entry for entry in both}


@lru_cache(maxsize=1)
def _by_iso3() -> dict[str, Country]:
    return {entry.iso3: entry for entry in countries()}


def country_names() -> tuple[str, ...]:
    """Every value of the column country: the countries, then the water bodies."""
    return tuple(_by_name())


def country(name: str) -> Country:
    """The country or water body of that name: country("Mali").prefix -> "MLI"."""
    try:
        return _by_name()[name]
    except KeyError:
        raise unknown("country", name, _by_name()) from None


def country_by_iso3(iso3: str) -> Country:
    """country_by_iso3("COD").country -> "Democratic Republic of Congo"."""
    try:
        return _by_iso3()[iso3]
    except KeyError:
        raise unknown("iso3", iso3, _by_iso3()) from None


def is_country(name: str) -> bool:
    """Whether the column country may hold this name."""
    return name in _by_name()
