"""A stream of inputs -> partitions by bytes, each with a key that names its content and everything it is coded with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec
from tocsin.dataset.tables import base_name
from tocsin.model import Article, Rejected
from tocsin.telling import Meter

SMALL_BYTES = 131_072
"""Size of the first partitions: a small input must fill all workers, too."""
SMALL_ONES = 64
PARTITION_BYTES = 1_048_576
"""Size of the later ones, 300 to 600 articles: about five seconds of one worker, which is what a crash can cost."""
FIXED_BYTES = 200
"""What an input counts beside its text, so that millions of empty records make partitions too."""


@dataclass(frozen=True, slots=True)
class Partition:
    """Inputs that are coded together. `number` counts from 0 in order of the stream.

    read  bytes of the inputs that were read when it was cut
    """

    number: int
    articles: tuple[Article, ...]
    rejected: tuple[Rejected, ...]
    read: int = field(default=0, compare=False)

    def __len__(self) -> int:
        return len(self.articles) + len(self.rejected)


def partitions(stream: Iterable[Article | Rejected], meter: Meter | None = None) -> Iterator[Partition]:
    """Cut a stream into partitions; no row of a build hangs on where the cuts fall. `meter` knows what was read."""
    known = meter or Meter()
    number = size = 0
    articles: list[Article] = []
    rejected: list[Rejected] = []
    for item in stream:
        if isinstance(item, Rejected):
            rejected.append(item)
            size += FIXED_BYTES
        else:
            articles.append(item)
            size += FIXED_BYTES + len(item.text) + len(item.title)
        if size >= (SMALL_BYTES if number < SMALL_ONES else PARTITION_BYTES):
            yield Partition(number, tuple(articles), tuple(rejected), known.read)
            number, size, articles, rejected = number + 1, 0, [], []
    if articles or rejected:
        yield Partition(number, tuple(articles), tuple(rejected), known.read)


def key_of(partition: Partition, fingerprint: str) -> str:
    """32 hexadecimal digits for the content of a partition and what it is coded with.

    An article's own hash stands for its text, title, day and source; the name of its file counts, its folder does not.
    """
    digest = hashlib.blake2b(fingerprint.encode("utf-8"), digest_size=16)
    for a in partition.articles:
        about = (a.article_id, a.sha256, a.url, a.language, a.country, a.published_basis, a.published_doubt,
                 base_name(a.origin), a.line)  # fmt: skip
        digest.update(msgspec.json.encode(about))
    for r in partition.rejected:
        digest.update(msgspec.json.encode((r.article_id, base_name(r.origin), r.line, r.reason, r.detail, r.language)))
    return digest.hexdigest()
