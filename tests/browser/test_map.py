"""The map below the picture, in a real Chromium: places chosen, incidents read, moved and zoomed."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from resting import asks, expect, narrow, poor_words, quiet, still

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
REGION, POST = "place/belgorod-region", "place/belgorod-border-station"


def beside(page: Any) -> Any:
    return page.locator(".st-key-companion-map")


def sign(page: Any, name: str) -> Any:
    return beside(page).locator(".ag-sign").filter(has_text=name)


def drawn(page: Any) -> Any:
    expect(sign(page, "Belgorod Region")).to_be_visible()
    expect(beside(page).locator(".ag-land")).to_have_count(1)
    return beside(page)


def chooses(page: Any, *places: str) -> None:
    """See that all pages look at `places` only, that this is said, and that the map still shows the rest."""
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("place", []) == [*places])
    said = beside(page).get_by_text(re.compile("^Only what took place in"))
    head = page.get_by_text(re.compile(r"only in .*: showing \d+ of \d+ links"))
    expect(said).to_have_count(1 if places else 0)
    expect(head).to_have_count(1 if places else 0)
    expect(beside(page).locator(".ag-sign")).to_have_count(2)
    quiet(page)


def test_a_place_is_chosen_by_its_sign_the_box_and_the_table_and_an_incident_is_read(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/?beside=map")
    place = drawn(page)
    expect(place.get_by_text("3 places and 2 incidents of this picture are on the map.")).to_be_visible()
    region, card = sign(page, "Belgorod Region"), place.locator(".ag-map-card")
    expect(region).to_have_accessible_name(
        "Belgorod Region and 1 more: known to the region, within 210 km; 1 incident"
    )
    expect(region).to_have_class("ag-sign ag-region")
    expect(sign(page, "(in Ukraine)")).to_have_class("ag-sign ag-country")
    region.focus()
    page.keyboard.press("Enter")
    chooses(page, REGION, POST)
    expect(region).to_have_class("ag-sign ag-region ag-chosen")
    card.get_by_role("button", name="Look at all places").click()
    chooses(page)
    expect(card).to_be_hidden()
    region.click()
    chooses(page, REGION, POST)
    card.get_by_role("button", name="Belgorod raid of May 2023").click()
    page.wait_for_url(re.compile("selected=incident(/|%2F)belgorod-raid"))
    panel = page.locator(".st-key-explore-panel")
    expect(panel.get_by_role("heading", name="Belgorod raid of May 2023").first).to_be_visible()
    expect(page.get_by_role("combobox", name="Entity or link in the picture")).to_have_value(
        re.compile("belgorod-raid$")
    )
    place.get_by_role("button", name="Look at all places").first.click()
    chooses(page)
    expect(region).to_have_class("ag-sign ag-region ag-chosen")
    box = place.get_by_role("combobox", name="Look only at what took place in")
    option = page.locator("[role=option]", has_text="Border post in Belgorod Region")
    for _ in range(5):  # The list closes whenever the page still moves beneath it.
        box.fill("")
        box.press_sequentially("Border post")
        with suppress(PlaywrightTimeoutError):
            option.click(timeout=3_000)
            break
    chooses(page, POST)
    place.get_by_text("The places as a table").click()
    place.get_by_role("button", name="Look only at Belgorod Region").click()
    chooses(page, REGION)
    place.locator(".ag-places tbody").get_by_role("button", name="Read about Belgorod raid of").first.click()
    place.get_by_role("button", name="Look only at Belgorod Region").click()
    chooses(page)


def test_the_map_is_moved_and_zoomed_by_hand_wheel_and_key_and_stays_so(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/?beside=map")
    place = drawn(page)
    svg, ground = place.locator(".ag-map svg"), place.locator(".ag-ground")
    svg.scroll_into_view_if_needed()
    seen: list[str] = [still(page, lambda: ground.get_attribute("transform"))]

    def moved() -> None:
        expect(ground).not_to_have_attribute("transform", seen[-1])
        seen.append(still(page, lambda: ground.get_attribute("transform")))

    def wide() -> float:
        return float(sign(page, "Belgorod Region").locator(".ag-ring").get_attribute("r"))

    box = still(page, svg.bounding_box)
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.85
    fitted = wide()
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] - 80, middle[1] - 50, steps=4)
    page.mouse.up()
    moved()
    asks(page, never="place=")
    place.get_by_role("button", name="Zoom in").click()
    moved()
    assert wide() == pytest.approx(fitted * 1.6, rel=0.01)
    place.get_by_role("button", name="Zoom out").click()
    moved()
    page.mouse.move(*middle)
    page.mouse.wheel(0, 1)
    svg.focus()
    assert still(page, lambda: ground.get_attribute("transform")) == seen[-1]
    page.mouse.wheel(0, -100)
    moved()
    assert wide() == pytest.approx(fitted * 1.25, rel=0.01)
    for key in ("ArrowLeft", "ArrowDown", "+", "-"):
        page.keyboard.press(key)
        moved()
    kept = seen[-1]
    sign(page, "(in Ukraine)").focus()
    page.keyboard.press(" ")
    chooses(page, "place/northern-ukraine-border")
    expect(ground).to_have_attribute("transform", kept)
    place.get_by_role("button", name="Show all").click()
    expect(ground).to_have_attribute("transform", seen[0])


def test_the_map_is_used_on_a_narrow_dark_screen_and_says_where_nothing_has_a_place(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/?beside=map&place={REGION}", width=390, height=844, scheme="dark")
    place = drawn(page)
    expect(place.locator(".ag-map")).to_have_class("ag-map ag-dark")
    card = place.locator(".ag-map-card")
    expect(card.get_by_role("button", name="Belgorod raid of May 2023")).to_be_visible()
    boxes = [card, place.locator(".ag-map")]
    edges, frame = still(page, lambda: [one.bounding_box() for one in boxes])
    assert frame["x"] <= edges["x"]
    assert edges["x"] + edges["width"] <= frame["x"] + frame["width"]
    narrow(page)
    assert poor_words(page, "dark", place.inner_text()) == []
    page.emulate_media(color_scheme="light")
    expect(place.locator(".ag-map")).to_have_class("ag-map")
    page.goto(f"{shipped_address}/?beside=map&entity=weapon/nasams&depth=1")
    expect(beside(page).get_by_text("Nothing in this picture has a place on the map.")).to_be_visible()
    expect(beside(page).locator("svg.ag-map, .ag-map svg")).to_have_count(0)
