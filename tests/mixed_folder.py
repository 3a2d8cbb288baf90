"""A folder as an analyst has it: saved pages, archives, feeds, tables, mail, broken files, the same attack in five of
them. Made anew for each run by the tools of made_files.py; what it must give is in mixed_expected.csv.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq
from made_files import feed, lines, packed, page, warc

HTML = "text/html; charset=utf-8"
KORO = (
    "Gunmen on motorbikes killed five farmers in Koro, Mali, on Tuesday. They came at dawn from the north "
    "and set fire to a granary before they left, the mayor said by telephone. Residents hid in the school until "
    "soldiers reached the town at noon. Nobody had claimed the attack by the evening, and all were told to stay "
    "at home."
)
KORO_EDITED = KORO.replace("by telephone", "over the phone").replace("set fire to", "burned")
OTHER_WORDS = "Five farmers were killed by armed men in Koro, Mali, on Tuesday. The raid was over within an hour."
MARCH = "Teachers marched in Bamako, Mali, on Wednesday to demand back pay; hundreds took part."
CLASH = "Soldiers clashed with JNIM fighters near Gao, Mali, on Monday; four soldiers were killed, the army said."
STRIKE = "An air strike killed eight civilians in Khartoum, Sudan, on Tuesday, doctors said."
GANG = "Gang members killed six residents in Port-au-Prince, Haiti, on Thursday, police said."
LAWYERS = "Lawyers rallied in Karachi, Pakistan, on Tuesday against a new law."
DRONE = "A Russian drone strike killed two people in Kherson, Ukraine, on Tuesday."
MARKET = "The central bank left its rate unchanged on Tuesday and said that prices would rise more slowly next year."
SPORT = "The home side won the final on Sunday after a late goal, and thousands of fans sang through the night."
FRENCH = "Des hommes armés ont tué cinq cultivateurs mardi à Koro, au Mali, selon le maire de la ville."
SPANISH = "Hombres armados mataron el martes a cuatro personas en la ciudad de Cali, según dijo la policía a la prensa."
FOOTER = ("Reporting by Ana Lima in Dakar; Editing by Tom Reed", "Sign up for our newsletter")


def _row(key: str, text: str, day: str = "2025-03-06", **more: Any) -> dict[str, Any]:
    return {"id": key, "text": text, "published": day, "source": f"{key.split('-')[0].title()} Post", **more}


def _table(*rows: dict[str, Any]) -> pa.Table:
    return pa.table({name: [row.get(name) for row in rows] for name in ("id", "text", "published", "source")})


def _csv(*rows: dict[str, Any], head: str = "id;text;published;source") -> str:
    return head + "\n" + "".join(";".join(str(cell) for cell in row.values()) + "\n" for row in rows)


def _written(write: Any, *arguments: Any) -> bytes:
    out = io.BytesIO()
    write(*arguments, out)
    return out.getvalue()


def _zipped(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _story(words: str, site: str, day: str = "2025-03-06", **more: Any) -> str:
    return page(words.split(",")[0], (words, *FOOTER), site, day, **more)


def contents() -> dict[str, bytes | str]:
    """Name -> bytes of every file, 44 of them."""
    captured = [
        ("https://courier.example/2025/03/06/koro", "200 OK", HTML, _story(KORO, "Sahel Courier", "").encode()),
        ("https://courier.example/logo.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://courier.example/gone", "404 Not Found", HTML, b"<html>gone</html>"),
    ]
    clash = ("https://gulf.example/2025/03/05/a", "200 OK", HTML, _story(CLASH, "Gulf Letter", "").encode())
    lawyers = ("https://delta.example/b", "200 OK", HTML, _story(LAWYERS, "Indus Mail").encode())
    confirmed = _row("star-1", OTHER_WORDS + " The mayor confirmed it.")
    used = _row("river-1", "Police dispersed students in Accra, Ghana, on Monday.")
    mail = {"in/strike.html": _story(STRIKE, "Horn Monitor"), "b.jsonl": lines(_row("zip-1", DRONE))}
    news = [("Koro", "https://dune.example/1", "2025-03-06", f"<p>{OTHER_WORDS}</p><p>Read more</p>"),
            ("Bamako", "https://dune.example/2", "2025-03-06", MARCH)]  # fmt: skip
    return {
        # saved pages, as wget and browsers leave them
        "pages/courier.example/koro.html": _story(KORO, "Sahel Courier"),
        "pages/wire.example/koro-edited.html": _story(KORO_EDITED, "Desert Wire", "2025-03-07"),
        "pages/times.example/index.html?p=7": _story(MARCH, "Bamako Times"),
        "pages/nile.example/strike": _story(STRIKE, "Nile Gazette", ""),  # no day anywhere
        "pages/caribe.example/gang.htm": _story(GANG, "Caribbean Letter", "2025-03-07"),
        "pages/bank.example/rates.html": _story(MARKET, "Bank Daily"),
        "pages/fr.example/koro.html": _story(FRENCH, "Matin"),
        "pages/courier.example/style.css": "p { color: red }",
        "pages/courier.example/logo.png": b"\x89PNG\r\n",
        "pages/menu.html": "<html><body><nav><a href='/'>Home</a></nav></body></html>",
        "pages/deep.html": "<html><body>" + "<div>" * 10_000 + "<p>Gunmen</p>",
        # archives
        "warc/crawl.warc.gz": warc(captured),
        "warc/plain.warc": warc([clash], False),
        "warc/CC-NEWS-20250306-0001": warc([lawyers]),
        "warc/cut.warc.gz": warc(captured)[:900],
        # feeds
        "feeds/dune.rss": feed("rss", news, "Radio Dune"),
        "feeds/dune-next-day.rss": feed("rss", news, "Radio Dune"),
        "feeds/atom.xml": feed("atom", [("Kherson", "https://sea.example/1", "2025-03-06", DRONE)], "Black Sea Wire"),
        "feeds/broken.xml": "<rss><<",
        # tables
        "tables/lines.jsonl": lines(_row("river-1", CLASH, "2025-03-05"), _row("river-2", SPORT)),
        "tables/lines.ndjson.gz": packed(lines(_row("volta-1", GANG, "2025-03-07"))),
        "tables/array.json": json.dumps([_row("mail-1", LAWYERS), _row("mail-2", MARKET + " Shares rose.")]),
        "tables/one.json": json.dumps(_row("daily-1", DRONE), indent=2),
        "tables/semicolons.csv": _csv(_row("lake-1", '"' + STRIKE.replace(";", ",") + '"')),
        "tables/tabs.tsv": _csv(_row("plateau-1", SPORT + " The coach wept.")).replace(";", "\t"),
        "tables/marked.csv": "\ufeff" + _csv(_row("coast-1", '"' + MARCH + '"')),
        "tables/rows.parquet": _written(pq.write_table, _table(confirmed)),
        "tables/rows.feather": _written(pyarrow.feather.write_feather, _table(_row("hill-1", SPANISH))),
        "tables/latin1.csv": _csv(_row("old-1", "Gunmen raided Ménaka, Mali, on Tuesday.")).encode("latin-1"),
        "tables/nul.csv": _csv(_row("nul-1", "Gunmen raided\0Koro, Mali, on Tuesday.")),
        "tables/other-columns.csv": "key,body\n1,Gunmen raided Koro.\n",
        "tables/wide.jsonl": lines(_row("wide-1", KORO)).decode().encode("utf-16"),
        "tables/used-id.jsonl": lines(used),
        # texts
        "texts/koro.txt": f"Title: Attack in Koro\nDate: 2025-03-06\nSource: Savanna Post\n\n{OTHER_WORDS}\n",
        "texts/sidecar.txt": KORO,
        "texts/sidecar.json": json.dumps({"published": "2025-03-08", "source": "Late Edition"}),
        "texts/dateline.txt": f"GAO, Mali, 5 March 2025 (Desert Wire) - {CLASH}",
        "texts/undated.txt": "Gunmen killed two traders in Gao, Mali.",
        "texts/empty.txt": "",
        "texts/README.md": "What is in this folder.",
        # packed
        "packed/mail.zip": _zipped({**mail, "../../climbs.txt": KORO}),
        "packed/broken.zip": _zipped({"a.txt": KORO})[:-20],
        "packed/broken.jsonl.gz": packed(lines(_row("gz-1", LAWYERS)))[:-12],
        "packed/sheet.xlsx": b"PK\x03\x04 [Content_Types].xml",
    }  # fmt: skip


def make(folder: Path) -> Path:
    """Write the folder."""
    for name, content in contents().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
