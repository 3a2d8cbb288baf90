"""The pages in Chromium without a network: what is lit, and that every decision ends in the file and the next build."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import tocsin
from browser import Browser
from desk import ARTICLES, record
from tocsin.reviewing.pages import Pages, page_name

pytestmark = pytest.mark.ci

Desk = tuple[Path, Pages]


def page_of(desk: Desk, article: str) -> Path:
    return desk[1].folder / "articles" / page_name(article)


def saved(page: Any, folder: Path) -> list[dict[str, Any]]:
    """What the button saves, as it lies on the disk."""
    with page.expect_download() as download:
        page.click("#save")
    download.value.save_as(folder / "reviews.jsonl")
    return [json.loads(line) for line in (folder / "reviews.jsonl").read_text(encoding="utf-8").splitlines()]


def rebuilt(folder: Path, article: str) -> tocsin.Build:
    """The next build of the article, with what was saved."""
    (folder / "in.jsonl").write_text(record(article), encoding="utf-8")
    return tocsin.build(folder / "in.jsonl", reviews=folder / "reviews.jsonl", merge=False, workers=1)


def cell(page: Any, column: str) -> Any:
    return page.locator(f'.cell[data-row="0"][data-column="{column}"]')


def row_of(build: tocsin.Build, article: str) -> dict[str, Any]:
    keys = build.members.set_index("article_id").loc[[article], "event_id_cnty"]
    found: dict[str, Any] = build.events[build.events["event_id_cnty"] == keys.iloc[0]].iloc[0].to_dict()
    return found


# ---------------------------------------------------------------- words and cells


@pytest.mark.parametrize("article", ["plain", "emoji", "hostile"])
def test_a_cell_lights_exactly_the_words_of_its_evidence(browser: Browser, desk: Desk, article: str) -> None:
    """Emoji are two characters to JavaScript and one to Python: the quotes of the evidence decide."""
    build = tocsin.load(desk[0] / "out")
    evidence = build.evidence
    mine = evidence[(evidence["article_id"] == article) & evidence["start"].notna()]
    mine = mine[mine["role"].isin(["value", "addend"])]
    with browser.opened(page_of(desk, article)) as opened:
        for column in ("actor1", "actor2", "location", "event_date", "sub_event_type"):
            cell(opened.page, column).focus()
            lit = opened.page.eval_on_selector_all(
                ".m.lit", "found => found.map(one => [one.parentElement.dataset.field, one.textContent])"
            )
            quotes = {(e["field"], e["quote"]) for _, e in mine[mine["column"] == column].iterrows()}
            for field in ("title", "text"):  # a quote may be cut by the marks of others
                said = "".join(words for where, words in lit if where == field)
                assert sorted(said) == sorted("".join(q for f, q in quotes if f == field)), column
            assert lit, column


def test_words_light_their_cells_and_lead_to_them(browser: Browser, desk: Desk) -> None:
    with browser.opened(page_of(desk, "plain")) as opened:
        words = opened.page.locator(".of-text .m", has_text="Gunmen").first
        words.hover()
        lit = opened.page.eval_on_selector_all(".cell.lit", "found => found.map(one => one.dataset.column)")
        assert {"actor1", "inter1"} <= set(lit)
        words.focus()
        opened.page.keyboard.press("Enter")
        assert opened.page.evaluate("document.activeElement.dataset.column") == "actor1"


def test_excluded_candidates_stand_with_their_reasons(browser: Browser, desk: Desk) -> None:
    build = tocsin.load(desk[0] / "out")
    reasons = [", ".join(r).replace("_", " ") for r in build.excluded.set_index("article_id").loc[["plain"], "reasons"]]
    with browser.opened(page_of(desk, "plain")) as opened:
        assert sorted(opened.page.locator(".left .reasons").all_inner_texts()) == sorted(reasons)
        left = opened.page.locator(".left[data-mark]").first
        left.focus()
        assert opened.page.locator(".m.lit").count() > 0


@pytest.mark.parametrize("article", ["hostile", "long"])
def test_hostile_text_stays_text(browser: Browser, desk: Desk, article: str) -> None:
    title, text = ARTICLES[article]
    with browser.opened(page_of(desk, article), width=390, height=844) as opened:
        assert opened.page.locator("h1").text_content() == title
        assert opened.page.locator(".of-text").text_content() == text
        assert opened.page.evaluate("[window.hacked, document.images.length]") == [None, 0]
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    with browser.opened(desk[1].folder / "index.html") as opened:
        assert title in opened.page.locator("tbody a").all_inner_texts()


# ---------------------------------------------------------------- decisions


def test_a_correction_by_mouse_ends_in_the_next_build(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    with browser.opened(page_of(desk, "emoji"), accept_downloads=True) as opened:
        page = opened.page
        cell(page, "fatalities").click()
        page.fill("form.editor [name=fatalities]", "4")
        page.click("text=Save correction")
        assert "Write your name" in page.locator(".status").inner_text()  # nothing is decided by nobody
        page.fill("#who", "AD")
        page.fill("form.editor [name=why]", "the fifth lived \U0001f622")
        page.click("text=Save correction")
        assert cell(page, "fatalities").inner_text().split("\n")[-1].endswith("4")
        cell(page, "sub_event_type").click()
        page.select_option("form.editor [name=sub_event_type]", "Sexual violence")
        page.click("text=Save correction")
        page.reload()  # what was decided is still there
        lines = saved(page, tmp_path)
    member = lines[0]["member_id"]
    assert [(one["action"], one["who"], one["before"], one["after"], one["why"]) for one in lines] == [
        ("correct", "AD", {"fatalities": "5"}, {"fatalities": "4"}, "the fifth lived \U0001f622"),
        ("correct", "AD", {"sub_event_type": "Attack"}, {"sub_event_type": "Sexual violence"}, ""),
    ]
    assert lines[1]["rules"]["sub_event_type"] and lines[0]["members"] == [member]
    build = rebuilt(tmp_path, "emoji")
    row = row_of(build, "emoji")
    assert (row["fatalities"], row["sub_event_type"]) == (4, "Sexual violence")
    assert [outcome.fate for outcome in build.outcomes] == ["applied", "applied"]


def test_a_correction_by_keyboard_ends_in_the_next_build(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    with browser.opened(page_of(desk, "plain"), accept_downloads=True) as opened:
        page, press = opened.page, opened.page.keyboard.press
        page.locator("#who").focus()
        page.keyboard.type("BK")
        _tab_to(page, 'document.activeElement.dataset.column === "location"')
        press("Enter")
        press("Control+A")
        page.keyboard.type("Gao")
        _tab_to(page, 'document.activeElement.name === "why"')
        page.keyboard.type("the mayor said so")
        press("Enter")
        assert page.evaluate("document.activeElement.dataset.column") == "location"  # back where one came from
        press("Enter")
        press("Escape")
        assert page.locator("form.editor").count() == 0
        page.locator("#save").focus()
        with page.expect_download() as download:
            press("Enter")
        download.value.save_as(tmp_path / "reviews.jsonl")
    row = row_of(rebuilt(tmp_path, "plain"), "plain")
    assert row["location"] == "Gao"
    assert "in Gao" in row["notes"]


def _tab_to(page: Any, reached: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(reached):
            return
    raise AssertionError(f"no Tab led to {reached}")


def test_a_known_place_and_actor_bring_their_other_cells(browser: Browser, desk: Desk) -> None:
    with browser.opened(page_of(desk, "plain")) as opened:
        page = opened.page
        cell(page, "location").click()
        page.fill("form.editor [name=location]", "Menaka")
        page.press("form.editor [name=location]", "Tab")
        assert page.input_value("form.editor [name=latitude]").startswith("15.9")
        cell(page, "actor1").click()
        page.fill("form.editor [name=actor1]", "Civilians (Mali)")
        page.press("form.editor [name=actor1]", "Tab")
        assert page.input_value("form.editor [name=inter1]") == "Civilians"
        page.fill("form.editor [name=actor1]", "Mouvement d\u00e9mocratique")
        page.click("text=Save correction")
        assert "Not a value of its column: actor1" in page.locator(".status").inner_text()


def test_accept_reject_and_undo(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    with browser.opened(page_of(desk, "hostile"), accept_downloads=True) as opened:
        page = opened.page
        page.fill("#who", "AD")
        page.click("text=Accept row")
        assert page.locator("#row-0.accepted").count() == 1
        page.click("button.undo")
        assert page.locator("#row-0.accepted").count() == 0
        page.click("button.reject")
        page.fill("form.editor [name=why]", "a film")
        page.click("form.editor >> text=Reject row")
        assert page.locator("#row-0.rejected .badge").inner_text() == "rejected by AD: a film"
        [line] = saved(page, tmp_path)
    assert (line["action"], line["before"]["fatalities"], line["after"], line["why"]) == ("reject", "4", {}, "a film")
    build = rebuilt(tmp_path, "hostile")
    assert "hostile" not in set(build.members["article_id"])
    left = build.excluded.set_index("article_id").loc[["hostile"]]
    assert ["rejected_by_reviewer"] in list(left["reasons"])


SELECT = """([words]) => {
  const home = document.querySelector(".of-text"), at = home.textContent.indexOf(words);
  const walker = document.createTreeWalker(home, NodeFilter.SHOW_TEXT), ends = [at, at + words.length], found = [];
  for (let start = 0; walker.nextNode(); start += walker.currentNode.length)
    for (const end of ends.slice(found.length / 2))
      if (end <= start + walker.currentNode.length) found.push(walker.currentNode, end - start);
  window.getSelection().setBaseAndExtent(...found);
}"""
"""Select words as a mouse would, though they may stand in several elements."""


def test_a_row_is_added_by_selecting_words(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    with browser.opened(page_of(desk, "emoji"), accept_downloads=True) as opened:
        page = opened.page
        page.fill("#who", "AD")
        page.evaluate(SELECT, ["looted shops"])
        page.click("#add")
        page.fill("#add-form [name=event_date]", "2025-03-04")
        page.select_option("#add-form [name=sub_event_type]", "Looting/property destruction")
        page.fill("#add-form [name=actor1]", "Unidentified Armed Group (Mali)")
        page.select_option("#add-form [name=inter1]", "Political militia")
        page.fill("#add-form [name=location]", "Menaka")
        page.press("#add-form [name=location]", "Tab")
        page.click("#add-form >> text=Add row")
        assert "Row added" in page.locator(".status").inner_text()
        [line] = saved(page, tmp_path)
    start = ARTICLES["emoji"][1].index("looted shops")
    assert line["words"] == {"field": "text", "start": start, "end": start + 12, "quote": "looted shops"}
    build = rebuilt(tmp_path, "emoji")
    assert [outcome.fate for outcome in build.outcomes] == ["applied"], build.outcomes
    added = build.events[build.events["sub_event_type"] == "Looting/property destruction"]
    assert list(added["location"]) == ["Menaka"]


def test_a_row_is_added_by_keyboard_from_a_sentence(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    with browser.opened(page_of(desk, "quiet"), accept_downloads=True) as opened:
        page = opened.page
        page.fill("#who", "AD")
        page.locator("#add").press("Enter")
        assert page.evaluate("document.activeElement.id") == "a-words"
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.id") == "add"


def test_decisions_are_loaded_back_and_kept_apart_by_person(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    with browser.opened(page_of(desk, "plain"), accept_downloads=True) as opened:
        page = opened.page
        page.fill("#who", "AD")
        page.click("text=Accept row")
        first = saved(page, tmp_path)
    (tmp_path / "reviews.jsonl").rename(tmp_path / "a.jsonl")
    with browser.opened(desk[1].folder / "index.html", accept_downloads=True) as opened:
        page = opened.page
        page.set_input_files("#load", tmp_path / "a.jsonl")
        page.wait_for_selector("text=1 new decisions of 1 loaded")
        assert page.locator("td[data-head='rows judged']", has_text="1 of 1").count() == 1
        page.click("text=Farmers killed")
        page.fill("#who", "BK")
        page.click("button.reject")
        page.keyboard.press("Enter")
        assert page.locator(".badge").inner_text() == "accepted by AD; rejected by BK"
        page.goto((desk[1].folder / "index.html").as_uri())
        both = saved(page, tmp_path)
    assert first == both[:1] and [one["who"] for one in both] == ["AD", "BK"]


def test_a_browser_that_keeps_nothing_says_so(browser: Browser, desk: Desk) -> None:
    blocked = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})"
    with browser.opened(desk[1].folder / "index.html") as opened:
        opened.page.context.add_init_script(blocked)
        opened.goto(page_of(desk, "plain"))
        assert opened.page.locator(".warning").count() == 1
        opened.page.fill("#who", "AD")
        opened.page.click("text=Accept row")
        assert opened.page.locator("#row-0.accepted").count() == 1
        asked = []
        opened.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        opened.goto(desk[1].folder / "index.html")
        assert asked == ["beforeunload"]
