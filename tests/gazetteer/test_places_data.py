"""The shipped place and source tables keep their promises: known words, unique ids, plausible points."""

import csv
from pathlib import Path
from zlib import crc32

import pyarrow.parquet as pq
import pytest
import tocsin.gazetteer

DATA = Path(tocsin.gazetteer.__file__).parent / "data"
PLACE_COLUMNS = (
    "place_id", "name", "alternates", "country", "admin1", "admin2",
    "latitude", "longitude", "kind", "coded_name", "parent", "source",
)  # fmt: skip
SOURCE_COLUMNS = ("source_id", "name", "aliases", "country", "scale")
KINDS = frozenset(
    {
        *("city", "town", "district", "admin1", "admin2", "region", "airport", "base", "border", "camp"),
        *("dam", "mine", "island", "mountain", "forest", "lake", "river", "strait", "sea", "site"),
    }
)
SCALES = frozenset({"Local partner", "Other", "New media", "Subnational", "National", "Regional", "International"})
# Real short forms: a shorter alternate than this would match half the words of a language.
SHORTEST_ALTERNATE = 4
REAL_SHORT_ALTERNATES = frozenset({"KM4", "Tal"})

BOXES = {  # south, west, north, east in whole degrees, a degree or more outside the land and its seas
    "Afghanistan": (29, 60, 40, 74),
    "Algeria": (18, -10, 39, 11),
    "Angola": (-20, 10, -3, 26),
    "Argentina": (-56, -74, -20, -52),
    "Armenia": (37, 42, 43, 48),
    "Australia": (-45, 112, -9, 155),
    "Azerbaijan": (37, 43, 43, 52),
    "Bahrain": (25, 49, 28, 52),
    "Bangladesh": (19, 87, 28, 94),
    "Belarus": (51, 23, 57, 33),
    "Belgium": (49, 2, 52, 7),
    "Benin": (5, -1, 13, 5),
    "Bolivia": (-24, -71, -8, -56),
    "Bosnia and Herzegovina": (41, 14, 47, 21),
    "Brazil": (-35, -74, 6, -31),
    "Burkina Faso": (8, -7, 16, 3),
    "Burundi": (-6, 28, -1, 32),
    "Cambodia": (9, 101, 16, 109),
    "Cameroon": (1, 7, 14, 17),
    "Canada": (41, -142, 84, -52),
    "Central African Republic": (1, 13, 12, 28),
    "Chad": (7, 13, 24, 25),
    "Chile": (-56, -111, -16, -66),
    "China": (15, 74, 55, 136),
    "Colombia": (-6, -83, 15, -66),
    "Democratic Republic of Congo": (-14, 11, 6, 32),
    "Denmark": (54, 7, 58, 16),
    "Djibouti": (10, 40, 14, 45),
    "East Timor": (-11, 123, -7, 129),
    "Dominican Republic": (16, -73, 21, -67),
    "Ecuador": (-6, -92, 3, -74),
    "Egypt": (21, 24, 33, 38),
    "El Salvador": (12, -92, 16, -86),
    "Equatorial Guinea": (-3, 4, 5, 13),
    "Eritrea": (12, 35, 17, 44),
    "Ethiopia": (3, 33, 16, 48),
    "France": (40, -7, 53, 11),
    "Gabon": (-6, 7, 4, 16),
    "Georgia": (40, 39, 45, 48),
    "Germany": (47, 5, 56, 16),
    "Ghana": (3, -4, 13, 3),
    "Greece": (33, 18, 43, 31),
    "Guatemala": (12, -94, 19, -87),
    "Guinea": (6, -16, 14, -7),
    "Guinea-Bissau": (9, -19, 14, -12),
    "Haiti": (17, -76, 21, -70),
    "Honduras": (12, -91, 18, -82),
    "India": (6, 67, 36, 98),
    "Indonesia": (-12, 94, 7, 142),
    "Iran": (24, 43, 41, 64),
    "Iraq": (28, 38, 38, 49),
    "Israel": (28, 33, 35, 37),
    "Italy": (35, 6, 48, 19),
    "Ivory Coast": (3, -10, 12, -1),
    "Jamaica": (16, -80, 20, -75),
    "Japan": (23, 122, 47, 147),
    "Jordan": (28, 33, 35, 40),
    "Kazakhstan": (40, 46, 56, 88),
    "Kenya": (-6, 32, 6, 43),
    "Kosovo": (41, 19, 45, 23),
    "Kyrgyzstan": (38, 68, 44, 80),
    "Lebanon": (32, 34, 36, 38),
    "Lesotho": (-32, 26, -27, 31),
    "Liberia": (3, -13, 10, -6),
    "Libya": (23, 8, 34, 27),
    "Madagascar": (-27, 42, -10, 52),
    "Malawi": (-19, 31, -8, 37),
    "Malaysia": (0, 98, 8, 120),
    "Mali": (10, -13, 25, 5),
    "Mauritania": (13, -19, 27, -4),
    "Mexico": (13, -119, 34, -85),
    "Morocco": (20, -18, 37, 0),
    "Mozambique": (-28, 30, -10, 42),
    "Myanmar": (8, 91, 29, 102),
    "Nepal": (25, 79, 32, 90),
    "Nicaragua": (9, -89, 16, -82),
    "Niger": (11, 0, 24, 16),
    "Nigeria": (3, 1, 15, 16),
    "North Korea": (36, 123, 44, 132),
    "North Macedonia": (39, 19, 44, 25),
    "Pakistan": (23, 60, 38, 78),
    "Palestine": (30, 33, 34, 37),
    "Panama": (7, -84, 10, -77),
    "Papua New Guinea": (-12, 140, -1, 157),
    "Paraguay": (-28, -63, -19, -54),
    "Peru": (-20, -83, 1, -67),
    "Philippines": (3, 114, 22, 128),
    "Republic of Congo": (-7, 9, 5, 20),
    "Russia": (40, -181, 75, 181),
    "Rwanda": (-4, 27, 0, 32),
    "Saudi Arabia": (15, 33, 33, 56),
    "Senegal": (11, -19, 18, -10),
    "Serbia": (41, 17, 48, 24),
    "Sierra Leone": (6, -15, 11, -9),
    "Somalia": (-3, 40, 13, 53),
    "South Africa": (-36, 15, -21, 34),
    "South Korea": (32, 123, 40, 132),
    "South Sudan": (3, 23, 13, 36),
    "Spain": (27, -19, 44, 5),
    "Sri Lanka": (4, 78, 11, 83),
    "Sudan": (8, 21, 23, 39),
    "Sweden": (54, 10, 70, 25),
    "Syria": (31, 34, 39, 44),
    "Taiwan": (21, 117, 28, 123),
    "Tajikistan": (35, 66, 42, 75),
    "Tanzania": (-13, 28, 0, 42),
    "Thailand": (4, 96, 22, 107),
    "Togo": (5, -1, 13, 3),
    "Trinidad and Tobago": (9, -63, 13, -59),
    "Tunisia": (30, 6, 39, 13),
    "Turkey": (34, 24, 44, 46),
    "Uganda": (-3, 28, 5, 36),
    "Ukraine": (43, 21, 54, 42),
    "United Kingdom": (33, -9, 62, 35),
    "United States": (18, -173, 73, -65),
    "Uruguay": (-36, -59, -30, -53),
    "Venezuela": (0, -74, 13, -59),
    "Vietnam": (8, 102, 24, 110),
    "Yemen": (11, 41, 19, 56),
    "Zambia": (-20, 20, -7, 35),
    "Zimbabwe": (-24, 24, -15, 34),
    "eSwatini": (-29, 29, -24, 34),
}

SOURCE_COUNTRIES = frozenset(
    {
        "Angola",
        "Bosnia and Herzegovina",
        "Costa Rica",
        "Cuba",
        "Dominican Republic",
        "Fiji",
        "Ireland",
        "Kuwait",
        "Latvia",
        "Madagascar",
        "Malawi",
        "Maldives",
        "New Caledonia",
        "New Zealand",
        "Poland",
        "Puerto Rico",
        "Singapore",
        "Solomon Islands",
        "United Arab Emirates",
        "Zambia",
    }
)  # countries with sources but no places of their own yet


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def places() -> list[dict[str, str]]:
    return rows_of("places.csv")


@pytest.fixture(scope="module")
def sources() -> list[dict[str, str]]:
    return rows_of("sources.csv")


def test_places_table_has_its_columns_and_size(places: list[dict[str, str]]) -> None:
    assert tuple(places[0]) == PLACE_COLUMNS
    assert len(places) >= 1500


def test_place_ids_are_unique_slugs(places: list[dict[str, str]]) -> None:
    ids = [row["place_id"] for row in places]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if not i.startswith("t-") or not i.replace("-", "").isalnum() or i != i.lower()] == []


def test_places_use_known_words_and_ascii(places: list[dict[str, str]]) -> None:
    wrong = [
        row["place_id"]
        for row in places
        if row["kind"] not in KINDS
        or row["country"] not in BOXES
        or not row["name"]
        or not row["coded_name"]
        or ";" in "".join(value for column, value in row.items() if column != "source")
        or not row["name"].isascii()
    ]
    assert wrong == []


def test_points_lie_in_their_country(places: list[dict[str, str]]) -> None:
    outside = []
    for row in places:
        south, west, north, east = BOXES[row["country"]]
        if not (south <= float(row["latitude"]) <= north and west <= float(row["longitude"]) <= east):
            outside.append(row["place_id"])
    assert outside == []


def test_alternates_are_long_enough_and_not_repeated(places: list[dict[str, str]]) -> None:
    wrong = []
    for row in places:
        names = [row["name"], *filter(None, row["alternates"].split("|"))]
        short = [n for n in names[1:] if len(n) < SHORTEST_ALTERNATE and n not in REAL_SHORT_ALTERNATES]
        if short or len(names) != len(set(names)):
            wrong.append((row["place_id"], names))
    assert wrong == []


def test_city_districts_are_coded_with_their_city(places: list[dict[str, str]]) -> None:
    # "Bamako - Faladie": city, hyphen with spaces, district
    wrong = [r["place_id"] for r in places if r["kind"] == "district" and f"{r['parent']} - " not in r["coded_name"]]
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "country", "coded"),
    [
        ("Faladie", "Mali", "Bamako - Faladie"),
        ("Nord-Kivu", "Democratic Republic of Congo", "Goma"),  # a province stands at its capital
        ("Hodan", "Somalia", "Mogadishu - Hodan"),
        ("Sambisa Forest", "Nigeria", "Sambisa Forest"),  # a natural feature keeps its own name
        ("Goma Airport", "Democratic Republic of Congo", "Goma Airport"),
    ],
)
def test_place_is_coded_as_expected(places: list[dict[str, str]], name: str, country: str, coded: str) -> None:
    assert coded in {row["coded_name"] for row in places if row["name"] == name and row["country"] == country}


@pytest.fixture(scope="module")
def villages() -> list[dict[str, str]]:
    return rows_of("villages.csv")


def test_villages_are_plain_rows(villages: list[dict[str, str]], places: list[dict[str, str]]) -> None:
    ids = [row["place_id"] for row in (*villages, *places)]
    wrong = [
        row["place_id"]
        for row in villages
        if row["kind"] not in KINDS - {"district", "admin1", "admin2", "region"}
        or not BOXES[row["country"]][0] <= float(row["latitude"]) <= BOXES[row["country"]][2]
        or not BOXES[row["country"]][1] <= float(row["longitude"]) <= BOXES[row["country"]][3]
        or not row["name"].isascii()
        or not row["admin1"]
        or not row["source"]
    ]
    assert len(villages) >= 8_000
    assert len(ids) == len(set(ids))
    assert wrong == []


def test_villages_are_compiled_as_they_stand(villages: list[dict[str, str]]) -> None:
    table = pq.read_table(DATA / "places.parquet").to_pylist()
    compiled = {row["place_id"]: row for row in table if row["place_id"] > 20_000_000_000}
    told = {20_000_000_000 + crc32(row["place_id"].encode()): row for row in villages}
    assert compiled.keys() == told.keys()
    for number, row in told.items():
        given = compiled[number]
        assert (given["name"], given["country"], given["admin1"]) == (row["name"], row["country"], row["admin1"])
        assert given["latitude"] == round(float(row["latitude"]), 4)
        assert given["longitude"] == round(float(row["longitude"]), 4)


def test_sources_table_has_its_columns_size_and_words(sources: list[dict[str, str]]) -> None:
    assert tuple(sources[0]) == SOURCE_COLUMNS
    assert len(sources) >= 400
    assert {row["scale"] for row in sources} <= SCALES
    assert {row["country"] for row in sources} - {""} <= SOURCE_COUNTRIES | set(BOXES)
    assert [row["name"] for row in sources if ";" in "".join(row.values())] == []


def test_source_ids_and_names_are_unique(sources: list[dict[str, str]]) -> None:
    ids = [row["source_id"] for row in sources]
    assert len(ids) == len(set(ids))
    names = [n.casefold() for row in sources for n in [row["name"], *filter(None, row["aliases"].split("|"))]]
    assert sorted(n for n in set(names) if names.count(n) > 1) == []


@pytest.mark.parametrize(
    ("name", "country", "scale"),
    [
        ("Reuters", "", "International"),
        ("Radio Okapi", "Democratic Republic of Congo", "National"),
        ("Kashmir Observer", "India", "Subnational"),
        ("SOHR", "Syria", "Other"),
        ("Liveuamap", "", "New media"),
    ],
)
def test_source_is_known_with_its_scale(sources: list[dict[str, str]], name: str, country: str, scale: str) -> None:
    assert (country, scale) in {(row["country"], row["scale"]) for row in sources if row["name"] == name}


OWN_UNITS = {
    ("Azerbaijan", "Nagorno-Karabakh"), ("China", "Hong Kong"), ("Ethiopia", "SNNP"), ("Georgia", "South Ossetia"),
    ("Mali", "Bandiagara"), ("Mozambique", "Maputo City"), ("South Sudan", "Abyei"), ("Ukraine", "Kyiv City"),
}  # fmt: skip
"""Units that rows name though the towns of the compiled gazetteer lie in others: disputed, new, or cities apart."""


def test_a_province_has_one_name(villages: list[dict[str, str]], places: list[dict[str, str]]) -> None:
    """Places by hand and compiled towns of one province say the same: no "Al Anbar" beside "Al-Anbar"."""
    renamed = {(row["country"], row["unit"]): row["name"] for row in rows_of("unit_renames.csv")}
    columns = pq.read_table(DATA / "places.parquet", columns=["place_id", "country", "admin1"]).to_pylist()
    towns = {(r["country"], r["admin1"]) for r in columns if r["place_id"] < 20_000_000_000}
    compiled = {(country, renamed.get((country, unit), unit)) for country, unit in towns}
    by_hand = {(row["country"], row["admin1"]) for row in (*villages, *places) if row["admin1"] and row["country"]}
    told = {(country, renamed.get((country, unit), unit)) for country, unit in by_hand}
    assert told - compiled == OWN_UNITS
