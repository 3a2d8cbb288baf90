"""Answer every question about the codes of a row from codebook/: name in, entry out. Nothing loads before it is asked.

Names are compared exactly; an unknown one raises SchemaError with the nearest known name.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from tocsin.schema.countries import (
    Country,
    Region,
    countries,
    country,
    country_by_iso3,
    country_names,
    is_country,
    regions,
    water_bodies,
)
from tocsin.schema.errors import unknown
from tocsin.schema.inters import (
    Inter,
    Interaction,
    inter_code,
    inter_text,
    interaction_code,
    interaction_code_of,
    interaction_text,
    interactions,
    inters,
)
from tocsin.schema.labels import (
    Precision,
    Scale,
    Tag,
    is_known_tag,
    precisions,
    scales,
    source_scale_of,
    source_scales,
    tags,
)
from tocsin.schema.taxonomy import (
    CIVILIAN_TARGETING,
    Crosswalk,
    EventType,
    SubEvent,
    civilian_targeting_of,
    crosswalk,
    disorder_type_of,
    disorder_types,
    event_type,
    event_type_of,
    event_types,
    highest,
    is_demonstration,
    is_political_violence,
    rank,
    sub_event,
    sub_event_by_id,
    sub_events,
)

__all__ = [
    "CIVILIAN_TARGETING",
    "Country",
    "Crosswalk",
    "EventType",
    "Inter",
    "Interaction",
    "Precision",
    "Region",
    "Scale",
    "SubEvent",
    "Tag",
    "civilian_targeting_of",
    "countries",
    "country",
    "country_by_iso3",
    "country_names",
    "crosswalk",
    "disorder_type_of",
    "disorder_types",
    "event_type",
    "event_type_of",
    "event_types",
    "highest",
    "inter_code",
    "inter_text",
    "interaction_code",
    "interaction_code_of",
    "interaction_text",
    "interactions",
    "inters",
    "is_country",
    "is_demonstration",
    "is_known_tag",
    "is_political_violence",
    "precisions",
    "rank",
    "regions",
    "scales",
    "source_scale_of",
    "source_scales",
    "sub_event",
    "sub_event_by_id",
    "sub_events",
    "tags",
    "values",
    "water_bodies",
]

_VALUES: dict[str, Callable[[], tuple[str | int, ...]]] = {
    "time_precision": lambda: tuple(entry.code for entry in precisions("time")),
    "geo_precision": lambda: tuple(entry.code for entry in precisions("geo")),
    "disorder_type": disorder_types,
    "event_type": lambda: tuple(entry.name for entry in event_types()),
    "sub_event_type": lambda: tuple(entry.name for entry in sub_events()),
    "inter": lambda: tuple(entry.text for entry in inters()),
    "interaction": lambda: tuple(entry.text for entry in interactions()),
    "civilian_targeting": lambda: (CIVILIAN_TARGETING,),
    "region": lambda: tuple(entry.name for entry in regions()),
    "country": country_names,
    "source_scale": source_scales,
}


@lru_cache(maxsize=32)
def values(vocabulary: str) -> tuple[str | int, ...]:
    """Every value of a vocabulary that columns.py names: values("inter")[0] -> "State forces"."""
    try:
        return _VALUES[vocabulary]()
    except KeyError:
        raise unknown("vocabulary", vocabulary, _VALUES) from None
