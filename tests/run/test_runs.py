"""Whatever the number of workers, the size of partitions, or the way through disk: a build has the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import tocsin
from feeds import contents, feed, lines_of
from tocsin.cli.exits import code_of
from tocsin.config import Options
from tocsin.dataset.assemble import assemble
from tocsin.errors import BuildError, UsageError
from tocsin.export.write import write_dataset
from tocsin.inputs import articles_of, described
from tocsin.model import Article, CodedArticle, Rejected
from tocsin.pipeline import code_articles, versions
from tocsin.rulebook.hashes import rule_hashes
from tocsin.run import coder, ordered, partition
from tocsin.run.drive import TRIES, Run
from tocsin.run.partition import Partition, key_of, partitions
from tocsin.run.pool import Pool
from tocsin.run.stop import Stop
from tocsin.run.task import Outcome, pack_options, unpack, unpack_options
from tocsin.run.work import Work, opened, work_folder

pytestmark = pytest.mark.ci

Calm = tuple[Path, dict[str, bytes]]


def test_two_workers_give_the_bytes_of_one(calm: Calm, tmp_path: Path) -> None:
    tocsin.build(calm[0], tmp_path / "out", workers=2)
    assert contents(tmp_path / "out") == calm[1]
    assert [p.name for p in tmp_path.iterdir()] == ["out"]  # the work folder is gone


def test_the_feed_has_several_partitions_and_all_kinds_of_articles(calm: Calm) -> None:
    stream = list(articles_of(calm[0], None))
    assert len(list(partitions(stream))) > 4
    counts = json.loads(calm[1]["manifest.json"])["counts"]
    assert counts["articles"]["read"] == 422
    assert all(counts["articles"][status] for status in ("coded", "no_event", "duplicate", "rejected"))
    assert counts["excluded"] and counts["events"] and counts["members"] > counts["events"]


@pytest.mark.parametrize("merge", [True, False])
def test_on_disk_and_in_memory_are_one_build(
    merge: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ranges of a few articles, partitions of two: every table goes through files, none through memory."""
    path, options = feed(tmp_path, 90, 8), Options(merge=merge)
    extra = {"versions": versions(options), "inputs": described(path), "rules": rule_hashes()}
    write_dataset(assemble(code_articles(articles_of(path, None), options), options), tmp_path / "memory", extra)
    monkeypatch.setattr(partition, "SMALL_BYTES", 1_000)
    monkeypatch.setattr(ordered, "AT_ONCE", 7)
    monkeypatch.setattr(coder, "SAMPLED", 1)
    tocsin.build(path, tmp_path / "disk", merge=merge, workers=1)
    assert contents(tmp_path / "disk") == contents(tmp_path / "memory")


def test_the_order_of_lines_moves_only_where_articles_stood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [line for line in lines_of(60, 5) if "taken" not in line and "broken" not in line]
    monkeypatch.setattr(partition, "SMALL_BYTES", 2_000)
    for name, ordered_lines in (("a", lines), ("b", lines[::-1])):
        (tmp_path / name).mkdir()
        (tmp_path / name / "feed.jsonl").write_text("\n".join(ordered_lines), encoding="utf-8")
        tocsin.build(tmp_path / name / "feed.jsonl", tmp_path / name / "out", workers=1)
    a, b = contents(tmp_path / "a" / "out"), contents(tmp_path / "b" / "out")
    moved = {name for name in a if a[name] != b[name]}
    assert moved == {"articles.parquet", "manifest.json"}  # they tell the line


# ---------------------------------------------------------------- articles that cannot be coded


def test_an_article_that_raises_is_rejected_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calm: Calm
) -> None:
    def code(articles: list[Article], options: Options) -> Iterator[CodedArticle | Rejected]:
        for article in articles:
            if article.article_id == "a00007":
                raise ZeroDivisionError("a fault of ours")
            yield from code_articles([article], options)

    monkeypatch.setattr(coder, "code_articles", code)
    build = tocsin.build(feed(tmp_path, 20, 4), tmp_path / "out")
    assert build.counts["articles"]["rejected"] == 3
    row = build.articles.set_index("article_id").loc["a00007"]
    assert (row.status, row.reason) == ("rejected", "failed")
    log = (tmp_path / "out" / "failures.log").read_text(encoding="utf-8")
    assert "a00007 (feed.jsonl line 9)" in log
    assert "ZeroDivisionError: a fault of ours" in log
    assert str(tmp_path) not in log and "/tests/" not in log  # no folder of this machine


class Deadly:
    """A backend in this process whose workers die of one article."""

    slots = 2

    def __init__(self, deadly: str) -> None:
        self.deadly, self.asked, self._waiting = deadly, 0, list[Outcome]()

    def submit(self, name: str, task: bytes) -> None:
        self.asked += 1
        given, poison = unpack(task)
        dies = any(a.article_id == self.deadly for a in given.articles if a.article_id not in poison)
        content = b"" if dies else coder.code_partition(given, Options(), poison)
        self._waiting.append(Outcome(name, content, "its worker died (signal 9)" if dies else ""))

    def result(self, timeout: float) -> Outcome | None:
        return self._waiting.pop(0)


def test_an_article_that_kills_workers_is_found_and_barred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partition, "SMALL_BYTES", 2_000)
    stream = partitions(articles_of(feed(tmp_path, 30, 4), None))
    with opened(tmp_path / "work") as work:
        run, backend = Run(work, "x"), Deadly("a00012")
        run.drive(stream, backend, Stop())
        failures = [f for key in run.keys for f in work.head(key).failures]
        inputs = sum(work.head(key).inputs for key in run.keys)
    assert [f.article_id for f in failures] == ["a00012"]
    assert "its worker died (signal 9) 3 times while it was coded alone" in failures[0].text
    assert inputs == 32
    assert backend.asked < len(run.keys) + 2 * TRIES + 12  # tried as a whole, then each once, then without it


def test_workers_that_always_die_stop_the_run(tmp_path: Path) -> None:
    class Dead(Deadly):
        def submit(self, name: str, task: bytes) -> None:
            self._waiting.append(Outcome(name, fault="its worker died (signal 9)"))

    articles = tuple(a for a in articles_of(feed(tmp_path, 3, 2), None) if isinstance(a, Article))
    with opened(tmp_path / "work") as work, pytest.raises(BuildError, match="though no article of it does alone"):
        Run(work, "x").drive([Partition(0, articles, ())], Dead(""), Stop())


# ---------------------------------------------------------------- what is kept


def test_torn_and_changed_partitions_are_not_taken(tmp_path: Path) -> None:
    with opened(tmp_path / "work") as work:
        for key, harm in (("a", b""), ("b", b"changed"), ("c", None), ("d", b"12")):
            work.save(key, b"12345")
            assert work.holds(key)
            if harm is None:
                work.path(key).with_suffix(".sha256").unlink()
            else:
                work.path(key).write_bytes(harm)
            assert not work.holds(key)
            assert not work.path(key).exists()


def test_a_key_names_content_and_options() -> None:
    one = Article("1", "text", None, "none", sha256="00", origin="/a/feed.jsonl", line=1)
    base = key_of(Partition(0, (one,), ()), "f")
    assert key_of(Partition(5, (one,), ()), "f") == base  # where it stands in the stream does not matter
    assert key_of(Partition(0, (one,), ()), "g") != base
    for name, value in (("article_id", "2"), ("sha256", "01"), ("line", 2), ("origin", "other.jsonl"), ("url", "u")):
        changed = Article(**{**{f: getattr(one, f) for f in Article.__dataclass_fields__}, name: value})
        assert key_of(Partition(0, (changed,), ()), "f") != base


def test_options_survive_the_way_to_a_worker(tmp_path: Path) -> None:
    options = Options(tocsin.api.parse_day("2024-09-19"), 7, False, tmp_path, None, tmp_path / "p.csv", 12)
    assert unpack_options(pack_options(options)) == options


def test_two_runs_into_one_folder_are_refused(tmp_path: Path) -> None:
    path = feed(tmp_path, 3, 2)
    with opened(work_folder(tmp_path / "out")), pytest.raises(UsageError, match="is building there") as error:
        tocsin.build(path, tmp_path / "out")
    assert code_of(error.value) == 2
    tocsin.build(path, tmp_path / "out")


def test_a_run_that_finished_nothing_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        tocsin.build(tmp_path / "missing.jsonl", tmp_path / "new" / "out")
    assert list(tmp_path.iterdir()) == []


def test_broken_data_of_the_user_is_told_by_a_worker(calm: Calm, tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(tocsin.api.UsageError.__mro__[1], match=r"actors\.csv"):  # any error that is told in one line
        tocsin.build(calm[0], tmp_path / "out", actors=tmp_path / "actors.csv", workers=2)


def test_a_worker_that_is_killed_is_replaced(calm: Calm, tmp_path: Path) -> None:
    import os
    import signal

    pool = Pool(1, Options())
    try:
        pool.versions()
        os.kill(pool.pids()[0], signal.SIGKILL)
        with opened(tmp_path / "work") as work:
            run = Run(work, "x")
            run.drive(list(partitions(articles_of(calm[0], None)))[:2], pool, Stop())
            assert sum(work.head(key).inputs for key in run.keys) > 50
            assert isinstance(work, Work)
    finally:
        pool.close()
