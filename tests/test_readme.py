"""README.md: its two commands are those that CI runs, its example's output is real, its notebook snippet runs."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def readme() -> ModuleType:
    spec = importlib.util.spec_from_file_location("ci_readme", ROOT / ".ci" / "readme.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def without_lines(text: str) -> str:
    """Line numbers of rule files move with every rule that is added above."""
    return re.sub(r"\.(toml|csv):\d+", r".\1", text)


def test_exactly_two_commands(readme: ModuleType) -> None:
    build, test = readme.commands(PAGE)
    assert build.endswith("tocsin build examples --out output/examples")
    assert test.endswith("python -m pytest")
    assert "--require-hashes -r requirements.lock" in build and "--require-hashes -r requirements-test.lock" in test


def test_ci_runs_the_commands_of_the_page() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for name in ("build", "test"):
        assert f'"$(python3 .ci/readme.py {name})"' in script


def test_the_example_prints_what_the_page_says(readme: ModuleType) -> None:
    """When rules moved on purpose: python .ci/readme.py refresh, and read the diff."""
    assert without_lines(readme.run_example(PAGE)) == without_lines(readme.example(PAGE)[1])


def test_the_notebook_snippet_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (snippet,) = re.findall(r"^```python\n(.+?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(compile(snippet, "README.md", "exec"), names)
    assert len(names["again"]) == len(names["build"].events) > 0  # type: ignore[attr-defined, arg-type]


@pytest.mark.parametrize(
    "name", ["README.md", "requirements.lock", "requirements-test.lock", "docs/architecture.md", "CHANGELOG.md"]
)
def test_no_registry_host_and_no_machine_path(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert re.search(r"https?://|file:|/home/|/root/|/work/|/tmp/|pypi\.", text) is None
