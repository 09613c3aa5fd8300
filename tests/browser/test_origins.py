"""The page of origins: the sentence, the drawing from left to right, circles, and the same as a list."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.ingest import build
from resting import asks, drawn, expect, narrow, quiet, still

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
HERE = Path(__file__).parent
NODES = """() => {
  const { network, nodes } = window.__armsgraph.graphs.origins;
  const place = (node) => [node.name, { label: node.label, ...network.getPosition(node.id) }];
  return Object.fromEntries(nodes.get().map(place));
}"""
EDGES = "() => window.__armsgraph.graphs.origins.edges.get().map((edge) => edge.status)"
SPOT = """(name) => {
  const drawing = window.__armsgraph.graphs.origins;
  const box = drawing.canvas.getBoundingClientRect();
  const node = drawing.nodes.get().find((one) => one.name.includes(name));
  const at = drawing.network.canvasToDOM(drawing.network.getPosition(node.id));
  return { x: box.x + at.x, y: box.y + at.y };
}"""
CIRCLE = "of=proposition/heron-used-in-raid"


@pytest.fixture(scope="module")
def disputed_address(serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The app on the sample raid with a circle of outlets and a speaker who changed."""
    store = tmp_path_factory.mktemp("disputes") / "store"
    build([HERE.parent / "samples" / "raid.ttl", HERE / "disputes.ttl"], store)
    return serve(store)


def test_a_chain_is_drawn_from_the_unnamed_source_over_two_outlets_to_the_document(
    shipped_address: str, watched: Show
) -> None:
    page = drawn(watched(f"{shipped_address}/origins?of=Drone+attack+on+the+Kremlin+of+May+2023"))
    expect(
        page.get_by_text(re.compile(r"^1 document, 2 outlets, \d origins? and 3 unnamed sources"))
    ).to_be_visible()
    nodes = page.evaluate(NODES)
    officials = next(name for name in nodes if "U.S. officials" in name)
    assert nodes[officials]["label"].startswith("? ")
    order = [officials, "The New York Times", "The Washington Post"]
    assert [nodes[name]["x"] for name in order] == sorted(nodes[name]["x"] for name in order)
    expect(page.locator(".ag-frame").get_by_text("? Not named")).to_be_visible()


def test_the_same_stands_in_lists_and_each_chain_opens_to_its_claim(
    shipped_address: str, watched: Show
) -> None:
    page = drawn(watched(f"{shipped_address}/origins?of=Drone+attack+on+the+Kremlin+of+May+2023"))
    asserted = page.locator(".ag-side", has_text="Asserted")
    expect(asserted.get_by_text(re.compile(r"^Independent origins \(\d\)$"))).to_be_visible()
    for words in ("Unnamed sources (3)", "Outlets (2)", "Documents (1)"):
        expect(asserted.get_by_text(words)).to_be_visible()
    page.get_by_text(re.compile(r"^Every chain, from the document back \(\d+\)$")).click()
    row = page.locator(".ag-rows > details", has_text="The New York Times ← U.S. officials").first
    row.locator(":scope > summary").click()
    expect(row.locator(".ag-claim")).to_contain_text("Relayed from")


def test_a_click_on_whoever_stands_in_the_drawing_tells_what_passed_there(
    shipped_address: str, watched: Show
) -> None:
    page = drawn(watched(f"{shipped_address}/origins?of=Drone+attack+on+the+Kremlin+of+May+2023"))
    page.mouse.click(**still(page, lambda: page.evaluate(SPOT, "Ukrainian officials")))
    expect(page.get_by_role("heading", name="What passed here")).to_be_visible()
    expect(page.locator(".ag-folded > details")).to_have_count(1)
    asks(page, "selected=actor/")
    quiet(page)
    again = drawn(watched(page.url))
    expect(again.get_by_role("heading", name="What passed here")).to_be_visible()


def test_a_statement_is_chosen_by_clicks_and_leads_on_to_its_stances(
    shipped_address: str, watched: Show
) -> None:
    page = drawn(watched(f"{shipped_address}/origins?of=Drone+attack+on+the+Kremlin+of+May+2023"))
    box = page.get_by_role("combobox", name="One statement about it")
    box.click()
    box.press_sequentially("false flag")
    page.get_by_role("option", name=re.compile("false flag")).first.click()
    heading = "Where it comes from: Drone attack on the Kremlin of May 2023 was a false flag"
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Nobody asserts it; denied in 1 document"))).to_be_visible()
    page.get_by_role("button", name="Over time").click()
    expect(page.get_by_role("heading", name="Who said what when: Drone attack")).to_be_visible()


def test_circular_reporting_is_said_drawn_and_counted_as_one_origin(
    disputed_address: str, watched: Show
) -> None:
    page = drawn(watched(f"{disputed_address}/origins?{CIRCLE}"))
    expect(page.get_by_text("2 documents, 2 outlets and 1 origin; in a circle: ")).to_be_visible()
    expect(page.get_by_role("heading", name="Circular reporting")).to_be_visible()
    page.locator("summary", has_text="In a circle:").click()
    expect(page.get_by_text("The wire reports Herons and cites the Mail.").first).to_be_visible()
    assert page.evaluate(EDGES).count("circle") == 4
    lines = page.get_by_role("list", name="How to read the lines")
    expect(lines.get_by_text("In a circle", exact=True)).to_be_visible()


def test_a_claim_can_be_asked_about_alone(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/origins?of=claim/post-1/2a"))
    expect(page.get_by_role("heading", name="Where it comes from: Petrov says")).to_be_visible()
    expect(page.get_by_text("1 document, 2 outlets and 1 origin.")).to_be_visible()
    asks(page, "of=claim/post-1/2a")


def test_where_nothing_counts_and_where_nothing_is_called_so_a_sentence_says_it(
    address: str, watched: Show
) -> None:
    page = watched(f"{address}/origins?of=claim/post-1/2a&told=Daily+Post")
    expect(page.get_by_text("No claim that counts says anything of it.")).to_be_visible()
    page.goto(f"{address}/origins?of=claim/none/1")
    expect(page.get_by_text("There is no claim or proposition").first).to_be_visible()
    expect(page.locator(".stException")).to_have_count(0)


def test_on_a_narrow_screen_in_the_dark_nothing_sticks_out(disputed_address: str, watched: Show) -> None:
    page = drawn(watched(f"{disputed_address}/origins?{CIRCLE}", width=390, height=844, scheme="dark"))
    narrow(page)


def test_names_and_titles_that_try_to_be_script_are_shown_as_text(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/origins?of=actor/script"))
    expect(
        page.get_by_role("heading", name="Where it comes from: <script>window.pwned=1</script>")
    ).to_be_visible()
    expect(page.get_by_text("<b>Title</b> ![i](http://elsewhere.invalid/i.png)").first).to_be_visible()
    page.get_by_text(re.compile("^Every chain")).click()
    page.locator(".ag-rows summary").first.click()
    quiet(page)
    assert page.evaluate("() => window.pwned") is None
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.locator("[data-testid=stMain] img, [data-testid=stMain] .katex").count() == 0
