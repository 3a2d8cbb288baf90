"""Download country files of GeoNames into a folder, whole or not at all. Reading them is import_geonames.py's matter.

This is the only module of the package that goes online, and only when a user asks for it by name.
"""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections.abc import Collection, Sequence
from difflib import get_close_matches
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from tocsin.errors import BuildError, UsageError
from tocsin.gazetteer.compile import read_countries

SERVER = "https://download.geonames.org/export/dump"
VARIABLE = "TOCSIN_GEONAMES"
WORLD = "allCountries"
_TIMEOUT = 60.0  # seconds without a byte; the server is slow at times, never silent that long
_CHUNK = 1 << 16
_LARGEST = 2 << 30  # bytes; allCountries.zip is 0.4 GB, so what is larger is not GeoNames


def server_of(chosen: str | None) -> str:
    """The address of the folder that holds the files: the option, else the environment, else GeoNames' own.

    Raises UsageError for an address that is not http or https.
    """
    address = (chosen or os.environ.get(VARIABLE) or SERVER).rstrip("/")
    if not re.match(r"https?://[^/\s]", address):
        raise UsageError(f"{address!r} is no address of a server; give one such as {SERVER}")
    return address


def file_names(codes: Sequence[str]) -> list[str]:
    """Names of the files of some countries: ["ml", "BF"] -> ["ML.zip", "BF.zip"].

    Raises UsageError for a code that no country has; a country's name is told its code.
    """
    countries = read_countries()
    return list(dict.fromkeys(f"{_code(code, countries)}.zip" for code in codes))


def _code(word: str, countries: dict[str, str]) -> str:
    if word.lower() == WORLD.lower():
        return WORLD
    if word.upper() in countries:
        return word.upper()
    by_name = {name.lower(): code for code, name in reversed(countries.items())}
    if word.lower() in by_name:
        raise UsageError(f"{word!r} is the name of a country; give its code, {by_name[word.lower()]}")
    hint = _hint(word, by_name)
    raise UsageError(f"{word!r} is no code of a country; give two letters of ISO 3166, such as ML{hint}")


def _hint(word: str, names: Collection[str]) -> str:
    near = get_close_matches(word.lower(), names, n=1)
    return f". Did you mean {near[0].title()}?" if near else ""


def fetch_files(names: Sequence[str], folder: Path, server: str) -> list[Path]:
    """Download files into a folder and try their zips. Raises BuildError with the address and what went wrong."""
    return [_fetch(f"{server}/{name}", folder / name) for name in names]


def _fetch(address: str, path: Path) -> Path:
    try:
        _download(address, path)
    except HTTPError as error:
        raise BuildError(f"{address}: the server answers {error.code} {error.reason}; nothing was imported") from error
    except (URLError, HTTPException, TimeoutError, ConnectionError) as error:
        reason = getattr(error, "reason", None) or error
        raise BuildError(f"{address}: the download broke off ({reason}); nothing was imported, try again") from error
    except OSError as error:
        raise BuildError(f"{path}: cannot be written ({error.strerror or error}); nothing was imported") from error
    _try_zip(address, path)
    return path


def _download(address: str, path: Path) -> None:
    request = Request(address, headers={"User-Agent": "tocsin"})
    with urlopen(request, timeout=_TIMEOUT) as answer, path.open("wb") as file:
        stated = _stated_size(address, answer)
        size = 0
        while chunk := answer.read(_CHUNK):
            size += len(chunk)
            if size > _LARGEST:
                raise BuildError(f"{address}: more than {_LARGEST:,} bytes; no file of GeoNames is so large")
            file.write(chunk)
    if stated is not None and size != stated:
        raise BuildError(f"{address}: {size:,} of {stated:,} bytes came; nothing was imported, try again")


def _stated_size(address: str, answer: Any) -> int | None:
    """The size that the server announces, None when it does not."""
    stated = answer.headers.get("Content-Length")
    if stated is None:
        return None
    if not stated.isascii() or not stated.isdigit():
        raise BuildError(f"{address}: the server announces {stated!r} bytes; nothing was imported")
    return int(stated)


def _try_zip(address: str, path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            broken = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise BuildError(f"{address}: not a sound zip file ({error}); nothing was imported, try again") from error
    if broken is not None:
        raise BuildError(f"{address}: not a sound zip file ({broken} is damaged); nothing was imported, try again")
