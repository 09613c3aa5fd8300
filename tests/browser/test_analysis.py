"""The Analysis page: what is asked by choices, said first, drawn, and opened in Explore."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from resting import asks, expect

pytestmark = pytest.mark.browser

Show = Callable[..., Any]


def test_an_answer_is_said_drawn_listed_downloaded_and_its_names_open_in_explore(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/analysis?measure=betweenness")
    expect(page.get_by_text("Ukraine, Russia and United States come first by betweenness")).to_be_visible()
    expect(page.get_by_text("which need not be so in the world")).to_be_visible()
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_attribute(
        "aria-label", re.compile("Bar chart of Betweenness")
    )
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    lines = download.value.path().read_text(encoding="utf-8").splitlines()
    assert lines[0] == "rank,entity,class,betweenness,iri"
    assert len(lines) > 100  # all of them, not only those that are shown
    box = page.get_by_role("combobox", name="What to find out")
    box.click()
    box.press_sequentially("over time")
    page.get_by_role("option", name=re.compile("^How it went over time")).first.click()
    expect(page.get_by_text("11 incidents, 2022-01 to 2024-08")).to_be_visible()
    page.goto(f"{shipped_address}/analysis?scope=view&entity=actor/russian-volunteer-corps")
    expect(page.get_by_role("heading", name="Analysis of the picture in Explore")).to_be_visible()
    expect(page.get_by_text(re.compile(r"Of \d+ entities and \d+ links of the picture"))).to_be_visible()
    page.get_by_role("region", name="The answer as a table").get_by_role("button").first.click()
    expect(page).to_have_title(re.compile("^Explore"))


def test_the_way_from_the_picture_to_its_analysis_and_back_in_sizes_and_colours(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/?entity=actor/russian-volunteer-corps")
    page.get_by_role("button", name="Analyse").click()
    page.get_by_role("button", name="Analyse this picture").click()
    expect(page.get_by_role("heading", name="Analysis of the picture in Explore")).to_be_visible()
    expect(page.get_by_text("come first by neighbours")).to_be_visible()
    page.get_by_role("button", name="Show in the picture").click()
    expect(page.get_by_text("Size: Different neighbours, in this picture.")).to_be_visible()
    asks(page, "sized=neighbours")
    page.get_by_role("button", name="Usual looks").click()
    expect(page.get_by_text("Size: Different neighbours")).to_have_count(0)
    asks(page, never="sized")
