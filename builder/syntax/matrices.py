"""Products of matrices for the parser, several times as fast as its library's own, with the same bits in any batch.

The fast product is numpy's. Its last bits depend on how many rows are multiplied at once and on where a row stands
among them, so each sentence is multiplied by itself: what comes out hangs on the sentence alone, whatever shares its
batch. It also depends on the number of threads, so they are held at one; where that cannot be done, the parser's own
product is used, which is slow and has the same bits for a row anywhere.
"""

from __future__ import annotations

import ctypes
import importlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import numpy as np
from thinc.api import NumpyOps

PAD = 4
"""Rows of zeros that the encoder puts between sentences: its four layers look one word to each side."""

_SUFFIXES = ("64_", "_64_", "64", "")


class SentenceOps(NumpyOps):  # type: ignore[misc]
    """The operations of a model on one core, with a fast product while `sentences` tells what its rows are."""

    def __init__(self) -> None:
        super().__init__()
        self._plain: list[tuple[int, int]] = []
        self._padded: list[tuple[int, int]] = []
        self._turned: dict[tuple[int, int], tuple[Any, Any]] = {}  # weights -> (what holds them, the same row by row)

    @contextmanager
    def sentences(self, lengths: Sequence[int]) -> Iterator[None]:
        """While it is open, matrices with so many rows as these sentences have words are multiplied by sentence."""
        threads = _threads()
        if threads is None:
            yield
            return
        get, put = threads
        before = get()
        put(1)
        try:
            if get() == 1:
                self._plain, self._padded = plain_cuts(lengths), padded_cuts(lengths)
            yield
        finally:
            self._plain, self._padded = [], []
            put(before)

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """x times y. By sentence where the rows are those of the sentences, else as the library does it."""
        for cuts in (self._plain, self._padded):
            if cuts and cuts[-1][1] == len(x) and not trans1 and x.dtype == y.dtype == np.float32:
                return _by_sentence(x, self._rows_of(y) if trans2 else y, cuts, out)
        return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)

    def _rows_of(self, y: Any) -> Any:
        """The transposed weights as rows in memory, turned once: a tenth faster for so few rows. Weights do not change
        while a model only predicts; what holds them is kept, so that no other can stand in its place."""
        held = y if y.base is None else y.base
        key = (id(held), y.shape[1])
        if key not in self._turned:
            self._turned[key] = (held, np.ascontiguousarray(y.T))
        return self._turned[key][1]


def plain_cuts(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """The rows of each sentence, one behind the other: [2, 3] -> (0, 2), (2, 5)."""
    cuts, start = [], 0
    for length in filter(None, lengths):
        cuts.append((start, start + length))
        start += length
    return cuts


def padded_cuts(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """The rows of each sentence with half of the zeros at each side of it; those at both ends are alone.

    [2] -> (0, 2), (2, 8), (8, 10): no row of zeros is told by another sentence than the one that sees it.
    """
    half = PAD // 2
    cuts, start = [(0, half)], half
    for length in filter(None, lengths):
        cuts.append((start, start + length + PAD))
        start += length + PAD
    return [*cuts, (start, start + half)]


def _by_sentence(x: Any, y: Any, cuts: Sequence[tuple[int, int]], out: Any) -> Any:
    made = np.empty((x.shape[0], y.shape[1]), dtype=np.float32) if out is None else out
    for start, end in cuts:
        np.matmul(x[start:end], y, out=made[start:end])
    return made


@lru_cache(maxsize=1)
def _threads() -> tuple[Callable[[], int], Callable[[int], object]] | None:
    """How the number of threads of numpy's product is asked and set; None where it cannot be."""
    try:
        library = ctypes.CDLL(importlib.import_module("numpy._core._multiarray_umath").__file__)
    except (ImportError, OSError):
        return None
    for prefix in ("scipy_", ""):
        for suffix in _SUFFIXES:
            get = getattr(library, f"{prefix}openblas_get_num_threads{suffix}", None)
            put = getattr(library, f"{prefix}openblas_set_num_threads{suffix}", None)
            if get is not None and put is not None:
                return get, put
    return None
