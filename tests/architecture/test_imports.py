"""The layers, read from the imports themselves: an edge that points up, or sideways, is a failure."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"cli"}),
    frozenset({"api", "doctor"}),
    frozenset({"revise", "reviewing"}),
    frozenset({"run", "report", "evaluate", "export", "explain", "inputs", "mention_table", "ruletest", "validate"})
    | frozenset({"actor_search"}),
    frozenset({"pipeline"}),
    frozenset({"dataset"}),
    frozenset({"coding"}),
    frozenset({"incidents"}),
    frozenset({"frames"}),
    frozenset({"mentions", "syntax", "gate"}),
    frozenset({"text", "sources", "gazetteer", "actors", "rulebook"}),
    frozenset({"remote", "wholefile"}),
    frozenset({"model", "errors", "config", "telling", "groups", "webpage", "wording", "kept"}),
)
"""From the top down. A part may import parts of lower layers, never its own layer's other parts or higher ones."""

KNOWS_SCHEMA = frozenset().union(*LAYERS[:7])
"""Coding and above: what finds words needs no codes."""
DATA_ONLY = frozenset({"rules"})


def modules(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.py")) if "__pycache__" not in path.parts)


def imports_of(path: Path) -> set[str]:
    """Every module named in an import, anywhere in the file, imports for typing included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are written out in full"
            name = node.module or ""
            found |= {f"tocsin.{alias.name}" for alias in node.names} if name == "tocsin" else {name}
    return found


def part_of(path: Path) -> str:
    """builder/mentions/places.py -> "mentions"; builder/pipeline.py -> "pipeline"; builder/__init__.py -> ""."""
    first = path.relative_to(ROOT / "builder").parts[0]
    return first.removesuffix(".py") if first != "__init__.py" else ""


def level(part: str) -> int:
    return next((n for n, layer in enumerate(LAYERS) if part in layer), -1)


def fault(part: str, imported: str) -> str:
    """What is wrong with one edge, or ""."""
    if imported == "schema":
        return "" if part in KNOWS_SCHEMA or not part else "only coding and above know the schema"
    if imported == part or not part or imported == "__version__":
        return ""
    if level(imported) < 0:
        return f"{imported} stands in no layer"
    return "" if level(part) < level(imported) else "imports point down only"


def edges() -> Iterator[tuple[Path, str, str]]:
    for path in modules(ROOT / "builder"):
        for name in imports_of(path):
            if name.startswith("tocsin."):
                yield path, part_of(path), name.split(".")[1]


def test_every_part_stands_in_one_layer() -> None:
    parts = {part_of(path) for path in modules(ROOT / "builder")} - {""} - DATA_ONLY
    assert {part for part in parts if level(part) < 0} == set()
    assert sum(len(layer) for layer in LAYERS) == len(frozenset().union(*LAYERS))


def test_imports_point_down() -> None:
    faults = [
        f"{path.relative_to(ROOT)}: {part} imports {imported}: {word}"
        for path, part, imported in edges()
        if (word := fault(part, imported))
    ]
    assert faults == []


def test_schema_imports_nothing_of_ours() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules(ROOT / "schema")
        for name in imports_of(path)
        if name.split(".")[0] == "tocsin" and not name.startswith("tocsin.schema")
    ]
    assert wrong == []


def test_nobody_imports_by_folder_name() -> None:
    wrong = [
        f"{path}: {name}"
        for folder in ("builder", "schema", "tests")
        for path in modules(ROOT / folder)
        for name in imports_of(path)
        if name.split(".")[0] in {"builder", "schema"}
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("part", "imported", "allowed"),
    [
        ("cli", "api", True),
        ("coding", "schema", True),
        ("mentions", "schema", False),  # finding words needs no codes
        ("frames", "coding", False),  # upwards
        ("mentions", "gate", False),  # sideways
        ("pipeline", "dataset", True),
        ("dataset", "export", False),
    ],
)
def test_the_judge_itself(part: str, imported: str, allowed: bool) -> None:
    assert (fault(part, imported) == "") is allowed
