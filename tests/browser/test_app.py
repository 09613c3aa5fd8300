"""The app as people use it: clicked through in a real Chromium, on the sample raid."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.export import FORMATS
from graph.resources import shipped
from resting import asks, drawn, expect, narrow, quiet, still

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
PLACES = "() => window.__armsgraph.graphs.explore.network.getPositions()"
SPOT = """(id) => {
  const drawing = window.__armsgraph.graphs.explore;
  const box = drawing.canvas.getBoundingClientRect();
  const edge = drawing.edges.get(id);
  const ends = edge ? [edge.from, edge.to] : [id, id];
  const [a, b] = ends.map((one) => drawing.network.canvasToDOM(drawing.network.getPosition(one)));
  return { x: box.x + 0.6 * a.x + 0.4 * b.x, y: box.y + 0.6 * a.y + 0.4 * b.y };
}"""


def thing(name: str) -> str:
    return f"https://w3id.org/armsgraph/id/{name}"


def spot(page: Any, name: str) -> dict[str, float]:
    return still(page, lambda: page.evaluate(SPOT, thing(name)))


def test_the_first_screen_shows_a_graph_and_says_how_much_of_the_whole_it_is(
    address: str, watched: Show
) -> None:
    page = drawn(watched(address))
    expect(page.get_by_role("heading", name="Raid on Southfield").first).to_be_visible()
    expect(page.get_by_text("Showing 7 of 16 entities")).to_be_visible()
    lines = page.get_by_role("list", name="How to read the lines")
    expect(lines.get_by_text("Unconfirmed", exact=True)).to_be_visible()


def test_a_click_on_a_node_opens_its_card_and_writes_the_selection_into_the_url(
    address: str, watched: Show
) -> None:
    page = drawn(watched(address))
    page.mouse.click(**spot(page, "weapon/kestrel"))
    expect(page.get_by_role("heading", name="Kestrel armoured car")).to_be_visible()
    asks(page, "selected=weapon/kestrel")


def test_a_click_on_a_link_shows_every_claim_with_speaker_stance_place_and_date(
    address: str, watched: Show
) -> None:
    page = drawn(watched(f"{address}/?entity=incident/raid"))
    page.mouse.click(**spot(page, "proposition/kestrel-used-in-raid"))
    panel = page.locator(".st-key-explore-panel")
    expect(panel.locator(".ag-claim")).to_have_count(2)
    for words in (
        "Anna Hale, on behalf of Northland Defence Office",
        "Unsure",
        "hedged",
        "Line 3, at “Hale”",
    ):
        expect(panel.get_by_text(words, exact=False).first).to_be_visible()
    expect(panel.get_by_text("25 May 2023").first).to_be_visible()
    expect(panel.get_by_text("May 2023 (inferred)").first).to_be_visible()


def test_a_relayed_claim_names_the_relay_and_the_one_it_was_said_to(address: str, watched: Show) -> None:
    page = watched(f"{address}/?entity=incident/raid&selected=proposition/raid-by-grey-column")
    expect(page.get_by_text("Said to Evening Wire. Relayed from Evening Wire.", exact=False)).to_be_visible()


def test_a_double_click_adds_neighbours_and_moves_no_old_node(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/?entity=incident/raid"))
    before = page.evaluate(PLACES)
    page.mouse.dblclick(**spot(page, "weapon/kestrel"))
    page.wait_for_function("(n) => window.__armsgraph.graphs.explore.nodes.length > n", arg=len(before))
    after = page.evaluate(PLACES)
    assert {name: after[name] for name in before} == before
    assert thing("incident/alleged-transfer") in after
    asks(page, "expanded=weapon/kestrel")


def test_positions_survive_a_change_of_page(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/?entity=incident/raid"))
    place = spot(page, "place/southfield")
    page.mouse.move(**place)
    page.mouse.down()
    page.mouse.move(place["x"] + 60, place["y"] - 40, steps=4)
    page.mouse.up()
    moved = still(page, lambda: page.evaluate(PLACES))
    page.get_by_role("button", name="Data").click()
    page.get_by_role("menuitem", name="About the data").click()
    expect(page.get_by_role("heading", name="Every link here is something")).to_be_visible()
    page.get_by_role("link", name="Explore").click()
    page.wait_for_function("() => window.__armsgraph.graphs.explore")
    drawn(page)
    again = page.evaluate(PLACES)
    assert again[thing("place/southfield")] == pytest.approx(moved[thing("place/southfield")], abs=1)
    asks(page, "entity=incident/raid")


def test_everything_can_be_done_without_the_picture(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/?entity=incident/raid"))
    page.get_by_role("combobox", name="Entity or link in the picture").select_option("Kestrel armoured car")
    expect(page.get_by_role("heading", name="Kestrel armoured car")).to_be_visible()
    page.get_by_role("button", name="Add its neighbours (2 more)").click()
    expect(page.get_by_text("Showing 6 of")).to_be_visible()
    page.get_by_role("button", name="Put it in the middle").click()
    expect(page.get_by_role("heading", name="What surrounds Kestrel armoured car")).to_be_visible()


def test_search_finds_an_alias_in_another_script_and_opens_it(address: str, watched: Show) -> None:
    page = drawn(watched(address))
    page.get_by_role("textbox", name="Search actors").fill("Seraya kolonna")
    page.get_by_role("textbox", name="Search actors").press("Enter")
    expect(page.get_by_role("button", name="Add Grey Column (armed group)")).to_be_visible()
    expect(page.get_by_text("Nothing here is called")).to_have_count(0)
    page.get_by_role("button", name="Start with Grey Column").click()
    expect(page.get_by_role("heading", name="What surrounds Grey Column")).to_be_visible()


def test_wrong_values_in_the_url_give_a_sentence_and_not_a_traceback(address: str, watched: Show) -> None:
    page = watched(f"{address}/?entity=nobody-at-all&depth=99&nodes=many&selected=nothing")
    expect(page.get_by_text("No entity is called").first).to_be_visible()
    expect(page.get_by_text("it takes a whole number from 0 to 3").first).to_be_visible()
    expect(page.get_by_text("is not in this picture").first).to_be_visible()
    expect(page.locator(".stException")).to_have_count(0)


def test_paths_are_sentences_with_evidence_under_each_hop(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/paths?from=White%20Fox&to=Southfield"))
    expect(page.get_by_role("heading", name="What links Ivan Petrov and Southfield?")).to_be_visible()
    hops = page.locator(".ag-hop-button")
    expect(hops).to_have_count(3)
    hops.first.click()
    evidence = page.get_by_role("region", name="Evidence of this hop")
    expect(evidence.get_by_text("White Fox is named as leader", exact=False)).to_be_visible()


def test_an_alias_typed_into_an_end_of_a_path_finds_its_entity(address: str, watched: Show) -> None:
    page = watched(f"{address}/paths?to=Southfield")
    box = page.get_by_role("combobox", name="From")
    box.click()
    box.press_sequentially("Серая")
    option = page.get_by_role("option", name="Grey Column (armed group; GC, Серая колонна)")
    expect(option).to_be_visible()
    option.click()
    expect(page.get_by_role("heading", name="What links Grey Column and Southfield?")).to_be_visible()


def test_no_path_says_what_would_open_one(address: str, watched: Show) -> None:
    page = watched(f"{address}/paths?from=Southfield&to=Ivan%20Petrov&hops=1")
    expect(page.get_by_role("heading", name="No path under these conditions.")).to_be_visible()
    expect(page.get_by_text("Allowing 3 hops instead of 1 opens a path.")).to_be_visible()


def test_a_construct_answer_is_drawn_and_a_select_answer_is_a_table(address: str, watched: Show) -> None:
    query = "CONSTRUCT%20%7B%3Fs%20ag%3Aleads%20%3Fo%7D%20WHERE%20%7B%3Fs%20ag%3Aleads%20%3Fo%7D"
    page = drawn(watched(f"{address}/sparql?query={query}"))
    expect(page.get_by_role("heading", name="2 triples")).to_be_visible()
    page.get_by_role("textbox", name="Query").fill("SELECT ?s WHERE { ?s a ag:Weapon }")
    page.get_by_role("button", name="Run the query").click()
    expect(page.get_by_role("heading", name="1 row")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    assert Path(download.value.path()).read_text().split() == ["s", thing("weapon/kestrel")]


def test_a_ready_question_fills_the_editor_and_is_answered(address: str, watched: Show) -> None:
    page = watched(f"{address}/sparql")
    page.get_by_role("combobox", name="Start from a question").click()
    chosen = page.get_by_role("option").first
    question = chosen.inner_text()
    chosen.click()
    expect(page.get_by_role("textbox", name="Query in SPARQL")).to_contain_text(
        re.compile(re.escape(question[:20]))
    )
    quiet(page)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    asks(page, "query=")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    expected = min((shipped("ontology") / "competency").glob("*.csv")).read_text(encoding="utf-8")
    assert Path(download.value.path()).read_text().split()[0] == expected.split()[0]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT ?s WHERE { ?s a ", "line 1"),
        ("INSERT DATA { ag:a ag:b ag:c }", "read"),
        ("SELECT * WHERE { SERVICE <http://elsewhere.invalid/> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_a_bad_query_is_refused_with_the_reason(address: str, watched: Show, query: str, reason: str) -> None:
    page = watched(f"{address}/sparql")
    page.get_by_role("textbox", name="Query").fill(query)
    page.get_by_role("button", name="Run the query").click()
    said = page.get_by_test_id("stAlert").or_(page.get_by_role("status")).filter(has_text=reason)
    expect(said.first).to_be_visible()
    expect(page.locator(".stException")).to_have_count(0)


@pytest.mark.parametrize("name", ["trig", "graphml", "csv", "html"])
def test_each_format_can_be_downloaded_and_says_what_it_holds(address: str, watched: Show, name: str) -> None:
    page = watched(f"{address}/export?format={name}")
    expect(page.get_by_text("This file holds 16 entities", exact=False)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download as {name}").click()
    assert download.value.suggested_filename == f"armsgraph.{FORMATS[name].extension}"
    assert Path(download.value.path()).stat().st_size > 1000


def test_the_address_of_an_exported_view_gives_the_same_view_again(address: str, watched: Show) -> None:
    page = watched(f"{address}/export?scope=view&entity=weapon/kestrel&format=graphml")
    expect(page.get_by_text("The picture around Kestrel armoured car: 4 entities")).to_be_visible()
    expect(page.get_by_text("This file holds 4 entities", exact=False)).to_be_visible()
    asks(page, "entity=weapon/kestrel")


def test_the_about_page_names_documents_and_statuses(address: str, watched: Show) -> None:
    page = watched(f"{address}/about")
    for words in ("Armoured cars seen in Southfield", "Daily Post, 25 May 2023", "Denied only"):
        expect(page.get_by_text(words, exact=False).first).to_be_visible()


def test_labels_that_try_to_be_script_markup_or_links_stay_text(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/?entity=actor/markdown&depth=2"))
    quiet(page)
    expect(page.get_by_role("heading", name="What surrounds [x](javascript").first).to_be_visible()
    page.mouse.click(**spot(page, "actor/script"))
    expect(page.get_by_role("heading", name="<script>window.pwned=1</script>")).to_be_visible()
    expect(page.get_by_text('<img src=x onerror="window.pwned=2"> **bold**').first).to_be_visible()
    for path in ("/paths?from=actor/script&to=actor/right-to-left&denied=yes", "/about"):
        other = watched(f"{address}{path}")
        quiet(other)
        assert other.evaluate("() => window.pwned") is None
        assert other.locator("a[href^='javascript']").count() == 0
    assert page.evaluate("() => window.pwned") is None
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.locator("[data-testid=stMain] .katex").count() == 0


def test_a_dark_page_has_light_words_in_the_picture(address: str, watched: Show) -> None:
    page = drawn(watched(address, scheme="dark"))
    font = "() => window.__armsgraph.graphs.explore.network.nodesHandler.options.font.color"
    page.wait_for_function(f"() => parseInt(({font})().slice(1, 3), 16) > 180")
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"() => parseInt(({font})().slice(1, 3), 16) < 80")


def test_on_a_narrow_screen_the_panel_lies_below_the_picture(address: str, watched: Show) -> None:
    page = drawn(watched(address, width=390, height=844))
    boxes = [page.locator(".ag-canvas"), page.locator(".st-key-explore-panel")]
    picture, panel = still(page, lambda: [one.bounding_box() for one in boxes])
    assert picture["x"] >= 0
    assert picture["x"] + picture["width"] <= 390
    assert panel["y"] > picture["y"] + picture["height"]
    narrow(page)


def test_a_missing_store_is_explained_on_a_page_of_its_own(
    serve: Callable[[Path], str], watched: Show, tmp_path: Path
) -> None:
    page = watched(serve(tmp_path / "nothing"))
    expect(page.get_by_role("heading", name="There is no graph to show yet.")).to_be_visible()
    expect(page.get_by_text("armsgraph build", exact=True)).to_be_visible()
