"""The report in Chromium without a network: what it counts, that filters act on everything, that texts stay texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import tocsin
from browser import Browser
from press import MARKUP, Shown, written
from tocsin.report.page import render
from tocsin.report.read import read_material

pytestmark = pytest.mark.ci


@contextmanager
def page_at(browser: Browser, path: Path, address: str = "", **window: Any) -> Iterator[Any]:
    """The page when it is drawn; that it asked for nothing and complained of nothing is judged at the end."""
    with browser.opened(path, **window) as opened:
        if address:
            opened.page.goto(f"{path.resolve().as_uri()}#{address}")
            opened.page.reload()
        opened.page.wait_for_selector("body[data-ready]")
        yield opened.page


def figure(page: Any, name: str) -> int:
    return int(page.inner_text(f'[data-figure="{name}"]').replace(",", ""))


def column_sum(page: Any, table: str, column: int) -> int:
    """The sum of a column of numbers, in a part of the page that may be folded."""
    read = f"found => found.map(row => row.cells[{column}].textContent)"
    return sum(int(text.replace(",", "")) for text in page.eval_on_selector_all(f"{table} tbody tr", read))


def counted(page: Any) -> dict[str, tuple[int, int]]:
    """Part of the page -> (events, deaths) that it tells."""
    return {
        "figures": (figure(page, "events"), figure(page, "deaths")),
        "types": (column_sum(page, "#kinds", 1), column_sum(page, "#kinds", 2)),
        "places": (column_sum(page, "#places", 1), column_sum(page, "#places", 2)),
        "map": (column_sum(page, "#map-table", 2), column_sum(page, "#map-table", 3)),
        "circles": (sum(page.evaluate("views.map.data('places').map(one => one.events)")), figure(page, "deaths")),
        "series": (column_sum(page, "#series-table", 2), column_sum(page, "#series-table", 3)),
        "bars": tuple(page.evaluate(f"views.{name}.data('series').reduce((sum, bar) => sum + bar.high - bar.low, 0)")
                      for name in ("events", "deaths")),  # type: ignore[dict-item]
        "precision": (column_sum(page, "#quality table:first-child", 1), figure(page, "deaths")),
        "rows": (page.locator("#table tbody tr").count(), column_sum(page, "#table", 5)),
    }  # fmt: skip


def choose(page: Any, field: str, value: str) -> None:
    if field in ("country", "type"):
        page.select_option(f"#{field}", value)
    else:
        page.fill(f"#{field}", value)
    page.wait_for_function("([field, value]) => state[field] === value", arg=[field, value])


FILTERS: dict[tuple[str, str], Callable[[pd.DataFrame], Any]] = {
    ("from", "2025-04-01"): lambda rows: rows["event_date"] >= "2025-04-01",
    ("to", "2025-03-31"): lambda rows: rows["event_date"] <= "2025-03-31",
    ("country", "Kenya"): lambda rows: rows["country"] == "Kenya",
    ("type", "Violence against civilians"): lambda rows: rows["event_type"] == "Violence against civilians",
    ("type", "Protests|Peaceful protest"): lambda rows: rows["sub_event_type"] == "Peaceful protest",
    ("actor", "civilians (MALI"): lambda rows: rows["actor2"] == "Civilians (Mali)",
    ("actor", "farmers"): lambda rows: rows["assoc_actor_2"].fillna("").str.contains("Farmers"),
    ("place", "koro"): lambda rows: rows["location"] == "Koro",
    ("place", "mopti"): lambda rows: rows["admin1"] == "Mopti",
    ("place", "nowhere at all"): lambda rows: rows["location"] == "",
}


def test_every_filter_acts_on_everything(browser: Browser, shown: Shown) -> None:
    everything = (len(shown.events), int(shown.events["fatalities"].sum()))
    with page_at(browser, shown.page) as page:
        assert set(counted(page).values()) == {everything}
        for (field, value), holds in FILTERS.items():
            choose(page, field, value)
            left = shown.events[holds(shown.events)]
            assert set(counted(page).values()) == {(len(left), int(left["fatalities"].sum()))}, (field, value)
            assert len(left) < everything[0]
            assert page.inner_text("#tally") == f"{len(left)} of {everything[0]} events selected"
            page.click("#clear")
            assert figure(page, "events") == everything[0]


def test_filters_join_and_the_address_keeps_them(browser: Browser, shown: Shown) -> None:
    with page_at(browser, shown.page) as page:
        choose(page, "country", "Mali")
        choose(page, "to", "2025-03-31")
        rows = shown.events
        left = rows[(rows["country"] == "Mali") & (rows["event_date"] <= "2025-03-31")]
        assert 0 < len(left) < sum(rows["country"] == "Mali")
        assert figure(page, "events") == len(left)
        page.reload()
        page.wait_for_selector("body[data-ready]")
        assert (figure(page, "events"), page.input_value("#to")) == (len(left), "2025-03-31")


def test_names_in_the_lists_select_and_let_go(browser: Browser, shown: Shown) -> None:
    """By keyboard; the focus stays on the name, though the list is drawn anew."""
    with page_at(browser, shown.page) as page:
        page.locator("#actors button", has_text="Civilians (Mali)").focus()
        page.keyboard.press("Enter")
        assert figure(page, "events") == sum(shown.events["actor2"] == "Civilians (Mali)")
        focused = "document.activeElement.textContent + document.activeElement.getAttribute('aria-pressed')"
        assert page.evaluate(focused) == "Civilians (Mali)true"
        page.keyboard.press("Enter")
        assert figure(page, "events") == len(shown.events)
        page.locator("#kinds button", has_text="Riots").click()
        assert page.input_value("#type") == "Riots"


def test_the_table_sorts_by_every_column(browser: Browser, shown: Shown) -> None:
    with page_at(browser, shown.page) as page:
        for place, title in enumerate(page.locator("#table thead button").all_inner_texts()):
            orders = []
            for _ in range(2):
                page.locator("#table thead button").nth(place).focus()
                page.keyboard.press("Enter")
                head = page.locator("#table thead th").nth(place)
                texts = page.eval_on_selector_all(
                    "#table tbody tr", f"found => found.map(row => row.cells[{place}].innerText.split('\\n')[0])"
                )
                told = [text for text in texts if text != "–"]
                values = [int(text) for text in told] if title == "Deaths" else told
                assert values == sorted(values, reverse=head.get_attribute("aria-sort") == "descending"), title
                assert texts[len(told) :] == ["–"] * (len(texts) - len(told))  # empty cells stand last
                orders.append(head.get_attribute("aria-sort"))
            assert sorted(orders) == ["ascending", "descending"]


def test_every_row_leads_to_its_evidence(browser: Browser, shown: Shown) -> None:
    evidence = tocsin.load(shown.build).evidence
    with page_at(browser, shown.page, width=390, height=844) as page:
        for key in shown.events["event_id_cnty"]:
            page.locator("#table a", has_text=key).focus()
            page.keyboard.press("Enter")
            page.wait_for_selector("#evidence[open] table")
            told = page.inner_text("#evidence")
            mine = evidence[evidence["event_id_cnty"] == key]
            for quote in mine["quote"].dropna():
                assert " ".join(quote.split()) in " ".join(told.split())
            facts = mine[~mine["column"].isin(["event_id_cnty", "timestamp", "notes"])]
            assert {rule for ids in facts["rule_ids"] for rule in ids} <= set(told.replace(",", " ").split())
            assert f"tocsin explain press {key}" in told
            page.keyboard.press("Escape")
            assert page.locator("#evidence[open]").count() == 0
            assert page.evaluate("document.activeElement.textContent") == key  # back where one came from


def test_an_address_opens_the_evidence_of_a_row(browser: Browser, shown: Shown) -> None:
    key = shown.events["event_id_cnty"].iloc[0]
    with page_at(browser, shown.page, f"event={key}") as page:
        page.wait_for_selector("#evidence[open] table")
        assert page.inner_text("#evidence-title") == key
        page.click("#close")
        assert "event" not in page.evaluate("location.hash")
    with page_at(browser, shown.page, "event=<img src=x>&country=<b>&from=x") as page:
        page.wait_for_selector("#evidence[open]")
        assert page.inner_text("#evidence-title") == "<img src=x>"
        assert "No such row" in page.inner_text("#evidence-body")


def test_the_map_moves_by_keyboard(browser: Browser, shown: Shown) -> None:
    with page_at(browser, shown.page, color_scheme="dark") as page:
        page.focus("#map")
        camera = "['east', 'north', 'zoom'].map((name) => views.map.signal(name))"
        seen = [page.evaluate(camera)]
        for key in ("ArrowRight", "ArrowUp", "+", "0"):
            page.keyboard.press(key)
            seen.append(page.evaluate(camera))
        start, right, up, near, back = seen
        assert right[0] > start[0] and right[1:] == start[1:]
        assert up[1] > right[1] and up[0] == right[0]
        assert near[2] > up[2]
        assert back == pytest.approx(start)


@pytest.mark.parametrize("width", [1280, 700, 390])
def test_nothing_is_cut_off_at_any_width(browser: Browser, shown: Shown, width: int) -> None:
    with page_at(browser, shown.page, width=width, height=844) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.querySelector('#map canvas').getBoundingClientRect().width") > width / 3
        for name in ("events", "deaths"):  # the labels of both axes have room
            assert page.evaluate(f"views.{name}.origin()[0]") > 5
            assert page.evaluate(f"document.querySelector('#{name} canvas').offsetHeight") > 130 + 12
        spans = [page.evaluate(f"views.{name}.scale('x').domain().map(Number)") for name in ("events", "deaths")]
        assert spans[0] == spans[1]
        high = page.evaluate("[byId('map'), document.querySelector('#map canvas')].map((one) => one.offsetHeight)")
        assert abs(high[0] - high[1]) <= 1
        assert page.eval_on_selector_all("details", "found => found.length") == 3
        for summary in page.locator("summary").all():
            summary.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("#map-table th[scope=row]").first.is_visible()


# ---------------------------------------------------------------- texts that want to be more


def test_hostile_articles_stay_text(browser: Browser, shown: Shown) -> None:
    [key] = shown.events.loc[shown.events["location"] == "Gao", "event_id_cnty"]
    with page_at(browser, shown.page, f"event={key}") as page:
        page.wait_for_selector("#evidence[open] table")
        article = page.locator("#evidence li").first
        assert article.locator("bdi").first.text_content() == " ".join(MARKUP.split())
        assert page.locator("#evidence li a").count() == 0  # an address that is a script is no link
        assert page.evaluate("[window.hacked, document.images.length]") == [None, 0]


def test_a_file_of_hostile_rows_stays_text(browser: Browser, shown: Shown, tmp_path: Path) -> None:
    long = "word " * 200_000  # a megabyte
    rows = shown.events.copy()
    rows["actor1"] = MARKUP
    rows["location"] = [f"{MARKUP} {number}" for number in range(len(rows))]
    rows["notes"] = [MARKUP, *[long] * (len(rows) - 1)]
    rows.to_csv(tmp_path / "rows.csv", index=False)
    path = tocsin.report(tmp_path / "rows.csv", title=MARKUP + long)
    assert path == tmp_path / "rows.report.html"
    assert path.stat().st_size < 3_000_000
    with page_at(browser, path, width=390, height=844) as page:
        line = " ".join(MARKUP.split())
        assert page.text_content("h1").startswith(line)
        assert page.title().startswith(line)
        assert page.locator("#actors button").first.text_content() == line
        assert page.locator("#places button").first.text_content().startswith(line)
        for link in page.locator("#table a").all()[:2]:
            link.click()
            page.wait_for_selector("#evidence[open] table")
            page.click("#close")
        assert page.evaluate("[window.hacked, document.images.length]") == [None, 0]
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


# ---------------------------------------------------------------- sums, nothing


def test_sums_count_as_the_rows_do(browser: Browser, shown: Shown, tmp_path: Path) -> None:
    """One line fewer than there are rows: they are summed by month, and all filters of whole months count the same."""
    path = tmp_path / "summed.html"
    path.write_text(render(read_material(shown.build), "Summed", len(shown.events) - 1), encoding="utf-8")
    with page_at(browser, path) as page:
        assert "by month" in page.inner_text("#summed")
        assert set(counted(page).values()) == {(len(shown.events), int(shown.events["fatalities"].sum()))}
        for (field, value), holds in FILTERS.items():
            if value != "farmers":  # sums tell no associates
                choose(page, field, value)
                left = shown.events[holds(shown.events)]
                assert figure(page, "events") == len(left), (field, value)
                assert figure(page, "deadly") == sum(left["fatalities"] > 0)
                page.click("#clear")


def test_a_build_without_rows_says_so(browser: Browser, tmp_path: Path) -> None:
    tocsin.build(written(tmp_path, "quiet"), tmp_path / "nothing", workers=1)
    with page_at(browser, tocsin.report(tmp_path / "nothing")) as page:
        assert page.inner_text("#tally") == "No events"
        assert "1 article read" in page.inner_text("#empty")
        assert not page.locator("#filters").is_visible()
        assert not page.locator("#map").is_visible()
