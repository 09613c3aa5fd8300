"""The page that takes sources out: by a click on who bears most, or by choice; what falls, and the paths."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from resting import asks, expect, narrow, quiet, still

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
FALLS = re.compile(r"^Without The Washington Post [\d,]+ of [\d,]+ claims fall, and with them ")


def click_row(page: Any, number: int) -> None:
    """Click a row of the table of who bears most, the first being 1."""
    table = page.get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    box = still(page, table.bounding_box)
    page.mouse.click(box["x"] + 250, box["y"] + 35 * number + 17)


def test_a_click_on_a_row_of_who_bears_most_takes_that_source_out(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/what-if", height=1400)
    expect(page.get_by_role("heading", name="What if a source is wrong?")).to_be_visible()
    expect(page.get_by_text(re.compile(r"^20 of \d+ sources, by what falls"))).to_be_visible()
    click_row(page, 1)
    expect(page.get_by_role("heading", name="What if The Washington Post is wrong?")).to_be_visible()
    expect(page.get_by_text(FALLS)).to_be_visible()
    asks(page, "out=actor/washington-post")
    click_row(page, 3)
    expect(page.get_by_role("heading", name="What if these sources are wrong?")).to_be_visible()


def test_what_falls_is_listed_with_the_claims_that_fall(shipped_address: str, watched: Show) -> None:
    page = watched(f"{shipped_address}/what-if?out=The+Washington+Post")
    page.get_by_text(re.compile(r"^Links that fall \(\d+\)$")).click()
    row = page.locator(".ag-rows > details").first
    row.locator(":scope > summary").click()
    expect(row.locator(".ag-fold").first).to_be_visible()
    page.get_by_text(re.compile(r"^What stands otherwise \(\d+\)$")).click()
    turn = page.locator(".ag-turn").filter(visible=True).first
    expect(turn).to_contain_text("→")
    page.get_by_text(re.compile(r"^Entities that fall silent \(\d+\)$")).click()
    expect(page.get_by_text("pairs of entities that links joined").first).to_be_visible()


def test_sources_are_taken_out_with_the_keyboard_and_the_url_gives_the_page_again(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/what-if")
    box = page.get_by_role("combobox", name="Take out")
    box.focus()
    box.press_sequentially("Unnamed sources")
    expect(page.locator("[role=listbox] [role=option]").first).to_have_text("Unnamed sources")
    box.press("Enter")
    box.press("Escape")
    expect(page.get_by_role("heading", name="What if every unnamed source is wrong?")).to_be_visible()
    asks(page, "out=unnamed+sources")
    quiet(page)
    again = watched(page.url)
    expect(again.get_by_text(re.compile(r"^Without unnamed sources \d+ of \d+ claims fall"))).to_be_visible()


def test_paths_before_and_after_stand_beside_each_other(shipped_address: str, watched: Show) -> None:
    page = watched(
        f"{shipped_address}/what-if?out=The+Washington+Post&from=Russian+Volunteer+Corps&to=Pentagon"
    )
    expect(
        page.get_by_text(re.compile(r"^Of the 5 best paths from Russian Volunteer Corps to"))
    ).to_be_visible()
    before, after = (page.locator(".ag-ways").nth(place) for place in (0, 1))
    expect(before.locator(".ag-falls").first).to_contain_text("falls")
    expect(after.locator("li").first).to_be_visible()
    expect(after.locator(".ag-falls")).to_have_count(0)
    left, right = still(page, lambda: [one.bounding_box() for one in (before, after)])
    assert left["x"] + left["width"] <= right["x"]


def test_whoever_a_connection_hangs_on_is_listed_and_taken_out_by_a_click(
    address: str, watched: Show
) -> None:
    page = watched(f"{address}/what-if?from=Grey+Column&to=Southfield")
    expect(page.get_by_role("heading", name="On whom this connection hangs")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Without Ivan Petrov ")).click()
    expect(page.get_by_role("heading", name="What if Ivan Petrov is wrong?")).to_be_visible()
    expect(page.get_by_text("No path is left.", exact=True)).to_be_visible()


def test_where_no_path_is_left_it_says_what_would_open_one(address: str, watched: Show) -> None:
    page = watched(f"{address}/what-if?out=Ivan+Petrov&from=Grey+Column&to=Southfield")
    expect(page.get_by_text("No path is left.", exact=True)).to_be_visible()
    expect(page.get_by_text("Letting Ivan Petrov count again opens a path of 2 hops.")).to_be_visible()


def test_a_source_that_bears_nothing_and_one_that_is_unknown_are_told_in_a_sentence(
    address: str, watched: Show
) -> None:
    page = watched(f"{address}/what-if?out=White+Fox")
    expect(page.get_by_text(re.compile(r"^Without .* nothing changes|^Without .* fall"))).to_be_visible()
    page.goto(f"{address}/what-if?out=nobody-at-all&from=Northland&to=Northland")
    expect(page.get_by_text("No source is called").first).to_be_visible()
    page.goto(f"{address}/what-if?out=Daily+Post&from=Northland&to=Northland")
    expect(page.get_by_text("A path needs two different entities").first).to_be_visible()
    expect(page.locator(".stException")).to_have_count(0)


def test_it_is_taken_out_of_the_telling_that_is_chosen(shipped_address: str, watched: Show) -> None:
    page = watched(f"{shipped_address}/what-if?out=The+Washington+Post&told=Kyiv")
    said = page.get_by_text(re.compile(r"^Without The Washington Post \d+ of (\d+) claims"))
    expect(said).to_be_visible()
    of_kyiv = int(re.search(r"of (\d+) claims", said.inner_text()).group(1))
    assert of_kyiv < 100


def test_on_a_narrow_screen_nothing_sticks_out(shipped_address: str, watched: Show) -> None:
    page = watched(f"{shipped_address}/what-if?out=TASS&from=RVC&to=Pentagon", width=390, height=844)
    quiet(page)
    narrow(page)


def test_names_that_try_to_be_script_are_shown_as_text(address: str, watched: Show) -> None:
    page = watched(f"{address}/what-if?out=actor/script&from=actor/script&to=actor/right-to-left")
    expect(
        page.get_by_role("heading", name="What if <script>window.pwned=1</script> is wrong?")
    ).to_be_visible()
    page.get_by_text(re.compile(r"^Links that fall")).click()
    row = page.locator(".ag-rows summary").first
    expect(row).to_contain_text("<script>window.pwned=1</script> leads [x](javascript:window.pwned=4)")
    row.click()
    quiet(page)
    assert page.evaluate("() => window.pwned") is None
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.locator("[data-testid=stMain] img, [data-testid=stMain] .katex").count() == 0
