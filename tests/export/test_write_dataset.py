from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from dataset_cases import ARMY, JNIM, REJECTED, battle, cells, coded, protest
from tocsin.config import Options
from tocsin.dataset.assemble import TABLE_NAMES, Dataset, assemble
from tocsin.dataset.load import load
from tocsin.errors import BuildError, UsageError
from tocsin.export import folder as folder_module
from tocsin.export import write as write_module
from tocsin.export.csvfile import cell_text
from tocsin.export.write import write_dataset
from tocsin.schema.columns import NAMES

RESULTS = (
    coded("a", cells(), protest()),
    coded("b", battle(ARMY, JNIM, notes='On 17 September 2024, soldiers fought a "cell", in Koro.')),
    coded("c", cells(latitude=91.0)), coded("d"), REJECTED,
)  # fmt: skip
EXTRA = {"versions": {"tocsin": "0.1.0"}, "inputs": ["/srv/in/a.jsonl"]}
FILES = {f"{name}.parquet" for name in TABLE_NAMES} | {"events.csv", "manifest.json", "datapackage.json"}


@pytest.fixture
def dataset() -> Dataset:
    return assemble(RESULTS, Options(rules=Path("/home/somebody/my_rules")))


def bytes_of(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def test_same_results_in_another_order_give_the_same_bytes(tmp_path: Path) -> None:
    write_dataset(assemble(RESULTS, Options()), tmp_path / "one", EXTRA)
    write_dataset(assemble(RESULTS[::-1], Options()), tmp_path / "two", EXTRA)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    assert set(bytes_of(tmp_path / "one")) == FILES


def test_no_file_holds_a_path_of_the_machine(dataset: Dataset, tmp_path: Path) -> None:
    write_dataset(dataset, tmp_path / "out", EXTRA)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert (manifest["inputs"], manifest["options"]["rules"]) == (["a.jsonl"], "my_rules")
    assert manifest["rejections"] == [
        {"origin": "b.jsonl", "line": 4, "reason": "no_text", "detail": "b.jsonl line 4: no text"}
    ]
    assert "/srv" not in (tmp_path / "out" / "manifest.json").read_text()


def test_manifest_counts_and_hashes(dataset: Dataset, tmp_path: Path) -> None:
    write_dataset(dataset, tmp_path / "out", EXTRA)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["counts"]["articles"] == {"read": 5, "coded": 3, "no_event": 1, "rejected": 1, "duplicate": 0}
    assert set(manifest["files"]) == FILES - {"manifest.json"}
    for name, entry in manifest["files"].items():
        assert entry["sha256"] == hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest()


@pytest.mark.parametrize("results", [RESULTS, ()])  # the second: nothing was built
def test_parquet_and_csv_read_back_to_the_same_table(results: tuple[object, ...], tmp_path: Path) -> None:
    write_dataset(assemble(results, Options()), tmp_path / "out", EXTRA)  # type: ignore[arg-type]
    whole = load(tmp_path / "out")
    for name in ("events.csv", "events.parquet"):
        pd.testing.assert_frame_equal(load(tmp_path / "out" / name).events, whole.events)
    assert tuple(whole.events.columns) == NAMES
    assert str(whole.events["event_date"].dtype).startswith("datetime64")
    assert str(whole.details["injured"].dtype) == "Int64"
    assert whole.events["fatalities"].dtype == "int64"


def test_csv_is_what_analysts_read(dataset: Dataset, tmp_path: Path) -> None:
    write_dataset(dataset, tmp_path / "out", EXTRA)
    raw = (tmp_path / "out" / "events.csv").read_bytes()
    assert raw.startswith(b"event_id_cnty,event_date,year,")
    assert b"\r" not in raw
    assert b'"On 17 September 2024, soldiers fought a ""cell"", in Koro."' in raw
    plain = pd.read_csv(tmp_path / "out" / "events.csv")
    assert (len(plain), plain["latitude"].dtype, plain["fatalities"].dtype) == (3, "float64", "int64")


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (14.0, "14.0"), (-3.0801, "-3.0801"), (0.00001, "0.00001"), (7, "7")]
)
def test_cell_text(value: object, text: str) -> None:
    assert cell_text(value).startswith(text)
    assert "e" not in cell_text(value)


def test_descriptor_describes_every_column(dataset: Dataset, tmp_path: Path) -> None:
    write_dataset(dataset, tmp_path / "out", EXTRA)
    described = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    for resource in described["resources"]:
        assert (tmp_path / "out" / resource["path"]).exists()
        assert all(field["description"] for field in resource["schema"]["fields"])
    schema = pq.read_schema(tmp_path / "out" / "events.parquet")
    assert schema.field("event_date").metadata[b"description"]


# ---------------------------------------------------------------- the folder


def test_a_previous_build_is_replaced_and_foreign_files_stay(dataset: Dataset, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    write_dataset(assemble((), Options()), out, EXTRA)
    (out / "my notes.txt").write_text("mine")
    (out / "maps").mkdir()
    write_dataset(dataset, out, EXTRA)
    assert len(load(out).events) == 3
    assert {path.name for path in out.iterdir()} == FILES | {"my notes.txt", "maps"}
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_an_empty_folder_and_a_link_to_a_build_may_be_used(dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write_dataset(dataset, tmp_path / "out", EXTRA)
    (tmp_path / "link").symlink_to("out")
    write_dataset(dataset, tmp_path / "link", EXTRA)
    assert (tmp_path / "link").is_symlink()
    assert len(load(tmp_path / "out").events) == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [("thesis.txt", "mine"), ("manifest.json", '{"name": "a web page"}'), ("manifest.json", "not json")],
)
def test_a_folder_that_is_no_build_is_left_alone(name: str, content: str, dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text(content)
    with pytest.raises(UsageError, match="name another folder"):
        write_dataset(dataset, tmp_path / "out", EXTRA)
    assert (tmp_path / "out" / name).read_text() == content


def test_a_file_in_the_way_is_left_alone(dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(UsageError, match="a file stands there"):
        write_dataset(dataset, tmp_path / "out", EXTRA)
    with pytest.raises(BuildError):
        write_dataset(dataset, tmp_path / "out" / "below", EXTRA)
    assert (tmp_path / "out").read_text() == "mine"


def refuse(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (write_module, "write_csv"),
        (write_module, "write_json"),
        (write_module.pq.ParquetWriter, "write_table"),
        (folder_module, "_sync"),
    ],
)
def test_a_full_disk_leaves_everything_as_it_was(
    module: object, name: str, dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dataset(assemble((), Options()), tmp_path / "out", EXTRA)
    before = bytes_of(tmp_path / "out")
    monkeypatch.setattr(module, name, refuse)
    for out in (tmp_path / "out", tmp_path / "new" / "out"):
        with pytest.raises(BuildError, match="No space left on device"):
            write_dataset(dataset, out, EXTRA)
    assert bytes_of(tmp_path / "out") == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_failed_swap_is_taken_back(dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_dataset(assemble((), Options()), tmp_path / "out", EXTRA)
    before, rename = bytes_of(tmp_path / "out"), Path.rename

    def second_fails(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises(BuildError):
        write_dataset(dataset, tmp_path / "out", EXTRA)
    assert bytes_of(tmp_path / "out") == before


def test_what_a_killed_process_left_is_cleared_and_its_older_build_comes_back(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, left, used = tmp_path / "build", tmp_path / ".build.abc.partial", tmp_path / ".build.def.partial"
    write_dataset(dataset, left / "old", {"versions": {"tocsin": "older"}})  # killed between the two renames
    used.mkdir()
    handle = folder_module._hold(used)  # of a process that lives
    assert handle is not None
    seen: list[bool] = []
    monkeypatch.setattr(folder_module, "_swap", lambda new, out, old: seen.append(folder_module.is_build(out)))
    write_dataset(dataset, out, {})
    assert seen == [True]
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["versions"] == {"tocsin": "older"}
    assert sorted(p.name for p in tmp_path.iterdir()) == [used.name, "build"]
    os.close(handle)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_no_permission(dataset: Dataset, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(BuildError, match="Permission denied"):
        write_dataset(dataset, tmp_path / "out", EXTRA)
    tmp_path.chmod(0o700)


# ---------------------------------------------------------------- loading


@pytest.mark.parametrize("content", [None, "dir", b"not parquet"])
def test_loading_what_is_no_build(content: object, tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    if content == "dir":
        path.mkdir()
    elif isinstance(content, bytes):
        path.write_bytes(content)
    with pytest.raises(UsageError, match=r"events\.parquet"):
        load(path)


@pytest.mark.parametrize(("name", "content"), [("a.csv", "x,y\n1,2\n"), ("a.csv", ""), ("a.xlsx", "x")])
def test_loading_another_file(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(UsageError):
        load(tmp_path / name)
