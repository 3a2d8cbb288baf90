"""One piece of work as bytes that any worker can take, and what came of it. Tasks are data, never code."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from tocsin.config import Options
from tocsin.model import Article, Rejected
from tocsin.run.partition import Partition


class _Task(msgspec.Struct, frozen=True, array_like=True):
    articles: list[Article]
    rejected: list[Rejected]
    poison: dict[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the task `name`: bytes, or a `fault` (the worker died), or an `error` that stops the run."""

    name: str
    content: bytes = b""
    fault: str = ""
    error: Exception | None = None


def pack(partition: Partition, poison: dict[str, str]) -> bytes:
    """A task: a partition, and the articles of it that must not be coded."""
    return msgspec.msgpack.encode(_Task(list(partition.articles), list(partition.rejected), poison))


def unpack(content: bytes) -> tuple[Partition, dict[str, str]]:
    """The partition of a task and its barred articles."""
    task = msgspec.msgpack.decode(content, type=_Task)
    return Partition(0, tuple(task.articles), tuple(task.rejected)), task.poison


def pack_options(options: Options) -> bytes:
    """Options as bytes; paths must mean the same to the worker."""
    return msgspec.json.encode({name: _plain(value) for name, value in asdict(options).items()})


def _plain(value: Any) -> Any:
    return str(value.absolute()) if isinstance(value, Path) else value


def unpack_options(content: bytes) -> Options:
    """The options of pack_options."""
    given = msgspec.json.decode(content)
    kinds = {field.name: str(field.type) for field in fields(Options)}
    read = {name: _read(value, kinds[name]) for name, value in given.items()}
    return Options(**read)


def _read(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind.startswith("tuple"):
        return tuple(tuple(pair) for pair in value)
    if kind.startswith("Path"):
        return Path(value)
    return date.fromisoformat(value) if kind.startswith("date") else value
