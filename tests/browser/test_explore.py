"""A picture grown by hand: added to, expanded by choice, tidied, undone, with paths found in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from resting import asks, drawn, expect, quiet, still

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
NAMES = """() => [...window.__armsgraph.graphs.explore.nodes.get()].filter((one) => !one.hidden)
  .map((one) => one.id.split("/id/")[1]).sort()"""
START = ["actor/grey-column", "incident/raid", "place/southfield", "weapon/kestrel"]


def holds(page: Any, *names: str) -> None:
    """Wait until the picture holds exactly `names`."""
    page.wait_for_function(
        f"(wanted) => window.__armsgraph?.graphs?.explore && ({NAMES})().join() === wanted",
        arg=",".join(sorted(names)),
    )


def search(page: Any, text: str) -> None:
    box = page.get_by_role("textbox", name="Search actors")
    box.fill(text)
    box.press("Enter")


def choose(page: Any, label: str) -> None:
    """Select something in the picture without the canvas."""
    page.get_by_role("combobox", name="Entity or link in the picture").select_option(label=label)
    expect(page.get_by_role("heading", name=label, exact=True)).to_be_visible()


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_picture_is_grown_and_tidied_with_buttons_alone_and_its_address_gives_it_again(
    address: str, watched: Show
) -> None:
    page = drawn(watched(f"{address}/?entity=incident/raid"))
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_disabled()
    search(page, "Ivan Petrov")
    page.get_by_role("button", name="Add Ivan Petrov (person)").click()
    holds(page, *START, "actor/ivan-petrov")
    choose(page, "Kestrel armoured car")
    press(page, "Choose which")
    page.get_by_role("button", name=re.compile(r"^made in \(1\)")).click()
    press(page, "Add 1 neighbour")
    holds(page, *START, "actor/ivan-petrov", "actor/northland")
    page.keyboard.press("Escape")
    choose(page, "Southfield")
    press(page, "Hide")
    kept = [name for name in START if name != "place/southfield"]
    holds(page, *kept, "actor/ivan-petrov", "actor/northland")
    expect(page.get_by_text("1 hidden by hand.")).to_be_visible()
    asks(page, "add=actor/ivan-petrov", "expanded=weapon/kestrel|ag:madeIn", "hide=place/southfield")
    quiet(page)
    holds(drawn(watched(page.url)), *kept, "actor/ivan-petrov", "actor/northland")
    press(page, "Show what is hidden (1)")
    holds(page, *START, "actor/ivan-petrov", "actor/northland")
    choose(page, "Kestrel armoured car")
    press(page, "Collapse")
    holds(page, *START, "actor/ivan-petrov")


def test_steps_are_undone_and_done_again_in_their_order(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/?entity=incident/raid"))
    choose(page, "Southfield")
    press(page, "Hide")
    smaller = [name for name in START if name != "place/southfield"]
    holds(page, *smaller)
    choose(page, "Kestrel armoured car")
    press(page, "Add its neighbours (2 more)")
    holds(page, *smaller, "actor/northland", "incident/alleged-transfer")
    press(page, "Undo")
    holds(page, *smaller)
    press(page, "Undo")
    holds(page, *START)
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_disabled()
    expect(page.get_by_role("heading", name="Kestrel armoured car", exact=True)).to_be_visible()
    press(page, "Redo")
    holds(page, *smaller)
    press(page, "Redo")
    holds(page, *smaller, "actor/northland", "incident/alleged-transfer")
    expect(page.get_by_role("button", name="Redo", exact=True)).to_be_disabled()


def test_the_paths_among_marked_entities_are_added_and_pairs_without_one_are_named(
    address: str, watched: Show
) -> None:
    page = drawn(watched(f"{address}/?entity=place/southfield&mark=place/southfield&hide=incident/raid"))
    holds(page, "place/southfield")
    search(page, "Ivan Petrov")
    page.get_by_role("button", name="Add Ivan Petrov (person)").click()
    expect(page.get_by_role("heading", name="Ivan Petrov", exact=True)).to_be_visible()
    press(page, "Select also")
    expect(page.get_by_text("2 selected: Southfield, Ivan Petrov")).to_be_visible()
    press(page, "Find the paths among them")
    holds(page, "actor/grey-column", "actor/ivan-petrov", "incident/raid", "place/southfield")
    expect(page.get_by_text("2 entities were added")).to_be_visible()
    expect(page.get_by_text("2 selected: Southfield, Ivan Petrov")).to_be_visible()
    quiet(page)
    holds(
        drawn(watched(page.url)),
        "actor/grey-column",
        "actor/ivan-petrov",
        "incident/raid",
        "place/southfield",
    )
    alone = drawn(watched(f"{address}/?entity=place/southfield&mark=place/southfield&mark=actor/script"))
    press(alone, "Find the paths among them")
    expect(alone.get_by_text(re.compile("^No path of up to 6 hops links Southfield and"))).to_be_visible()


def test_a_row_of_a_card_opens_both_sides_of_its_link_and_leads_on_without_a_reload(
    address: str, watched: Show
) -> None:
    page = drawn(watched(f"{address}/?entity=incident/raid"))
    page.evaluate("() => { window.__sameDocument = true; }")
    card = page.locator(".ag-entity")
    card.get_by_role("button", name="Kestrel armoured car").click()
    statement = page.locator(".ag-statement")
    expect(
        statement.get_by_role("heading", name=re.compile("asserts it|denies or doubts it")).first
    ).to_be_visible()
    expect(statement.get_by_text("Line 3, at “Hale”", exact=False)).to_be_visible()
    statement.get_by_role("button", name="asserted and left open").click()
    expect(
        page.get_by_role("heading", name=re.compile("^Where the sources contradict each other"))
    ).to_be_visible()
    assert page.evaluate("() => window.__sameDocument") is True


def test_the_table_below_the_picture_reads_what_a_row_is_about(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/?entity=incident/raid"))
    page.get_by_role("radio", name="Table").click()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    asks(page, "beside=table")
    boxes = [page.get_by_test_id("stDataFrame"), page.locator(".ag-canvas")]
    table, canvas = still(page, lambda: [one.bounding_box() for one in boxes])
    assert canvas["y"] + canvas["height"] < table["y"]
    assert table["y"] + table["height"] <= 900, "the picture and its table fit on one screen"
    page.mouse.click(table["x"] + 12, table["y"] + 50)
    expect(page.locator(".ag-statement")).to_be_visible()


def test_hints_come_one_at_a_time_and_again_when_asked_for(address: str, watched: Show) -> None:
    page = drawn(watched(address))
    expect(page.get_by_role("note")).to_have_text(re.compile("^Hint 1 of 3"))
    press(page, "Next hint")
    expect(page.get_by_role("note")).to_have_text(re.compile("^Hint 2 of 3"))
    press(page, "No more hints")
    expect(page.get_by_role("note")).to_have_count(0)
    press(page, "Help")
    press(page, "Show the hints again")
    expect(page.get_by_role("note")).to_have_text(re.compile("^Hint 1 of 3"))
