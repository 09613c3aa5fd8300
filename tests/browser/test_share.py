"""Handing a view on: its address, a saved view that opens again, a page and a drawing for others."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from graph.ui.viewfile import SUFFIX
from resting import asks, expect

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
VIEW = "entity=weapon/kestrel&depth=2&hide=actor/anna-hale&pin=weapon/kestrel|140|-60&standing=undisputed"


def share(page: Any) -> Any:
    """Open the popover and return it."""
    page.get_by_role("button", name="Share", exact=True).click()
    body = page.get_by_test_id("stPopoverBody")
    expect(body.get_by_role("button", name="Save this view")).to_be_visible()
    return body


def download(page: Any, button: Any) -> Path:
    with page.expect_download() as taken:
        button.click()
    return Path(taken.value.path())


def test_a_saved_view_opens_again_with_page_state_and_perspective(
    address: str, watched: Show, tmp_path: Path
) -> None:
    page = watched(f"{address}/?{VIEW}")
    shown = share(page)
    for part in VIEW.split("&"):
        expect(shown.get_by_test_id("stCode")).to_contain_text(part)
    saved = tmp_path / f"kestrel{SUFFIX}"
    saved.write_bytes(download(page, shown.get_by_role("button", name="Save this view")).read_bytes())
    assert json.loads(saved.read_text())["page"] == "explore"

    other = watched(f"{address}/export")
    other.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(saved)
    expect(other.get_by_role("heading", name="What surrounds Kestrel armoured car")).to_be_visible()
    asks(other, *VIEW.split("&"))


def test_a_saved_view_that_was_edited_by_hand_is_judged_before_anything_changes(
    address: str, watched: Show, tmp_path: Path
) -> None:
    page = watched(f"{address}/export")
    box = page.get_by_test_id("stFileUploaderDropzoneInput")

    def put(held: object) -> None:
        file = tmp_path / f"{len(list(tmp_path.iterdir()))}{SUFFIX}"
        file.write_text(held if isinstance(held, str) else json.dumps(held), encoding="utf-8")
        box.set_input_files(file)

    whole = {"format": "armsgraph-view", "version": 1, "page": "explore", "query": {}}
    for held, words in (
        ("{", "The file is not JSON"),
        ({**whole, "version": 7}, "version 7 of saved views; this armsgraph reads up to version 1"),
        ({**whole, "page": "<img src=x>"}, '"page" is "<img src=x>"; it takes one of explore'),
    ):
        put(held)
        expect(page.get_by_test_id("stAlert")).to_contain_text(words)
        expect(page.get_by_role("button", name="Open it")).to_have_count(0)
    query = {"entity": ["weapon/kestrel"], "depth": ["99"], "hide": ["actor/gone"], "add": "x"}
    put({**whole, "query": query, "colour": "red"})
    expect(page.get_by_text('"colour" is no part of a saved view.')).to_be_visible()
    expect(page.get_by_text('"query.add" is "x"; it takes a list of texts.')).to_be_visible()
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("heading", name="What surrounds Kestrel armoured car")).to_be_visible()
    for words in ("The saved view asks for depth = '99'", "The saved view asks for hide = 'actor/gone'"):
        expect(page.get_by_test_id("stAlert").filter(has_text=words)).to_be_visible()


def test_a_colleague_gets_a_page_that_asks_for_nothing_and_a_drawing(
    address: str, watched: Show, chromium: Any, tmp_path: Path
) -> None:
    page = watched(f"{address}/?entity=actor/markdown&depth=2")
    shown = share(page)
    expect(shown.get_by_text("Everybody who opens the page can read the evidence.")).to_be_visible()
    html = tmp_path / "view.html"
    html.write_bytes(
        download(page, shown.get_by_role("button", name="one page for any browser")).read_bytes()
    )
    svg = download(page, shown.get_by_role("button", name="drawing as SVG")).read_bytes()
    names = [each.text or "" for each in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    assert any("window.pwned" in name or "<script>" in name for name in names)

    wrong: list[str] = []
    other = chromium.new_page(viewport={"width": 390, "height": 844})
    other.on("pageerror", lambda error: wrong.append(str(error)))
    other.on("console", lambda message: wrong.append(message.text))
    other.on("request", lambda asked: None if asked.url == html.as_uri() else wrong.append(asked.url))
    other.goto(html.as_uri())
    expect(other.locator("#drawing .node")).to_have_count(
        int(re.findall(r"(\d+) entit", other.inner_text("p"))[0])
    )
    other.get_by_label("Entity or link").select_option(index=1)
    expect(other.locator("#evidence h2")).not_to_have_text("Evidence")
    assert other.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert other.evaluate("() => window.pwned") is None
    assert other.locator("a:not([href^='http'])").count() == 0
    assert wrong == []
    other.close()
