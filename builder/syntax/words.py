"""What the parser's encoder makes of a word before it looks at its neighbours, made once for each word and kept.

Its first layers see the form of a word alone (its letters, its shape, whether a blank follows), and they are a third of
the encoder's work. They are run by the parser's own product, which has the same bits for a row anywhere, so that what
is kept of a word does not hang on where it was met first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

MOST = 1 << 15
"""Words that are kept, 12 MB of vectors: those of some thousand articles. Beyond, all are forgotten."""


class WordVectors:
    """The output of the first layers of an encoder for words, by the features that these layers see."""

    def __init__(self, pipe: Any) -> None:
        self._pipe = pipe
        self._known: dict[bytes, int] = {}
        self._table: Any = None
        layers = pipe.model.layers
        self._plain = len(layers) != 2 or not layers[0].layers or layers[0].layers[0].name != "extract_features"

    def of(self, docs: Sequence[Any]) -> list[Any] | None:
        """The vectors of the words of each document; None for no words, or where an encoder is built in another way."""
        if self._plain or not any(map(len, docs)):
            return None
        columns = self._pipe.model.layers[0].layers[0].attrs["columns"]
        features = np.concatenate([doc.to_array(columns) for doc in docs]).astype(np.uint64, copy=False)
        keys = [row.tobytes() for row in features]
        if len(self._known) + len(set(keys).difference(self._known)) > MOST:
            self._known, self._table = {}, None
        new = list(dict.fromkeys(key for key in keys if key not in self._known))
        if new:
            self._learn(new, features.shape[1])
        rows = self._table[[self._known[key] for key in keys]]
        return np.split(rows, np.cumsum([len(doc) for doc in docs])[:-1])

    def _learn(self, new: Sequence[bytes], width: int) -> None:
        made: Any = [np.frombuffer(b"".join(new), dtype=np.uint64).reshape(-1, width)]
        for layer in self._pipe.model.layers[0].layers[1:]:
            made = layer.predict(made)
        self._known.update({key: len(self._known) + n for n, key in enumerate(new)})
        self._table = made[0] if self._table is None else np.concatenate((self._table, made[0]))

    def encode(self, docs: Sequence[Any], vectors: list[Any] | None) -> Any:
        """What the encoder predicts for documents, from the vectors of their words."""
        return self._pipe.predict(docs) if vectors is None else self._pipe.model.layers[1].predict(vectors)
