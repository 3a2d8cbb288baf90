"""tocsin actors: find, check, coverage; every fault of a user's file on a line of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tocsin.actor_search import COUNTED, coverage, gaps
from tocsin.actors.check import check_data
from tocsin.actors.store import DATA
from tocsin.cli.main import main
from tocsin.schema.countries import countries

GROUPS = "group_id,name,inter,countries,from,to,parent,kind\n"
ALIASES = "alias,group_id,strength,countries\n"
UNITS = "unit_id,country,branch,label,names,from,to,inter\n"
REGIMES = "country,from,to,head\n"
ZETA = "zeta,ZLF: Zeta Liberation Front,2,Mali,2021-03-01,,,rebel\n"
TEXT = "ZLF fighters killed two farmers in Koro, Mali, on Tuesday."


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def written(tmp_path: Path, content: str | bytes, name: str = "mine.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# ---------------------------------------------------------------- find


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("JNIM",), ["groups", "actors/data/groups.csv:", "2 (Rebel group)", "aliases"]),
        (("jnim",), ["JNIM: Group for Support of Islam and Muslims"]),  # its id
        (("Group for Support of Islam and Muslims",), ["group_id jnim"]),  # the name without its acronym
        (("GSIM",), ["GSIM (only in Mali"]),  # a weak alias
        (("gunmen",), ["roles", "Unidentified Armed Group ({country})"]),  # a noun of a role
        (("Malians",), ["states", "Bamako"]),  # a demonym
        (("Peul",), ["peoples", "label Fulani"]),
        (("suspected",), ["modifiers", "doubt"]),
        (("gendarmerie", "--country", "Mali"), ["unit_id mli_gendarmerie"]),
        (
            ("FAMa", "--country", "Mali", "--date", "2021-06-01"),
            ['in rows: "FAMa" -> Military Forces of Mali (2021-), State forces'],
        ),
        (
            ("FAMa", "--country", "Mali", "--date", "2020-01-01"),  # the same force under the government before
            ['in rows: "FAMa" -> Military Forces of Mali (2013-2020), State forces'],
        ),
        (
            ("FAMa", "--country", "Mali", "--date", "2024-09-19"),
            ["units", "branch military"],
        ),
    ],
)  # fmt: skip
def test_find_shows_the_rows_of_a_name(arguments: tuple[str, ...], words: list[str]) -> None:
    result = run("actors", "find", *arguments)
    assert result.exit_code == 0, result.stderr
    flat = " ".join(result.stdout.split())
    assert [w for w in words if w not in flat] == [], flat


def test_find_keeps_to_country_and_day() -> None:
    everywhere = run("actors", "find", "gendarmerie").stdout
    mali = run("actors", "find", "gendarmerie", "--country", "Mali").stdout
    assert everywhere.count("unit_id") > 10 and mali.count("unit_id") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("JNIMM",), "did you mean jnim"),  # a slip
        (("xqzvw",), "docs/actors.md"),  # nothing near: how to add it
        (("jnim", "--country", "Malli"), 'Did you mean "Mali"'),
        (("jnim", "--date", "2024-13-01"), "2024-13-01"),
        (("jnim", "--date", "2010-01-01"), "not on 2010-01-01"),  # before it was founded
        (("jnim", "--country", "Peru"), "not in Peru"),
        (("jnim", "--actors", "nowhere.csv"), "no such file or folder"),
    ],
)
def test_find_of_nobody_is_one_line_and_exit_2(arguments: tuple[str, ...], says: str) -> None:
    result = run("actors", "find", *arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert says in result.stderr


def test_find_knows_the_users_own(tmp_path: Path) -> None:
    mine = written(tmp_path, GROUPS + ZETA)
    result = run("actors", "find", "ZLF", "--country", "Mali", "--date", "2024-09-19", "--actors", mine)
    assert "mine.csv:2" in result.stdout and "2 (Rebel group)" in result.stdout
    assert run("actors", "find", "ZLF").exit_code == 2


# ---------------------------------------------------------------- check

SOUND = [
    ("a group of one's own", GROUPS + ZETA),
    ("byte-order mark and Windows line ends", b"\xef\xbb\xbf" + (GROUPS + ZETA).replace("\n", "\r\n").encode()),
    (
        "columns in another order, and one more",
        "kind,note,name,group_id,inter,countries,from,to,parent\nrebel,n,Q Front,q,2,Mali,,,\n",
    ),
    ("blank lines", GROUPS + "\n" + ZETA + "\n,,,,,,,\n"),
    ("cells with commas in quotes", GROUPS + 'zeta,"Zeta, Front",2,Mali,,,,\n'),
    ("an alias of a group of ours", ALIASES + "Jay Nim,jnim,strong,\n"),
    ("nothing but a header", GROUPS),
]


@pytest.mark.parametrize("content", [s[1] for s in SOUND], ids=[s[0] for s in SOUND])
def test_sound_files_pass(content: str | bytes, tmp_path: Path) -> None:
    result = run("actors", "check", written(tmp_path, content))
    assert (result.exit_code, result.stdout) == (0, ""), result.stdout


FAULTY = [
    # what is wrong, the file, how each line begins
    (
        "missing column",
        "group_id,name,inter\nx,X,2\n",
        ["mine.csv:1 header: found 'group_id, name, inter'; looks like groups.csv but lacks: countries, from, to"],
    ),
    ("no header", "zeta,Zeta Front,2\n", ["mine.csv:1 header: found 'zeta, Zeta Front, 2'"]),
    ("empty file", "", ["mine.csv:1 header: found 'no header'"]),
    ("semicolons of a European spreadsheet", GROUPS.replace(",", ";"), ["mine.csv:1 header: found 'group_id;name"]),
    ("not UTF-8", GROUPS.encode() + "zeta,Zéta,2,Mali,,,,\n".encode("latin-1"), ["mine.csv: not UTF-8 at byte"]),
    ("wrong code", GROUPS + "x,X,9,Mali,,,,\n", ["mine.csv:2 'x' inter: found '9'; allowed: 1..8"]),
    ("no code", GROUPS + "x,X,,Mali,,,,\n", ["mine.csv:2 'x' inter: found ''; allowed: 1..8"]),
    ("code in words", GROUPS + "x,X,rebel,Mali,,,,\n", ["mine.csv:2 'x' inter: found 'rebel'; allowed: 1..8"]),
    ("no such day", GROUPS + "x,X,2,Mali,2021-02-30,,,\n", ["mine.csv:2 'x' from: found '2021-02-30'; allowed: YYYY"]),
    ("day as a spreadsheet has it", GROUPS + "x,X,2,Mali,1/3/21,,,\n", ["mine.csv:2 'x' from: found '1/3/21'"]),
    (
        "ends before it begins",
        GROUPS + "x,X,2,Mali,2021-01-02,2020-01-01,,\n",
        ["mine.csv:2 'x' to: found '2020-01-01'"],
    ),
    ("formula", GROUPS + "x,=A1+B1,2,Mali,,,,\n", ["mine.csv:2 'x' name: found '=A1+B1'; allowed: plain text"]),
    ("formula with @", GROUPS + "x,@SUM(A1),2,Mali,,,,\n", ["mine.csv:2 'x' name: found '@SUM(A1)'"]),
    ("formula with +", GROUPS + "x,X,2,Mali,,,,+A1\n", ["mine.csv:2 'x' kind: found '+A1'"]),
    (
        "line break in a cell",
        GROUPS + 'x,"X\nY",2,Mali,,,,\n',
        ["mine.csv:3 'x' name: found 'X\\nY'; allowed: one line"],
    ),
    ("null byte", GROUPS + "x,X\0Y,2,Mali,,,,\n", ["mine.csv:2 'x' name: found 'X\\x00Y'; allowed: one line"]),
    ("quote that never closes", GROUPS + 'x,"' + "a" * 200_000, ["mine.csv:2 found field larger"]),
    ("a column twice", "kind," + GROUPS + "r,x,X,2,Mali,,,,\n", ["mine.csv:1 header: found 'kind' twice"]),
    ("noise", b"\xff\xfeg\x00r\x00", ["mine.csv: not UTF-8 at byte 0"]),
    ("semicolon in a name", GROUPS + "x,A; B,2,Mali,,,,\n", ["mine.csv:2 'x' name: found 'A; B'"]),
    ("no name", GROUPS + "x,,2,Mali,,,,\n", ["mine.csv:2 'x' name: found ''"]),
    ("a cell too few", GROUPS + "x,X,2,Mali\n", ["mine.csv:2 found 4 cells; allowed: 8"]),
    ("doubled row", GROUPS + ZETA + ZETA, ["mine.csv:3 'zeta': same as line 2; allowed: every row once"]),
    (
        "word of a closed list",
        ALIASES + "Q,jnim,medium,\n",
        ["mine.csv:2 'Q' strength: found 'medium'; allowed: strong, weak"],
    ),
    ("branch", UNITS + "u,Mali,army,,,,,\n", ["mine.csv:2 'u' branch: found 'army'; allowed: military, police"]),
    (
        "unknown country",
        GROUPS + "x,X,2,Malli,,,,\n",
        ["mine.csv:2 'x' countries: unknown country 'Malli'; allowed: those of states.csv. Did you mean 'Mali'?"],
    ),
    (
        "unknown country of a unit",
        UNITS + "u,Malli,police,,,,,\n",
        ["mine.csv:2 'u' country: unknown country 'Malli'; allowed"],
    ),
    (
        "unknown group",
        ALIASES + "Q,nobody,strong,\n",
        ["mine.csv:2 'Q': unknown group_id 'nobody'; allowed: those of groups.csv"],
    ),
    ("unknown parent", GROUPS + "x,X,2,Mali,,,nobody,\n", ["mine.csv:2 'x' parent: unknown group_id 'nobody'"]),
    (
        "alias that is a common noun",
        ALIASES + "gunmen,jnim,strong,\n",
        ["mine.csv:2 'gunmen' of jnim: is the common noun"],
    ),
    ("alias that is a country", ALIASES + "Malian,jnim,strong,\n", ["mine.csv:2 'Malian' of jnim: is a country name"]),
    ("alias that is a capital", ALIASES + "Bamako,jnim,strong,\n", ["mine.csv:2 'Bamako' of jnim: is a capital"]),
    ("alias that is a province", ALIASES + "Zamfara,jnim,strong,\n", ["mine.csv:2 'Zamfara' of jnim: is a capital or"]),
    (
        "circular parents",
        GROUPS + "a,A,2,Mali,,,b,\nb,B,2,Mali,,,a,\n",
        ["mine.csv:2 'a': circular parents a > b > a"],
    ),
    (
        "faults of a file with a byte-order mark and Windows line ends",
        b"\xef\xbb\xbf" + (GROUPS + "x,X,9,Mali,1/3/21,,,\n").replace("\n", "\r\n").encode(),
        ["mine.csv:2 'x' inter: found '9'", "mine.csv:2 'x' from: found '1/3/21'"],
    ),
    (
        "alias of two groups",
        ALIASES + "Q,jnim,strong,\nQ,islamic_state,strong,\n",
        ["mine.csv:2 'Q': jnim and islamic_state share it"],
    ),
    ("two names on one day", GROUPS + "x,X,2,Mali,,,,\nx,Y,2,Mali,,,,\n", ["mine.csv:2 'x' in Mali: X and Y overlap"]),
    (
        "two governments on one day",
        REGIMES + "Mali,2020-01-01,,First\nMali,2021-01-01,,Second\n",
        ["mine.csv:2 'Mali': First and Second overlap from 2021-01-01"],
    ),
    (
        "four faults, two of them in one row",
        GROUPS + "x,X,9,Mali,yesterday,,,\ny,=Y,2,Mali,,,,\nz,Z,2,Mali,,never,,\n",
        ["mine.csv:2 'x' inter", "mine.csv:2 'x' from", "mine.csv:3 'y' name", "mine.csv:4 'z' to"],
    ),
]


@pytest.mark.parametrize(("content", "lines"), [f[1:] for f in FAULTY], ids=[f[0] for f in FAULTY])
def test_every_fault_is_one_line_and_exit_1(content: str | bytes, lines: list[str], tmp_path: Path) -> None:
    result = run("actors", "check", written(tmp_path, content))
    found = result.stdout.splitlines()
    assert result.exit_code == 1
    assert sorted(found) == sorted(f for f in found if any(f.startswith(line) for line in lines)), found
    assert len(found) == len(lines), found


def test_our_own_tables_are_sound() -> None:
    assert check_data(DATA) == []


def test_files_of_a_folder_are_held_against_each_other(tmp_path: Path) -> None:
    written(tmp_path, GROUPS + ZETA, "new-groups.csv")
    written(tmp_path, ALIASES + "Zetas,zeta,strong,\nOmegas,omega,strong,\n", "new-aliases.csv")
    result = run("actors", "check", tmp_path)
    assert result.stdout.splitlines() == [
        "new-aliases.csv:3 'Omegas': unknown group_id 'omega'; allowed: those of groups.csv"
    ]


@pytest.mark.parametrize(("name", "says"), [("missing", "no such file or folder"), ("", "holds no .csv file")])
def test_check_of_what_is_not_there(name: str, says: str, tmp_path: Path) -> None:
    result = run("actors", "check", tmp_path / name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


# ---------------------------------------------------------------- --actors at work


def test_own_group_is_named_in_rows(tmp_path: Path) -> None:
    mine = written(tmp_path, GROUPS + ZETA)
    assert "ZLF: Zeta Liberation Front" not in run("code", TEXT, "--published", "2024-09-19").stdout
    folder = tmp_path / "actors"
    folder.mkdir()
    (folder / "groups.csv").write_bytes(mine.read_bytes())
    (folder / "aliases.csv").write_text(ALIASES + "ZLF,zeta,strong,\n", encoding="utf-8")
    output = " ".join(run("code", TEXT, "--published", "2024-09-19", "--actors", folder).stdout.split())
    assert "actor1 ZLF: Zeta Liberation Front" in output and "Rebel group-Civilians" in output


FAULTS_ACROSS = [
    ("overlapping rows", GROUPS + "x,X,2,Mali,,,,\nx,Y,2,Mali,,,,\n", ["'x' in Mali: X and Y overlap"]),
    ("doubled rows", GROUPS + ZETA + ZETA, ["same as line 2"]),
    ("unknown country", GROUPS + "x,X,2,Malli,,,,\n", ["unknown country 'Malli'"]),
    ("two faults", GROUPS + "x,X,9,Mali,,,,\ny,=Y,2,Mali,,,,\n", ["mine.csv:2 'x' inter", "mine.csv:3 'y' name"]),
]


@pytest.mark.parametrize(("content", "says"), [f[1:] for f in FAULTS_ACROSS], ids=[f[0] for f in FAULTS_ACROSS])
def test_nothing_is_built_from_faulty_actors_and_every_fault_is_told(
    content: str, says: list[str], tmp_path: Path
) -> None:
    story = written(tmp_path, f'{{"id": "a", "published": "2024-09-19", "text": "{TEXT}"}}\n', "in.jsonl")
    result = run("build", story, "--out", tmp_path / "out", "--actors", written(tmp_path, content))
    assert result.exit_code == 2 and not (tmp_path / "out").exists()
    assert result.stderr.count("\n") == len(says) and all(words in result.stderr for words in says), result.stderr


@pytest.mark.parametrize("command", ["build", "code", "mentions"])
def test_broken_actors_stop_every_command_in_one_line(command: str, tmp_path: Path) -> None:
    mine = written(tmp_path, GROUPS + "x,X,9,Mali,,,,\n")
    story = written(tmp_path, f'{{"id": "a", "published": "2024-09-19", "text": "{TEXT}"}}\n', "in.jsonl")
    options = {"build": (story, "--out", tmp_path / "out"), "code": (TEXT, "--published", "2024-09-19")}
    given = options.get(command, (story, "--out", tmp_path / "m.parquet"))
    result = run(command, *given, "--actors", mine)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "out").exists() and not (tmp_path / "m.parquet").exists()
    assert "mine.csv:2 'x' inter: found '9'; allowed: 1..8" in result.stderr


# ---------------------------------------------------------------- coverage


def test_no_country_is_without_any_actor() -> None:
    result = run("actors", "coverage")
    header, *rows = (line.split("\t") for line in result.stdout.splitlines())
    assert result.exit_code == 0
    assert header == ["country", "regimes", "units", "groups", "peoples", "why none"]
    assert len(rows) > 200
    assert [row[0] for row in rows if not any(map(int, row[1:5]))] == []
    assert [row[0] for row in rows if "0" in row[1:5] and not row[5]] == []


def test_a_reason_for_having_none_stands_only_where_there_is_none() -> None:
    counts = coverage()
    stale = [(country, table) for country, table in gaps() if counts[country][table]]
    assert stale == []


def test_every_country_of_the_regions_has_each_table_or_a_reason() -> None:
    counts, known = coverage(), gaps()
    missing = [
        (name, table)
        for name in (c.country for c in countries())
        for table in COUNTED
        if not counts[name][table] and (name, table) not in known
    ]
    assert missing == []


def test_coverage_names_a_country_with_nobody(tmp_path: Path) -> None:
    states = "country,the,names,adjectives,demonyms,capital,iso3,metonyms\nZetaland,,,Zetan,Zetans,Zeta,ZET,\n"
    result = run("actors", "coverage", "--actors", written(tmp_path, states))
    assert result.exit_code == 1
    assert "Zetaland\t0\t0\t0\t0\t" in result.stdout
    assert "Zetaland (regimes), Zetaland (units), Zetaland (groups), Zetaland (peoples)" in result.stderr


@pytest.mark.parametrize("name", ["find", "check", "coverage"])
def test_help_has_an_example(name: str) -> None:
    assert f"tocsin actors {name}" in run("actors", name, "--help").stdout.split("Usage:")[1].split("\n", 1)[1]
