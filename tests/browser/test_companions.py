"""The timeline and the matrix below the picture: drawn, clicked, brushed, and linked with the page around."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from resting import expect, narrow, poor_words, quiet, still

pytestmark = pytest.mark.browser

Show = Callable[..., Any]


def chart(page: Any) -> Any:
    return page.get_by_test_id("stVegaLiteChart")


def drawn(page: Any) -> Any:
    expect(chart(page).locator("[aria-roledescription=point]").first).to_be_attached()
    return chart(page)


def asked(page: Any, name: str) -> str:
    quiet(page)
    return unquote(parse_qs(urlsplit(page.url).query).get(name, [""])[0])


def brush(page: Any, start: float, end: float) -> None:
    """Drag across the chart, from one share of its width to another."""
    chart(page).scroll_into_view_if_needed()
    box = still(page, chart(page).bounding_box)
    across = box["y"] + 12
    page.mouse.move(box["x"] + box["width"] * start, across)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * (start + end) / 2, across, steps=4)
    page.mouse.move(box["x"] + box["width"] * end, across, steps=4)
    page.mouse.up()


def test_a_mark_of_the_timeline_selects_in_the_picture_and_what_is_selected_stands_out(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/?beside=timeline")
    expect(drawn(page)).to_have_attribute("aria-label", re.compile(r"^Timeline with \d+ dates\."))
    expect(
        page.get_by_text(re.compile(r"^Of this picture \d+ dates? of incidents and \d+ claims have"))
    ).to_be_visible()
    mark = chart(page).locator("[aria-roledescription=point][aria-label^='Took place 24 May 2023']")
    before = mark.get_attribute("stroke-width")
    mark.click()
    heading = page.locator(".st-key-explore-panel").get_by_role(
        "heading", name="News conference of the raiders"
    )
    expect(heading.first).to_be_visible()
    expect(mark).not_to_have_attribute("stroke-width", before)
    assert asked(page, "selected") == "incident/raiders-news-conference"


def test_a_brush_looks_at_some_days_only_and_any_date_gives_all_back(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/?beside=timeline&when=published")
    drawn(page)
    expect(page.get_by_role("button", name="Any date")).to_have_count(0)
    brush(page, 0.4, 0.7)
    expect(page.get_by_role("button", name="Any date")).to_be_visible()
    faint = page.get_by_text(re.compile(r"\d+ dates lie outside what you look at and are drawn faint\."))
    expect(faint).to_be_visible()
    expect(
        page.get_by_text(re.compile(r"only what was published from .* 202\d to .* 202\d: showing"))
    ).to_be_visible()
    assert asked(page, "since") < asked(page, "until")
    assert asked(page, "when") == "published"
    page.get_by_role("button", name="Any date").click()
    expect(faint).to_have_count(0)
    expect(page.get_by_role("button", name="Any date")).to_have_count(0)
    assert asked(page, "since") == asked(page, "until") == ""


def test_the_timeline_can_be_used_without_its_chart(shipped_address: str, watched: Show) -> None:
    page = watched(f"{shipped_address}/?beside=timeline&since=2024&when=published")
    drawn(page)
    expect(
        page.get_by_text("Only what was published on or after 1 January 2024 is looked at")
    ).to_be_visible()
    page.get_by_role("radio", name="was said").click()
    expect(page.get_by_text("Only what was said on or after 1 January 2024 is looked at")).to_be_visible()
    page.get_by_role("button", name="Any date").click()
    expect(page.get_by_text("is looked at; a statement stays")).to_have_count(0)
    page.get_by_text(re.compile(r"^The \d+ dates as a list$")).click()
    entry = page.locator(".st-key-companion-timeline").get_by_role(
        "button", name="was carried out by Freedom of Russia Legion"
    )
    entry.first.click()
    page.wait_for_url(re.compile("selected=proposition"))


def test_a_cell_of_the_matrix_tells_its_claims_and_selects_what_they_are_about(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/?beside=matrix")
    cell = page.get_by_role("button", name=re.compile("^United States Department of Defense about Ukraine: "))
    expect(cell).to_contain_text(re.compile(r"^\d+\d denies$"))
    cell.click()
    told = page.locator(".st-key-matrix-cell")
    expect(
        told.get_by_role("heading", name="United States Department of Defense about Ukraine")
    ).to_be_visible()
    expect(told.locator(".ag-claim.ag-denies")).to_have_count(1)
    expect(page.locator("th.ag-chosen", has_text="Ukraine")).to_have_attribute("scope", "col")
    assert asked(page, "selected") == "actor/ukraine"
    quiet(page)
    again = watched(page.url)
    expect(again.locator(".st-key-matrix-cell .ag-claim.ag-denies")).to_have_count(1)
    again.get_by_role("radio", name="who speaks").click()
    expect(again.get_by_role("row", name=re.compile("^Patrick Ryder"))).to_be_visible()
    expect(again.locator(".st-key-matrix-cell")).to_have_count(0)


@pytest.mark.parametrize("beside", ["timeline", "matrix"])
def test_in_the_dark_and_on_a_narrow_screen_it_can_be_read_and_scrolls_inside_itself(
    shipped_address: str, watched: Show, beside: str
) -> None:
    page = watched(f"{shipped_address}/?beside={beside}", width=390, height=844, scheme="dark")
    place = page.locator(f".st-key-companion-{beside}")
    # Named one by one: the folded list of claims below brings signs and tables of its own, when it likes.
    shown = {"timeline": "[data-testid=stVegaLiteChart] svg", "matrix": "table.ag-matrix"}[beside]
    expect(place.locator(shown)).to_be_visible()
    if beside == "matrix":
        frame = page.get_by_role("region", name=re.compile("^Who says what about whom"))
        assert frame.evaluate("one => one.scrollWidth > one.clientWidth")
        frame.evaluate("one => { one.scrollLeft = 300 }")
        name = frame.locator("tbody th").first
        held, edge = still(page, lambda: [one.bounding_box()["x"] for one in (name, frame)])
        assert abs(held - edge) < 3
    narrow(page)
    assert poor_words(page, "dark", place.inner_text()) == []


def test_names_that_try_to_be_script_are_text(address: str, watched: Show) -> None:
    page = watched(f"{address}/?beside=matrix&entity=actor/script")
    name = page.locator(".ag-matrix").get_by_text("<script>window.pwned=1</script>")
    expect(name.first).to_be_visible()
    page.goto(f"{address}/?beside=timeline&entity=actor/script")
    drawn(page)
    assert page.evaluate("() => window.pwned") is None


def test_what_nobody_says_is_a_sentence_and_the_days_beyond_stay_in_sight(
    shipped_address: str, watched: Show
) -> None:
    elsewhere = "entity=Hungary&since=2021&until=2021&when=said"
    page = watched(f"{shipped_address}/?beside=matrix&{elsewhere}")
    nothing = page.get_by_text("Nobody who counts says anything about what is in this picture.")
    expect(nothing).to_be_visible()
    page.goto(f"{shipped_address}/?beside=timeline&{elsewhere}")
    drawn(page)
    expect(page.get_by_text(re.compile("lie outside what you look at"))).to_be_visible()
