"""Builds of hand-made candidates, and hand-coded files to judge them by; nothing is parsed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "dataset"))

from tocsin.config import Options
from tocsin.dataset.assemble import assemble
from tocsin.export.write import write_dataset
from tocsin.model import CodedArticle, Rejected

Write = Callable[..., Path]


@pytest.fixture(scope="session")
def write(tmp_path_factory: pytest.TempPathFactory) -> Write:
    """write("out", *coded articles) -> the folder of their build."""

    def written(name: str, *results: CodedArticle | Rejected, merge: bool = True, **extra: Any) -> Path:
        out = tmp_path_factory.mktemp(name) / name
        made_of = {"versions": {"tocsin": "0.1.0"}, "inputs": [{"name": f"{name}.jsonl"}], **extra}
        write_dataset(assemble(results, Options(merge=merge)), out, made_of)
        return out

    return written
