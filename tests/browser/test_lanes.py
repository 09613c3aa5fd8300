"""Paths as lanes: evidence under a hop, stops by click, two tellings side by side, and the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from resting import asks, expect, still

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
QUESTION = "paths?from=RVC&to=Pentagon"
STANDING = """() => [...document.querySelectorAll('.ag-lane')].map((lane) =>
  [...lane.querySelectorAll('.ag-station summary, .ag-hop-button')].map((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return { x, y, width, height, name: one.querySelector('.ag-station-name')?.textContent };
  }))"""


def evidence(page: Any) -> Any:
    return page.get_by_role("region", name="Evidence of this hop")


def choose(page: Any, lane: int, station: str, what: str) -> None:
    held = page.locator(".ag-lane").nth(lane)
    held.locator(".ag-station summary", has_text=station).click()
    held.get_by_role("button", name=what).click()


def test_the_evidence_of_a_hop_opens_under_its_lane_by_keyboard_and_stays_in_the_address(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/{QUESTION}")
    hop = page.get_by_role("button", name=re.compile("^Russian Volunteer Corps carried out Belgorod raid"))
    hop.first.focus()
    hop.first.press("Enter")
    expect(
        evidence(page).get_by_text("calls the claim of the Russian Volunteer Corps unverified")
    ).to_be_visible()
    expect(hop.first).to_have_attribute("aria-expanded", "true")
    expect(hop.first).to_be_focused()
    expect(page.locator(".ag-lane").first.get_by_role("region")).to_have_count(1)
    asks(page, "selected=proposition/belgorod-raid--perpetrator--russian-volunteer-corps#1")
    page.reload()
    expect(evidence(page)).to_be_visible()
    hop.first.press("Enter")
    expect(evidence(page)).to_have_count(0)


def test_an_entity_of_a_lane_is_made_a_stop_avoided_and_opened_by_click(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/{QUESTION}")
    choose(page, 4, "Humvee", "Must pass")
    chip = page.get_by_role("button", name="Remove: through Humvee")
    expect(chip).to_be_visible()
    asks(page, "through=weapon/humvee")
    expect(page.locator(".ag-lane", has_text="Humvee")).to_have_count(5)
    choose(page, 0, "Humvee", "Avoid")
    expect(page.get_by_role("button", name="Remove: not by way of Humvee")).to_be_visible()
    expect(page.locator(".ag-lane", has_text="Humvee")).to_have_count(0)
    expect(chip).to_have_count(0)
    page.get_by_role("button", name="Remove: not by way of Humvee").click()
    expect(page.locator(".ag-lane", has_text="Humvee").first).to_be_visible()
    choose(page, 0, "Belgorod raid of May 2023", "Open in Explore")
    expect(page.get_by_role("heading", name="What surrounds Belgorod raid of May 2023")).to_be_visible()


def test_two_tellings_of_the_paths_begin_with_a_sentence_and_say_how_each_hop_stands(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/{QUESTION}&beside=Moscow")
    expect(page.get_by_text("Moscow tells none of these 5 paths.")).to_be_visible()
    expect(page.locator(".ag-lane-head", has_text="Not told by Moscow")).to_have_count(5)
    hop = page.locator(".ag-lane").nth(2).locator(".ag-hop-button").nth(1)
    expect(hop).to_contain_text("Here: undisputed, 1 origin + 1 unnamed source")
    expect(hop).to_contain_text("Moscow: undisputed, 1 origin")
    hop.click()
    expect(evidence(page).get_by_role("heading", name="As told by Moscow")).to_be_visible()


def test_the_paths_are_copied_and_downloaded_as_text_with_citations(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/{QUESTION}&count=1")
    page.get_by_text("Copy as text with citations").click()
    expect(page.get_by_test_id("stCode")).to_contain_text("left open by [4]")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the text").click()
    assert download.value.suggested_filename == (
        "paths-from-russian-volunteer-corps-to-united-states-department-of-defense.txt"
    )
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.startswith("Russian Volunteer Corps to United States Department of Defense: 1 path\n")
    assert re.search(r"^\[4\] The Washington Post: left open\. .*, line 19\.", text, re.MULTILINE)


def test_the_same_entity_stands_in_one_column_and_on_a_narrow_screen_lanes_go_down(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/{QUESTION}")
    expect(page.locator(".ag-lane")).to_have_count(5)
    columns: dict[str, set[int]] = {}
    for lane in still(page, lambda: page.evaluate(STANDING)):
        for one in filter(lambda part: part["name"], lane):
            columns.setdefault(one["name"], set()).add(round(one["x"] + one["width"] / 2))
    assert {name: places for name, places in columns.items() if len(places) > 1} == {}
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(
        "() => { const [a, b] = document.querySelectorAll('.ag-station'); "
        "return b.getBoundingClientRect().y > a.getBoundingClientRect().bottom; }"
    )
    for lane in still(page, lambda: page.evaluate(STANDING)):
        assert [one["y"] for one in lane] == sorted(one["y"] for one in lane)
        assert all(one["x"] >= 0 and one["x"] + one["width"] <= 390 for one in lane)
