"""The JSON file beside a text or a page -> the fields it gives: koro.json beside koro.txt."""

from __future__ import annotations

import msgspec
from tocsin.sources.columns import Columns, renamed
from tocsin.sources.faults import FileFaultError
from tocsin.sources.files import InputFile, open_bytes
from tocsin.sources.record import FIELDS

MAX_SIDECAR = 1_000_000
"""Fields of one article are a few lines."""


def sidecar_fields(file: InputFile, columns: Columns) -> dict[str, object]:
    """The fields that a sidecar gives, its text aside. Raises FileFaultError when it is not one JSON object."""
    if file.sidecar is None:
        return {}
    with open_bytes(file.sidecar) as stream:
        content = stream.read(MAX_SIDECAR)
    try:
        found = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FileFaultError("bad_sidecar", f"{file.sidecar.origin} is not one JSON object: {error}") from error
    if not isinstance(found, dict):
        raise FileFaultError("bad_sidecar", f"{file.sidecar.origin} must hold one JSON object")
    fields = renamed(found, columns)
    return {name: fields[name] for name in FIELDS if name != "text" and fields.get(name) not in (None, "")}
