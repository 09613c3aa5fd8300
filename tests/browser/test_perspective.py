"""The perspective in the app: chosen, shared, kept and given up in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.ingest import build
from resting import asks, drawn, expect, narrow, poor_words, quiet

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
PLACES = "() => window.__armsgraph.graphs.explore.network.getPositions()"
NODES = """() => Object.fromEntries(window.__armsgraph.graphs.explore.nodes.get().map((node) => [node.name, {
  silent: node.silent, fill: node.color.background, dashes: node.shapeProperties.borderDashes,
  label: node.label, title: node.title }]))"""
LINKS = "() => window.__armsgraph.graphs.explore.edges.length"
SOME_OF_ALL = re.compile(r"(\d+) of (\d+) links of this picture; (\d+) of (\d+) in all\.")


def told(page: Any) -> Any:
    """The sentence under the line: whose telling it is, and how much of everything."""
    return page.locator(".ag-told")


def choose(page: Any, label: str, name: str) -> None:
    """Choose `name` in the box `label` of the line, with the keyboard alone."""
    box = page.get_by_role("combobox", name=label)
    box.focus()
    box.press_sequentially(name)
    expect(page.locator("[role=listbox] [role=option]").first).to_have_text(name)
    box.press("Enter")
    box.press("Escape")


def as_told_by_moscow(page: Any) -> Any:
    choose(page, "As told by", "Moscow")
    expect(told(page)).to_contain_text("As told by Moscow:")
    return page


def test_a_side_is_chosen_with_the_keyboard_and_the_page_counts_what_it_tells(
    shipped_address: str, watched: Show
) -> None:
    page = drawn(watched(shipped_address))
    expect(told(page)).to_have_text(re.compile(r"^Every claim counts: showing (\d+) of \1 links in all\.$"))
    as_told_by_moscow(page)
    quiet(page)
    here, of_here, whole, of_whole = map(int, SOME_OF_ALL.search(told(page).inner_text()).groups())
    assert here < of_here < of_whole
    assert here < whole < of_whole
    page.wait_for_function(f"({LINKS})() === {here}")
    asks(page, "told=Moscow")


def test_who_is_not_spoken_of_turns_grey_where_it_stands(shipped_address: str, watched: Show) -> None:
    page = drawn(watched(shipped_address))
    before, links = page.evaluate(PLACES), page.evaluate(LINKS)
    colours = page.evaluate(NODES)
    as_told_by_moscow(page)
    page.wait_for_function(f"({LINKS})() < {links}")
    quiet(page)
    assert page.evaluate(PLACES) == before
    nodes = page.evaluate(NODES)
    silent, spoken = nodes["Denis Kapustin"], nodes["Ukraine"]
    assert silent["silent"] and silent["dashes"]
    assert silent["fill"] != colours["Denis Kapustin"]["fill"]
    assert silent["label"] == "Denis Kapustin"
    assert "(not spoken of here)" in silent["title"]
    assert not spoken["silent"] and spoken["fill"] == colours["Ukraine"]["fill"]
    quiet(page)
    assert drawn(watched(page.url)).evaluate(PLACES) == before, "a shared picture has the same shape"
    page.get_by_role("button", name="Let everything count").click()
    page.wait_for_function(f"({LINKS})() === {links}")
    quiet(page)
    assert page.evaluate(NODES)["Denis Kapustin"] == colours["Denis Kapustin"]
    assert page.evaluate(PLACES) == before


def test_who_begins_to_be_spoken_of_takes_on_colour_although_no_link_comes(
    shipped_address: str, watched: Show
) -> None:
    page = drawn(watched(f"{shipped_address}/?entity=actor/denis-kapustin&told=Moscow"))
    before, links = page.evaluate(NODES), page.evaluate(LINKS)
    choose(page, "As told by", "The militias")
    page.wait_for_function(f"!({NODES})()['Denis Kapustin'].silent")
    quiet(page)
    after = page.evaluate(NODES)
    assert page.evaluate(LINKS) == links
    assert before["Denis Kapustin"]["fill"] == before["White Rex (clothing brand)"]["fill"]
    assert after["Denis Kapustin"]["fill"] != before["Denis Kapustin"]["fill"]
    assert not after["Denis Kapustin"]["dashes"]
    assert after["White Rex (clothing brand)"]["fill"] == before["White Rex (clothing brand)"]["fill"]


def test_the_lists_say_who_is_not_spoken_of_as_the_picture_does(shipped_address: str, watched: Show) -> None:
    page = drawn(watched(f"{shipped_address}/?told=Moscow"))
    expect(page.locator(".ag-canvas")).to_have_attribute(
        "aria-label", re.compile(r"\d+ of the entities are not spoken of here")
    )
    page.get_by_role("combobox", name="Entity or link in the picture").select_option(
        "Denis Kapustin (not spoken of here)"
    )
    expect(page.get_by_text("nothing is said of it as told by Moscow")).to_be_visible()
    page.get_by_role("radio", name="Table").click()
    expect(page.get_by_text(re.compile(r"^Not told here: \d+ more links"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Not spoken of here: .*Denis Kapustin"))).to_be_visible()


def test_a_shared_url_gives_the_same_perspective(shipped_address: str, watched: Show) -> None:
    page = drawn(watched(shipped_address))
    as_told_by_moscow(page)
    choose(page, "Without", "The Washington Post")
    expect(told(page)).to_contain_text("without The Washington Post")
    page.get_by_role("textbox", name="As of").fill("2023-06")
    page.get_by_role("textbox", name="As of").press("Enter")
    expect(told(page)).to_contain_text("as of 30 June 2023 (said by then)")
    page.get_by_role("button", name="Which claims count").click()
    page.get_by_text("published", exact=True).click()
    expect(told(page)).to_contain_text("(published by then)")
    page.get_by_text("Named sources only").click()
    expect(told(page)).to_contain_text("without unnamed sources")
    quiet(page)
    other = drawn(watched(page.url))
    expect(told(other)).to_have_text(told(page).inner_text())
    expect(other.get_by_role("button", name="Which claims count (2 set)")).to_be_visible()


def test_a_change_of_page_keeps_the_perspective(shipped_address: str, watched: Show) -> None:
    page = drawn(watched(shipped_address))
    as_told_by_moscow(page)
    page.get_by_role("link", name="Paths").click()
    expect(page.get_by_role("heading", name="What links two entities?")).to_be_visible()
    expect(told(page)).to_have_text(re.compile(r"^As told by Moscow: showing \d+ of \d+ links in all\.$"))
    page.wait_for_url(re.compile("/paths.*told=Moscow"))
    page.get_by_role("button", name="Data").click()
    page.get_by_role("menuitem", name="SPARQL").click()
    expect(page.get_by_role("heading", name="Ask the graph in SPARQL.")).to_be_visible()
    page.wait_for_url(re.compile("/sparql.*told=Moscow"))
    expect(page.get_by_text("The answer is that of the graph as told by Moscow")).to_be_visible()
    page.reload()
    expect(told(page)).to_contain_text("As told by Moscow")


def test_the_reset_lets_everything_count_again(shipped_address: str, watched: Show) -> None:
    page = drawn(watched(f"{shipped_address}/?told=Moscow&modality=fact&origins=1"))
    expect(told(page)).to_contain_text("facts only, with at least 1 independent origin")
    page.get_by_role("button", name="Let everything count").click()
    expect(told(page)).to_contain_text("Every claim counts")
    expect(page.get_by_role("button", name="Let everything count")).to_have_count(0)
    asks(page, never="told")


@pytest.mark.parametrize("path", ["", "paths", "sparql", "export", "about"])
def test_where_nothing_counts_each_page_says_so_and_offers_what_would(
    shipped_address: str, watched: Show, path: str
) -> None:
    page = watched(f"{shipped_address}/{path}?told=Moscow&asof=2021-01")
    expect(page.get_by_role("heading", name="Nothing counts under these conditions.")).to_be_visible()
    expect(
        page.get_by_text("as told by Moscow, as of 31 January 2021 (said by then). None of")
    ).to_be_visible()
    expect(page.get_by_role("button", name=re.compile(r"Let everybody speak \(\d+ claims\)"))).to_be_visible()
    quiet(page)
    shown = page.get_by_test_id("stMain").inner_text()
    goes_on = {
        "sparql": "Run the query",
        "export": "This file holds",
        "about": "This page tells of the whole",
    }
    assert ("Each line is somebody's statement" in shown, "Narrow the search" in shown) == (False, False)
    assert goes_on.get(path, "Nothing counts") in shown
    page.get_by_role("button", name=re.compile(r"Look at any day \(\d+ claims\)")).click()
    expect(told(page)).to_contain_text("As told by Moscow:")
    expect(page.get_by_role("heading", name="Nothing counts under these conditions.")).to_have_count(0)


def test_a_perspective_is_kept_chosen_and_forgotten(shipped_address: str, watched: Show) -> None:
    name = "<b>Mine</b> *x* $y$"
    page = drawn(watched(f"{shipped_address}/?told=Moscow&asof=2023-05-24"))
    page.get_by_role("button", name="Which claims count").click()
    page.get_by_role("textbox", name="Keep as").fill(name)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text(f"{name}: as told by Moscow, as of 24 May 2023")).to_be_visible()
    other = drawn(watched(shipped_address))
    choose(other, "As told by", f"{name} (kept)")
    expect(told(other)).to_contain_text("As told by Moscow, as of 24 May 2023 (said by then):")
    page.get_by_role("button", name="Forget").click()
    expect(page.get_by_role("button", name="Forget")).to_have_count(0)
    other.get_by_role("link", name="Paths").click()
    expect(other.get_by_text("No entity is called '<b>Mine</b>")).to_be_visible()
    expect(told(other)).to_contain_text("Every claim counts")
    assert other.evaluate("() => window.pwned") is None


def test_a_name_of_what_came_with_the_data_is_not_taken(shipped_address: str, watched: Show) -> None:
    page = drawn(watched(f"{shipped_address}/?told=Kyiv"))
    page.get_by_role("button", name="Which claims count").click()
    page.get_by_role("textbox", name="Keep as").fill("Moscow")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("came with the data; keep yours under another name")).to_be_visible()


def test_a_kept_perspective_that_cannot_be_read_is_named_and_all_pages_stay_open(
    serve: Callable[[Path], str], watched: Show, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    build([Path(__file__).parent.parent / "samples" / "raid.ttl"], store)
    (store / "perspectives").mkdir()
    (store / "perspectives" / "broken.json").write_text('{"name": "x", "told_by": 3}')
    page = drawn(watched(f"{serve(store)}/?asof=2023-05-24"))
    expect(page.get_by_text(re.compile(r"broken\.json: This is not a perspective"))).to_be_visible()
    expect(page.get_by_text("Until then every claim counts.")).to_be_visible()
    expect(told(page)).to_have_text("Every claim counts: showing 8 of 8 links in all.")


def test_a_day_that_is_none_is_said_and_changes_nothing(shipped_address: str, watched: Show) -> None:
    page = drawn(watched(f"{shipped_address}/?asof=yesterday&told=Moscow&told=Narnia"))
    expect(page.get_by_text("'yesterday' is not a date; give a day, month or year")).to_be_visible()
    expect(page.get_by_text("No entity is called 'Narnia'")).to_be_visible()
    expect(told(page)).to_contain_text("As told by Moscow:")
    page.get_by_role("textbox", name="As of").fill("2023-13-01")
    page.get_by_role("textbox", name="As of").press("Enter")
    expect(page.get_by_text(re.compile("^'2023-13-01' is not a date"))).to_be_visible()
    expect(told(page)).to_contain_text("As told by Moscow:")
    asks(page, never="asof")


def test_who_is_held_to_be_one_can_be_held_apart_and_is_two_then(shipped_address: str, watched: Show) -> None:
    page = drawn(watched(f"{shipped_address}/?entity=actor/russian-volunteer-corps"))
    assert "Denis Nikitin" not in page.evaluate(NODES)
    page.get_by_role("combobox", name="Entity or link in the picture").select_option("Denis Kapustin")
    page.get_by_text("Who is held to be whom, and why").click()
    expect(page.get_by_text("it is inferred, and no text states it")).to_be_visible()
    page.get_by_role("button", name="Hold Denis Kapustin and Denis Nikitin apart").click()
    expect(told(page)).to_contain_text("Holding apart Denis Kapustin and Denis Nikitin:")
    page.wait_for_function(f"'Denis Nikitin' in ({NODES})() && 'Denis Kapustin' in ({NODES})()")
    asks(page, "apart=identity/kapustin-nikitin")
    page.get_by_role("button", name="Hold Denis Kapustin and Denis Nikitin to be one again").click()
    expect(told(page)).to_contain_text("Every claim counts")


def test_where_a_perspective_leaves_no_path_a_button_lets_one_through(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/paths?from=RVC&to=Pentagon&told=Moscow")
    expect(
        page.get_by_text(re.compile(r"^Letting everybody speak opens a path of \d hops\."))
    ).to_be_visible()
    page.get_by_role("button", name="Show that path").last.click()
    expect(page.locator(".ag-lane").first).to_be_visible()
    asks(page, never="told")
    asks(page, "from=actor/russian-volunteer-corps")


def test_a_status_answers_why_and_leads_to_its_contradiction(shipped_address: str, watched: Show) -> None:
    page = drawn(watched(f"{shipped_address}/?entity=incident/battle-of-bakhmut&told=Kyiv&told=Moscow"))
    card = page.locator(".st-key-explore-panel")
    card.get_by_text("is going on", exact=True).click()
    card.get_by_text("Why?").click()
    expect(card.get_by_text("Undisputed, because at least one claim asserts it")).to_be_visible()
    expect(card.get_by_text("An origin is the end of a relay chain")).to_be_visible()
    card.get_by_role("button", name="accounts that exclude each other").click()
    expect(page.get_by_role("heading", name="Where the sources contradict each other")).to_be_visible()
    expect(told(page)).to_contain_text("As told by Kyiv and Moscow:")
    asks(page, "/contradictions")


def test_a_file_is_named_after_whose_telling_it_holds(shipped_address: str, watched: Show) -> None:
    page = watched(f"{shipped_address}/export?format=csv&told=Moscow")
    expect(page.get_by_text("They are those that hold as told by Moscow", exact=False)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as csv").click()
    assert download.value.suggested_filename == "armsgraph-as-told-by-moscow.zip"
    assert Path(download.value.path()).stat().st_size > 1000
    page.goto(f"{shipped_address}/sparql?told=Moscow")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    assert download.value.suggested_filename == "armsgraph-answer-as-told-by-moscow.csv"


def test_a_narrow_screen_has_all_conditions_in_one_panel(shipped_address: str, watched: Show) -> None:
    page = drawn(watched(shipped_address, width=390, height=844))
    expect(page.get_by_role("combobox", name="As told by")).to_have_count(0)
    page.get_by_role("button", name="Which claims count").click()
    choose(page, "As told by", "Moscow")
    expect(told(page)).to_contain_text("As told by Moscow:")
    page.keyboard.press("Escape")
    narrow(page)


def test_all_words_of_the_perspective_can_be_read_in_the_light_and_in_the_dark(
    shipped_address: str, watched: Show
) -> None:
    poor = {}
    for path in (
        "?told=Moscow&origins=1",
        "?told=Moscow&asof=2021-01",
        "paths?from=RVC&to=Pentagon&told=Moscow",
    ):
        page = watched(f"{shipped_address}/{path}")
        for scheme in ("light", "dark"):
            poor[path, scheme] = poor_words(page, scheme)
    assert {place: words for place, words in poor.items() if words} == {}
