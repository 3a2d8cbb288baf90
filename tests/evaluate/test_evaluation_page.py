"""The page in Chromium without a network: figures, filters, marked words, a phone, and hostile text that stays text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tocsin
from browser import Browser, Opened
from click.testing import CliRunner
from dataset_cases import battle, cells, coded, event, proof, protest
from tocsin.cli.main import main
from tocsin.evaluate import page as pages
from tocsin.evaluate.page import page
from tocsin.evaluate.result import Apart, Evaluation, EvaluationError, Proof
from tocsin.evaluate.unit import Rates

ROWS = """article_id,event_date,sub_event_type,location,fatalities
a,2024-09-17,Attack,Koro,9
b,2024-09-17,Armed clash,Gao,0
c,2024-09-17,Armed clash,Koro,7
"""
HOSTILE = (
    "</script><script>window.hacked = 1</script> \u202e<img src=x onerror='window.hacked=1'> \"quoted\" & 'quoted' "
    "&lt;b&gt; \u2028 </blockquote><style>*{display:none}</style>"
)


@pytest.fixture(scope="module")
def written(write: Callable[..., Path]) -> Path:
    """A page as the command writes it: a right pair, one with a wrong cell, a missed event, a row too many."""
    proofs = (proof("fatalities", "7", quote="seven", rule_ids=("toll.count",)),)
    told = replace(coded("a"), events=(event("a", cells(), evidence=proofs),), status="coded")
    out = write("out", told, coded("b", protest()), coded("c", battle()), merge=False)
    gold = out.with_name("coded.csv")
    gold.write_text(ROWS, encoding="utf-8")
    target = out.with_name("page.html")
    for _ in range(2):  # an older page is replaced
        done = CliRunner().invoke(main, ["evaluate", str(out), str(gold), "--html", str(target)])
        assert (done.exit_code, done.stderr) == (0, f"written: {target}\n")
    return target


def test_it_tells_what_the_command_tells_and_its_filters_count(browser: Browser, written: Path) -> None:
    with browser.opened(written) as opened:
        shown = opened.page
        assert shown.title() == "out, judged by coded.csv"
        figures = ["2 of 3", "0.667", "0.667", "0.667", "1 of 2", "3"]
        assert shown.locator(".figures dd").all_inner_texts() == figures
        assert shown.locator(".pairs tbody tr").all_inner_texts() == [
            "no event\tPeaceful protest\t1", "Armed clash\tno event\t1",
        ]  # fmt: skip
        assert _errors(opened) == ["other value: fatalities", "missed", "too many"]
        shown.select_option("#kind", "extra")
        assert (_errors(opened), shown.locator("#tally").inner_text()) == (["too many"], "1 of 3 errors")
        shown.select_option("#kind", "fatalities")
        assert _errors(opened) == ["other value: fatalities"]
        assert "seven toll.count" in shown.locator(".error:visible").inner_text()
        shown.select_option("#kind", "")
        shown.locator("#words").press_sequentially("GAO")
        assert _errors(opened) == ["missed", "too many"]  # the hint of the second names the first
        assert shown.locator(".article:visible h3").all_inner_texts() == ["b"]


def _errors(opened: Opened) -> list[str]:
    told: list[str] = opened.page.locator(".error:visible .badge").all_inner_texts()
    return [line.split(" row")[0].split(" MLI")[0].strip() for line in told]


def test_the_keyboard_reaches_the_errors_and_a_phone_shows_all(browser: Browser, written: Path) -> None:
    with browser.opened(written, width=390, height=844) as opened:
        shown = opened.page
        assert shown.evaluate("document.documentElement.scrollWidth") <= 390
        shown.keyboard.press("Tab")
        shown.keyboard.press("Enter")
        assert shown.evaluate("document.activeElement.id") == "errors"
        assert shown.locator("table td[data-head=recall]").first.is_visible()


@contextmanager
def drawn(browser: Browser, folder: Path, *errors: EvaluationError, **more: Any) -> Iterator[Opened]:
    found = Evaluation(2, 25.0, True, 1, Rates(0, 0, 0), 0, (), (), (), errors, Apart(1, 1), (HOSTILE,))
    file = folder / "page.html"
    file.write_text(page(found, HOSTILE, HOSTILE), encoding="utf-8")
    with browser.opened(file, **more) as opened:
        yield opened


def wrong(quote: str, sentence: str) -> EvaluationError:
    words = Proof("a", "text", 0, 5, quote, sentence, (HOSTILE,))
    return EvaluationError("cell", (HOSTILE,), HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, (words,), HOSTILE)


def test_hostile_text_stays_text(browser: Browser, tmp_path: Path) -> None:
    with drawn(browser, tmp_path, wrong("onerror", HOSTILE), width=390, height=844) as opened:
        shown = opened.page
        assert shown.evaluate("[window.hacked, document.images.length, document.scripts.length]") == [None, 0, 1]
        for place in ("h1", "h3", ".why", ".rules", ".values span >> nth=0", "li >> nth=0"):
            assert HOSTILE in shown.locator(place).text_content(), place
        assert shown.locator("mark").all_text_contents() == ["onerror"]
        assert shown.locator("q").text_content() == HOSTILE
        assert shown.evaluate("document.documentElement.scrollWidth") <= 390


def test_nothing_wrong_is_said_and_a_dash_stands_for_no_rate(browser: Browser, tmp_path: Path) -> None:
    with drawn(browser, tmp_path) as opened:
        assert "None: every row" in opened.page.locator("#errors").inner_text()
        assert opened.page.locator(".figures dd").all_inner_texts()[1:4] == ["–", "–", "–"]


def test_a_page_holds_no_more_than_a_phone_opens(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_ERRORS", 3)
    with drawn(browser, tmp_path, *[wrong("seven", "They killed seven.")] * 5) as opened:
        assert opened.page.locator(".error").count() == 3
        assert "The first 3 of 5" in opened.page.locator(".warning").inner_text()


def test_the_same_evaluation_gives_the_same_page(written: Path) -> None:
    found = tocsin.evaluate(written.with_name("out"), written.with_name("coded.csv"))
    assert page(found, "out", "coded.csv") == written.read_text(encoding="utf-8")
