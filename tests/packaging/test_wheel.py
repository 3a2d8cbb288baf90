"""The wheel: `tocsin` is its only top-level name, and every package and data file of the tree is in it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = {".toml", ".csv", ".parquet", ".txt", ".typed", ".json", ".html", ".css", ".js"}


def import_name(path: Path) -> str:
    """builder/mentions/data/times.toml -> tocsin/mentions/data/times.toml"""
    inside = path.relative_to(ROOT)
    head = "tocsin" if inside.parts[0] == "builder" else "tocsin/schema"
    return "/".join((head, *inside.parts[1:]))


def source_files(suffixes: set[str]) -> set[str]:
    found = (path for folder in ("builder", "schema") for path in (ROOT / folder).rglob("*"))
    return {import_name(p) for p in found if p.suffix in suffixes and p.is_file() and "__pycache__" not in p.parts}


def test_every_package_is_listed() -> None:
    """pyproject lists packages one by one: a forgotten one would be missing from the wheel only."""
    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"])
    inits = (name for name in source_files({".py"}) if name.endswith("/__init__.py"))
    found = {name.removesuffix("/__init__.py").replace("/", ".") for name in inits}
    assert listed == found


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Names in a wheel built from a clean copy, so that no stale build folder takes part."""
    work = tmp_path_factory.mktemp("wheel")
    script = (
        "import shutil, sys, pathlib;"
        "root, work = map(pathlib.Path, sys.argv[1:]);"
        "skip = shutil.ignore_patterns('__pycache__', '*.egg-info');"
        "[shutil.copytree(root / n, work / 'src' / n, ignore=skip) for n in ('builder', 'schema')];"
        "[shutil.copy(root / n, work / 'src' / n) for n in ('pyproject.toml', 'README.md', 'LICENSE')]"
    )
    subprocess.run([sys.executable, "-c", script, str(ROOT), str(work)], check=True)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(work / "dist")]
    done = subprocess.run([*command, str(work / "src")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    (wheel,) = (work / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_tocsin_is_the_only_top_level_name(wheel_names: list[str]) -> None:
    tops = {name.split("/")[0] for name in wheel_names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"tocsin"}


def test_every_module_and_data_file_is_in_the_wheel(wheel_names: list[str]) -> None:
    assert source_files({".py"} | DATA) - set(wheel_names) == set()
