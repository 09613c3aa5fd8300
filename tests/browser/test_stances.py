"""The page of stances over time: the chart and the same as a list, who changed, chosen by clicks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.ingest import build
from resting import asks, expect, narrow, quiet

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
HERE = Path(__file__).parent
USED = "of=proposition/kestrel-used-in-raid"


@pytest.fixture(scope="module")
def disputed_address(serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The app on the sample raid with a circle of outlets and a speaker who changed."""
    store = tmp_path_factory.mktemp("disputes") / "store"
    build([HERE.parent / "samples" / "raid.ttl", HERE / "disputes.ttl"], store)
    return serve(store)


def chart(page: Any) -> Any:
    return page.get_by_test_id("stVegaLiteChart")


def test_the_page_begins_with_the_most_told_incident_as_a_chart_and_as_a_list(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/stances")
    expect(page.get_by_role("heading", name="Who said what when: Belgorod raid of May 2023")).to_be_visible()
    expect(chart(page)).to_be_visible()
    expect(chart(page)).to_have_attribute(
        "aria-label", re.compile(r"^Who took which stance when: \d+ speakers")
    )
    expect(chart(page).get_by_text("Dmitry Peskov")).to_be_visible()
    key = page.get_by_role("list", name="How to read the chart")
    for words in ("asserts", "leaves it open", "denies", "filled: when it was said"):
        expect(key.get_by_text(words, exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Said 24 May 2023, published 25 May 2023")).to_be_visible()
    row = page.locator(".ag-rows > details", has_text="Dmitry Peskov")
    row.locator(":scope > summary").click()
    expect(row.locator(".ag-claim")).to_contain_text("The Washington Post, 25 May 2023")


def test_when_something_took_place_is_told_apart_from_when_it_was_said(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/stances?of=Drone+attack+on+the+Kremlin+of+May+2023")
    expect(page.get_by_text("Drone attack on the Kremlin of May 2023 took place: May 2023")).to_be_visible()
    expect(page.get_by_text("band: when it took place")).to_be_visible()
    expect(chart(page).locator("[aria-roledescription='rect mark container'] path").first).to_be_attached()


def test_an_entity_a_statement_and_a_speaker_are_chosen_by_clicks_and_kept_in_the_url(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/stances")
    box = page.get_by_role("combobox", name="Entity")
    box.click()
    box.press_sequentially("Kursk incurs")
    page.get_by_role("option", name=re.compile("^Kursk incursion")).first.click()
    expect(page.get_by_role("heading", name="Who said what when: Kursk incursion")).to_be_visible()
    box = page.get_by_role("combobox", name="One statement about it")
    box.click()
    box.press_sequentially("clear sense of the goals")
    page.get_by_role("option", name=re.compile("has a clear sense of the goals")).first.click()
    heading = page.get_by_role(
        "heading", name="Who said what when: United States has a clear sense of the goals"
    )
    expect(heading).to_be_visible()
    asks(page, "of=proposition/")
    quiet(page)
    again = watched(page.url)
    expect(again.get_by_role("heading", name="Who said what when: United States has a clear")).to_be_visible()
    expect(again.get_by_role("button", name="Show in the graph")).to_be_visible()


def test_only_chosen_speakers_are_shown(shipped_address: str, watched: Show) -> None:
    page = watched(f"{shipped_address}/stances?speaker=Dmitry+Peskov")
    expect(page.locator(".ag-rows > details")).to_have_count(1)
    expect(chart(page).get_by_text("John Kirby")).to_have_count(0)
    asks(page, "speaker=actor/dmitry-peskov")


def test_a_speaker_who_changed_is_told_with_both_claims(disputed_address: str, watched: Show) -> None:
    page = watched(f"{disputed_address}/stances?{USED}")
    expect(page.get_by_role("heading", name="Who changed (1)")).to_be_visible()
    expect(page.get_by_text("Anna Hale is now surer.")).to_be_visible()
    expect(page.get_by_role("heading", name="Before, 23 May 2023")).to_be_visible()
    expect(page.get_by_role("heading", name="After, 1 June 2023")).to_be_visible()


def test_a_perspective_in_which_nobody_speaks_of_it_is_a_sentence(
    disputed_address: str, watched: Show
) -> None:
    page = watched(f"{disputed_address}/stances?{USED}&told=Daily+Post")
    expect(page.get_by_text("No claim that counts says anything of it.")).to_be_visible()
    page.goto(f"{disputed_address}/stances?of=proposition/none-such&speaker=nobody-at-all")
    expect(page.get_by_text("There is no claim or proposition").first).to_be_visible()
    expect(page.get_by_text("No entity is called").first).to_be_visible()
    expect(page.locator(".stException")).to_have_count(0)


def test_in_the_dark_and_on_a_narrow_screen_the_chart_can_be_read(
    disputed_address: str, watched: Show
) -> None:
    page = watched(f"{disputed_address}/stances?{USED}", width=390, height=844, scheme="dark")
    name = chart(page).get_by_text("Anna Hale")
    expect(name).to_be_visible()
    expect(name).to_have_attribute("fill", re.compile("^#[B-Fb-f]"))
    narrow(page)


def test_names_that_try_to_be_script_are_shown_as_text_in_the_chart_too(address: str, watched: Show) -> None:
    page = watched(f"{address}/stances?of=actor/script")
    expect(chart(page).get_by_text("<script>window.pwned=1</script>")).to_be_visible()
    chart(page).locator("[aria-roledescription=point]").first.hover()
    expect(page.locator("#vg-tooltip-element")).to_contain_text("<script>window.pwned=1</script>")
    row = page.locator(".ag-rows summary").first
    expect(row).to_contain_text(
        "<script>window.pwned=1</script>: <script>window.pwned=1</script> leads [x](java"
    )
    row.click()
    quiet(page)
    assert page.evaluate("() => window.pwned") is None
    assert page.locator("[data-testid=stMain] img, [data-testid=stMain] .katex").count() == 0
