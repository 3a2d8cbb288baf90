"""tocsin gazetteer: fetch or import GeoNames files for village-level places, see what is there, look a name up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from tocsin.cli import options
from tocsin.cli.console import Console, telling

if TYPE_CHECKING:
    from tocsin.gazetteer.entry import Entry
    from tocsin.gazetteer.imported import ImportedStore


@click.group(cls=options.Group)
def gazetteer() -> None:
    """Add the villages of a country, see what was added, look names up.

    \b
    tocsin gazetteer fetch ML BF NE
    tocsin gazetteer import ML.zip BF.zip NE.zip
    tocsin gazetteer info
    tocsin gazetteer find Koro --country Mali
    """


@gazetteer.command("import")
@click.argument("files", nargs=-1, required=True, type=options.PATH)
@options.gazetteer
@telling
def import_(files: tuple[Path, ...], gazetteer: Path | None, console: Console) -> None:
    """Import FILES of GeoNames: country files or allCountries, alternateNames, admin1CodesASCII, admin2Codes.

    Boundaries of provinces and districts (GeoJSON) and tables of their names by p-code (CSV) are imported too.
    Text or zip, as https://download.geonames.org/export/dump/ has them. Countries that were imported before are
    replaced, others stay. When a file is broken, nothing changes.

    \b
    tocsin gazetteer import ML.zip admin1CodesASCII.txt
    """
    from tocsin.gazetteer.import_geonames import import_files
    from tocsin.gazetteer.imported import folder_of, open_store

    folder, _named = folder_of(gazetteer)
    console.tell("stage", stage="import", files=len(files), out=str(folder))
    import_files(files, folder)
    _tell(open_store(folder), folder, console.say)


@gazetteer.command()
@click.argument("countries", nargs=-1, required=True, metavar="CODES...")
@click.option("--server", default=None, metavar="URL", help="Folder with the files; by default GeoNames' own.")
@options.gazetteer
@telling
def fetch(countries: tuple[str, ...], server: str | None, gazetteer: Path | None, console: Console) -> None:
    """Download the files of countries from GeoNames and import them. CODES are two letters: ML Mali, BF Burkina Faso.

    This is the only command that goes online. "allCountries" is the whole world (0.4 GB). TOCSIN_GEONAMES may name
    another server. When a download breaks off or a file is damaged, nothing changes.

    \b
    tocsin gazetteer fetch ML BF NE
    """
    from tempfile import TemporaryDirectory

    from tocsin.gazetteer.fetch import fetch_files, file_names, server_of
    from tocsin.gazetteer.import_geonames import import_files
    from tocsin.gazetteer.imported import folder_of, open_store

    names, address = file_names(countries), server_of(server)
    folder, _named = folder_of(gazetteer)
    with TemporaryDirectory(prefix="tocsin-") as kept:
        console.tell("stage", stage="fetch", files=len(names), server=address)
        fetched = fetch_files(names, Path(kept), address)
        console.tell("stage", stage="import", files=len(fetched), out=str(folder))
        import_files(fetched, folder)
    _tell(open_store(folder), folder, console.say)


@gazetteer.command()
@options.gazetteer
def info(gazetteer: Path | None) -> None:
    """Tell which places are there: counts, countries, vintage, licence, where they lie.

    \b
    tocsin gazetteer info
    """
    from tocsin.gazetteer.imported import folder_of, open_store
    from tocsin.gazetteer.store import Gazetteer

    click.echo(f"shipped    {Gazetteer.load().version}; GeoNames (CC BY 4.0) and places of our own")
    _tell(open_store(gazetteer), folder_of(gazetteer)[0], click.echo)


@gazetteer.command()
@click.argument("name")
@click.option("--country", default="", metavar="COUNTRY", help="Only places of this country, spelled as in rows.")
@options.gazetteer
@click.pass_context
def find(ctx: click.Context, name: str, country: str, gazetteer: Path | None) -> None:
    """Show the places that NAME may mean, the likeliest source first. Exit code 1 when nothing has that name.

    \b
    tocsin gazetteer find Koro --country Mali
    """
    from tocsin.cli import exits
    from tocsin.errors import UsageError
    from tocsin.gazetteer.store import Gazetteer

    places = Gazetteer.load_with_own(gazetteer)
    if country and country not in places.countries():
        raise UsageError(f"--country {country!r} is no country of the rows; spell it as in rows, such as 'Ivory Coast'")
    found = [entry for entry in places.lookup(name) if country in ("", entry.country)]
    for line in _lines(found):
        click.echo(line)
    if not found:
        click.echo(f"nothing is named {name!r}{f' in {country}' if country else ''}", err=True)
        ctx.exit(exits.FAILED)


def _lines(found: list[Entry]) -> Iterator[str]:
    for e in found:
        units = ", ".join(filter(None, (e.admin2, e.admin1, e.country)))
        people = f", {e.population:,} people" if e.population else ""
        yield f"{e.name} ({units})  {e.kind}  {e.latitude:.4f}, {e.longitude:.4f}{people}  [{e.strength}, {e.place_id}]"


def _tell(store: ImportedStore | None, folder: Path, say: Callable[[str], None]) -> None:
    if store is None:
        say(f"imported   nothing yet; add a country with: tocsin gazetteer fetch ML  ({folder})")
        return
    counts = store.counts()
    say(f"imported   {sum(counts.values()):,} places, {store.names():,} names, in {folder}")
    for country, number in counts.items():
        say(f"           {number:>9,}  {country}")
    for country, number in store.boundaries().items():
        say(f"bounded    {number:>9,}  units of {country}")
    for source in store.sources():
        newest = f", newest change {source.newest}" if source.newest else ""
        say(f"from       {source.name}: {source.rows:,} rows used{newest}")
    say("licence    GeoNames, CC BY 4.0 (https://www.geonames.org); name it where you publish")
