"""Find the countries whose police, courts or other bodies that stay at home a text names: "Honduran police"."""

from __future__ import annotations

import re
from functools import lru_cache

from tocsin.mentions.place_lexicon import load_lexicon
from tocsin.mentions.place_sites import CountriesOf


def home_countries(text: str, countries_of: CountriesOf) -> frozenset[str]:
    """Countries whose police, courts or other bodies that stay at home stand in a text.

    Takes:    "Honduran police shot a man in La Paz", "the police of Honduras"  -> Honduras
    Refuses:  "Honduran soldiers", "police said Honduran men were held"
    """
    before, behind = _patterns()
    named = [m.group(1) for m in before.finditer(text)] + [m.group(1) for m in behind.finditer(text)]
    return frozenset(country for words in named for country, _weight in countries_of(words))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    bodies = "|".join(sorted(map(re.escape, load_lexicon().words["home_bodies"])))
    name = r"((?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+)"
    return (
        re.compile(rf"\b{name}(?:['’]s)? (?:(?:national|federal|riot|military|judicial|state) )?(?:{bodies})\b"),
        re.compile(rf"\b(?:{bodies}) (?:forces )?of (?:the )?{name}"),
    )
