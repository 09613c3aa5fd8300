"""What is looked at: chosen on any page, shared by all of them, and given up, in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest

from resting import asks, drawn, expect, narrow, quiet, still

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
LABELS = "() => window.__armsgraph.graphs.explore.nodes.get().map((node) => node.name)"
LINKS = "() => window.__armsgraph.graphs.explore.edges.length"
LEAVES_OUT = re.compile(r": showing .*?(\d+) of (\d+) links and (\d+) of (\d+) entities in all\.")


def told(page: Any) -> Any:
    return page.locator(".ag-told")


def panel(page: Any) -> Any:
    page.get_by_role("button", name=re.compile("^Show only")).click()
    expect(page.get_by_role("combobox", name="Relations")).to_be_visible()
    return page


def choose(page: Any, label: str, name: str) -> None:
    box = page.get_by_role("combobox", name=label, exact=True)
    box.focus()
    box.press_sequentially(name)
    # Enter takes the first of the list, which shows everything until what was typed has reached it.
    expect(page.locator("[role=listbox] [role=option]").first).to_have_text(name)
    box.press("Enter")


def test_classes_relations_and_days_are_chosen_on_one_page_and_hold_on_all(
    shipped_address: str, watched: Show
) -> None:
    page = panel(drawn(watched(shipped_address)))
    choose(page, "Classes", "incident")
    expect(told(page)).to_contain_text("Every claim counts, only the class incident: showing")
    choose(page, "Classes", "place")
    expect(told(page)).to_contain_text("only the classes incident and place")
    quiet(page)
    links, whole, entities, everybody = map(int, LEAVES_OUT.search(told(page).inner_text()).groups())
    assert 0 < links < whole and 0 < entities < everybody
    choose(page, "Relations", "location")
    expect(told(page)).to_contain_text("only links that say “location”")
    page.get_by_role("textbox", name="From").fill("2023-05")
    page.get_by_role("textbox", name="From").press("Enter")
    expect(told(page)).to_contain_text("only what was said from May 2023 on")
    expect(told(page)).to_contain_text(re.compile(r"\d+ statements without a date are left out\."))
    expect(page.get_by_role("button", name="Show only (3 set)")).to_be_visible()
    quiet(page)
    sentence = told(page).inner_text()
    address = unquote(page.url)
    assert {"only-kind=Incident", "only-kind=Place", "since=2023-05"} <= set(re.split("[?&]", address))
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Paths").click()
    expect(page.get_by_role("heading", name="What links two entities?")).to_be_visible()
    expect(told(page)).to_have_text(sentence)
    page.wait_for_url(re.compile("/paths.*since=2023-05"))
    other = drawn(watched(unquote(address)))
    expect(told(other)).to_have_text(re.compile("^Every claim counts, only the classes incident and place"))
    page.get_by_role("button", name="Show everything").click()
    expect(told(page)).to_have_text(re.compile(r"^Every claim counts: showing (\d+) of \1 links in all\.$"))
    page.wait_for_url(lambda url: "since" not in url)


def test_an_entry_of_the_legend_switches_its_class_off_and_on_again(
    shipped_address: str, watched: Show
) -> None:
    page = drawn(watched(f"{shipped_address}/?entity=incident/belgorod-raid"))
    before = page.evaluate(LINKS)
    entry = page.get_by_role("button", name=re.compile("^Weapon"))
    expect(entry).to_have_attribute("aria-pressed", "true")
    entry.click()
    expect(told(page)).to_contain_text("leaving out the class weapon")
    page.wait_for_function(f"({LINKS})() < {before}")
    expect(entry).to_have_attribute("aria-pressed", "false")
    asks(page, "no-kind=Weapon")
    entry.click()
    expect(told(page)).to_have_text(re.compile(r"^Every claim counts: showing"))
    page.wait_for_function(f"({LINKS})() === {before}")
    page.get_by_role("button", name=re.compile("^Disputed")).click()
    expect(told(page)).to_contain_text("Denied only, unconfirmed and undisputed links only: showing")
    asks(page, "standing=undisputed")


def test_where_nothing_is_left_each_condition_can_be_given_up(shipped_address: str, watched: Show) -> None:
    page = watched(f"{shipped_address}/?only-kind=Weapon&since=1990&until=1991&told=Moscow")
    expect(page.get_by_role("heading", name="Nothing is left to show.")).to_be_visible()
    expect(page.get_by_text("only the class weapon, only what was said from 1990 to 1991.")).to_be_visible()
    expect(page.locator(".ag-frame")).to_have_count(0)
    page.get_by_role("button", name=re.compile(r"^Show any date \(\d+ claims?\)$")).click()
    expect(told(page)).to_contain_text("As told by Moscow, only the class weapon: showing")
    expect(page.get_by_role("heading", name="Nothing is left to show.")).to_have_count(0)
    asks(page, "told=Moscow", never="since")


def test_what_an_address_may_not_ask_is_said_and_days_that_cannot_be_change_nothing(
    shipped_address: str, watched: Show
) -> None:
    query = "only-kind=Submarine&place=actor/vladimir-putin&since=2024&until=2023&only-relation=loves"
    page = drawn(watched(f"{shipped_address}/?{query}"))
    for said in (
        "No entity here is of a class called 'Submarine'",
        "is no place but of the class person",
        "'2024', lies after the last, '2023'",
        "No relation of the ontology is called 'loves'",
    ):
        expect(page.get_by_text(said)).to_be_visible()
    expect(told(page)).to_have_text(re.compile(r"^Every claim counts: showing"))
    panel(page)
    page.get_by_role("textbox", name="From").fill("soon")
    page.get_by_role("textbox", name="From").press("Enter")
    expect(page.get_by_text(re.compile("^'soon' is not a date"))).to_be_visible()
    asks(page, never="since=soon")


def test_a_link_of_the_menu_carries_what_is_asked_into_a_new_tab(shipped_address: str, watched: Show) -> None:
    page = drawn(watched(f"{shipped_address}/?told=Moscow&no-kind=Person&entity=actor/ukraine"))
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Paths").click(button="middle")
    other = opened.value
    expect(told(other)).to_contain_text("As told by Moscow, leaving out the class person:")
    asks(other, "/paths", never="entity")
    page.get_by_role("button", name="Data").click()
    link = page.get_by_role("menuitem", name="Export")
    link.hover()
    expect(page.locator('a[href*="/export?told=Moscow&no-kind=Person"]')).to_have_count(1)


def test_a_narrow_screen_has_a_menu_that_closes_and_all_filters_in_one_panel(
    shipped_address: str, watched: Show
) -> None:
    page = drawn(watched(shipped_address, width=390, height=844))
    page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("link", name="Paths").click()
    expect(page.get_by_role("heading", name="What links two entities?")).to_be_visible()
    expect(page.get_by_role("button", name="Menu", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Explore")).not_to_be_in_viewport()
    panel(page)
    choose(page, "Classes left out", "person")
    expect(told(page)).to_contain_text("leaving out the class person")
    narrow(page)


def test_the_bar_keeps_its_height_whatever_is_set(shipped_address: str, watched: Show) -> None:
    heights = []
    for query in ("", "?told=Moscow&without=Kyiv&asof=2024&origins=1&no-kind=Person"):
        page = drawn(watched(f"{shipped_address}/{query}"))
        heights.append(still(page, page.locator(".st-key-perspective-line").bounding_box)["height"])
    assert heights[0] == heights[1]
