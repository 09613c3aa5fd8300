"""The page of two tellings: chosen, swapped, read, drawn in four kinds of line, reproduced from its URL."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from resting import asks, drawn, expect, narrow, quiet, still

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
EDGES = """() => window.__armsgraph.graphs.tellings.edges.get().map((edge) => ({
  id: edge.id, side: edge.status, dashes: String(edge.dashes), width: edge.width, label: edge.caption }))"""
MIDDLE = """(id) => {
  const drawing = window.__armsgraph.graphs.tellings;
  const box = drawing.canvas.getBoundingClientRect();
  const { from, to } = drawing.edges.get(id);
  const [a, b] = [from, to].map((one) => drawing.network.canvasToDOM(drawing.network.getPosition(one)));
  return { x: box.x + 0.6 * a.x + 0.4 * b.x, y: box.y + 0.6 * a.y + 0.4 * b.y };
}"""


def washington_and_moscow(address: str, watched: Show, **screen: Any) -> Any:
    return drawn(watched(f"{address}/tellings?one=Washington&other=Moscow", **screen))


def test_the_page_begins_with_two_sides_that_the_data_names(shipped_address: str, watched: Show) -> None:
    page = drawn(watched(f"{shipped_address}/tellings"))
    expect(page.get_by_role("heading", name="Kyiv and Moscow, side by side")).to_be_visible()
    expect(
        page.get_by_text(re.compile(r"^Kyiv and Moscow oppose each other on .*; both tell "))
    ).to_be_visible()


def test_the_drawing_has_a_line_for_each_side_and_a_legend_that_says_it_in_words(
    shipped_address: str, watched: Show
) -> None:
    page = washington_and_moscow(shipped_address, watched)
    edges = page.evaluate(EDGES)
    looks = {edge["side"]: (edge["dashes"], edge["width"]) for edge in edges}
    assert set(looks) == {"opposed", "both", "only one", "only other"}
    assert len(set(looks.values())) == 4
    assert all(edge["label"].endswith(")") for edge in edges)
    legend = page.get_by_role("list", name="How to read the lines")
    for words in ("Opposed", "Both", "Only Washington", "Only Moscow"):
        expect(legend.get_by_text(words, exact=True)).to_be_visible()


def test_what_they_oppose_each_other_on_comes_first_and_opens_to_the_claims_of_both(
    shipped_address: str, watched: Show
) -> None:
    page = washington_and_moscow(shipped_address, watched)
    row = page.locator(".ag-rows > details").first
    expect(row).to_contain_text("Washington asserts it, Moscow denies it")
    row.locator(":scope > summary").click()
    sides = row.locator(".ag-side")
    expect(sides.nth(0)).to_contain_text("As told by Washington")
    expect(sides.nth(1)).to_contain_text("As told by Moscow")
    expect(sides.nth(1).locator(".ag-fold")).not_to_have_count(0)
    page.get_by_text(re.compile(r"^Told by Moscow only \(\d+\)$")).click()
    expect(page.get_by_text("Washington says nothing of it, Moscow").first).to_be_visible()


def test_a_click_on_a_link_shows_the_claims_of_both_and_the_url_gives_the_page_again(
    shipped_address: str, watched: Show
) -> None:
    page = washington_and_moscow(shipped_address, watched)
    opposed = next(edge["id"] for edge in page.evaluate(EDGES) if edge["side"] == "opposed")
    page.mouse.click(**still(page, lambda: page.evaluate(MIDDLE, opposed)))
    heading = "Russia plans Russian invasion expected for January 2022"
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    asks(page, "selected=proposition/")
    quiet(page)
    again = drawn(watched(page.url))
    expect(again.get_by_role("heading", name="Washington and Moscow, side by side")).to_be_visible()
    expect(again.get_by_role("heading", name=heading)).to_be_visible()
    again.get_by_role("button", name="Contradictions").click()
    expect(
        again.get_by_role("heading", name="Where the sources contradict each other about Russia")
    ).to_be_visible()


def test_the_two_are_swapped_by_a_button(shipped_address: str, watched: Show) -> None:
    page = washington_and_moscow(shipped_address, watched)
    page.get_by_role("button", name="Swap").click()
    expect(page.get_by_role("heading", name="Moscow and Washington, side by side")).to_be_visible()
    asks(page, "one=Moscow&other=Washington")


def test_a_telling_is_chosen_with_the_keyboard(shipped_address: str, watched: Show) -> None:
    page = washington_and_moscow(shipped_address, watched)
    quiet(page)
    box = page.get_by_role("combobox", name="The other telling")
    box.focus()
    box.press_sequentially("The militias")
    expect(page.locator("[role=listbox] [role=option]").first).to_have_text("The militias")
    box.press("Enter")
    expect(page.get_by_role("heading", name="Washington and The militias, side by side")).to_be_visible()


def test_other_conditions_hold_for_both_but_not_who_tells(shipped_address: str, watched: Show) -> None:
    page = washington_and_moscow(shipped_address, watched)
    said = page.get_by_text(re.compile("^Washington and Moscow oppose each other on .*; only Moscow tells "))
    whole = said.inner_text()
    page.goto(f"{shipped_address}/tellings?one=Washington&other=Moscow&told=Kyiv")
    expect(page.get_by_text("does not narrow these two")).to_be_visible()
    expect(said).to_have_text(whole)
    page.goto(f"{shipped_address}/tellings?one=Washington&other=Moscow&asof=2022-01-01")
    expect(page.get_by_text(re.compile(r"^Told by Washington only \(\d\)$"))).to_be_visible()
    expect(said).not_to_have_text(whole)


def test_the_same_telling_twice_and_one_without_claims_are_told_in_a_sentence(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/tellings?one=Moscow&other=Moscow")
    expect(page.get_by_text("Both tellings are the same. Choose two different ones.")).to_be_visible()
    page.goto(f"{shipped_address}/tellings?one=Moscow&other=Washington&asof=2001")
    expect(page.get_by_text("Neither Moscow nor Washington tells anything.")).to_be_visible()
    page.goto(f"{shipped_address}/tellings?one=nobody-at-all&other=Washington")
    expect(page.get_by_text("No entity is called").first).to_be_visible()
    expect(page.get_by_text("Choose two tellings.")).to_be_visible()


def test_on_a_narrow_screen_the_drawing_lies_below_and_nothing_sticks_out(
    shipped_address: str, watched: Show
) -> None:
    page = washington_and_moscow(shipped_address, watched, width=390, height=844)
    boxes = [page.locator(".ag-canvas"), page.locator(".ag-rows").first]
    picture, listed = still(page, lambda: [one.bounding_box() for one in boxes])
    assert picture["y"] > listed["y"] + listed["height"]
    narrow(page)


def test_names_that_try_to_be_script_are_shown_as_text(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/tellings?one=actor/script&other=actor/daily-post"))
    expect(page.get_by_role("heading", name="<script>window.pwned=1</script> and Daily Post")).to_be_visible()
    legend = page.get_by_role("list", name="How to read the lines")
    expect(legend.get_by_text("Only <script>window.pwned=1</script>", exact=True)).to_be_visible()
    page.get_by_text("Told by <script>window.pwned=1</script> only").click()
    row = page.locator(".ag-rows summary").filter(visible=True).first
    expect(row).to_contain_text("<script>window.pwned=1</script> leads [x](javascript:window.pwned=4)")
    quiet(page)
    assert page.evaluate("() => window.pwned") is None
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.locator("[data-testid=stMain] img, [data-testid=stMain] .katex").count() == 0
