"""The ways through the app that a newcomer takes, on the graph that ships and on the sample raid."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from graph.ingest import build
from resting import asks, drawn, expect, poor_words, still

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
HERE = Path(__file__).parent
SAMPLE = HERE.parent / "samples" / "raid.ttl"
BOXES = """() => {
  const { network, nodes } = window.__armsgraph.graphs.explore;
  return nodes.getIds().map((id) => ({ id, ...network.getBoundingBox(id) }));
}"""
EXPLAINS = "--explains--us-vehicles-in-belgorod-raid"


def test_the_first_screen_tells_how_to_read_it_and_no_label_lies_on_another(
    shipped_address: str, watched: Show
) -> None:
    page = drawn(watched(shipped_address))
    expect(
        page.get_by_role("heading", name="Start with the most reported incident: Belgorod raid")
    ).to_be_visible()
    expect(page.get_by_text("is disputed, unconfirmed or only denied")).to_be_visible()
    lines = still(page, page.get_by_role("list", name="How to read the lines").bounding_box)
    assert lines["y"] + lines["height"] < page.viewport_size["height"], "to be read without scrolling"
    boxes = page.evaluate(BOXES)
    assert len(boxes) > 20
    touching = [
        (a["id"], b["id"])
        for a, b in combinations(boxes, 2)
        if a["left"] < b["right"]
        and b["left"] < a["right"]
        and a["top"] < b["bottom"]
        and b["top"] < a["bottom"]
    ]
    assert touching == []


def test_a_link_names_what_cannot_stand_beside_it_and_opens_it(shipped_address: str, watched: Show) -> None:
    place = "entity=weapon/us-vehicles-in-belgorod-raid"
    page = drawn(
        watched(f"{shipped_address}/?{place}&selected=proposition/alleged-purchase-of-vehicles{EXPLAINS}")
    )
    expect(page.get_by_text("Cannot stand together with:")).to_be_visible()
    rival = "Alleged recovery of stolen Ukrainian vehicles by the raiders is offered"
    page.get_by_role("button", name=rival).click()
    heading = page.get_by_role("heading", name=rival)
    expect(heading).to_be_visible()
    asks(page, f"selected=proposition/alleged-recovery-of-vehicles{EXPLAINS}")
    asks(page, place)


def test_a_value_names_what_cannot_stand_beside_it_and_links_to_it(
    shipped_address: str, watched: Show
) -> None:
    page = drawn(watched(f"{shipped_address}/?entity=incident/battle-of-bakhmut"))
    page.locator(".ag-entity").get_by_role("button", name="is going on").first.click()
    rivals = page.locator(".ag-statement .ag-rivals", has_text="Cannot stand together with")
    rivals.get_by_role("button", name="Russia").first.click()
    expect(page.get_by_role("heading", name="What surrounds Russia")).to_be_visible()


def test_all_words_can_be_read_in_the_light_and_in_the_dark(shipped_address: str, watched: Show) -> None:
    poor = {}
    page = watched(f"{shipped_address}/?selected=nothing")
    for path in ("", "paths?from=RVC&to=Pentagon&through=Humvee&beside=Moscow", "sparql", "export", "about"):
        if path:
            page.goto(f"{shipped_address}/{path}")
            page.wait_for_selector("[data-testid=stMain] h2")
        for scheme in ("light", "dark"):
            poor[path, scheme] = poor_words(page, scheme)
    assert {place: words for place, words in poor.items() if words} == {}


def test_where_there_is_no_path_a_button_opens_one(shipped_address: str, watched: Show) -> None:
    page = watched(f"{shipped_address}/paths?from=Humvee&to=NASAMS&hops=1")
    expect(page.get_by_text("Allowing 3 hops instead of 1 opens a path.")).to_be_visible()
    page.get_by_role("button", name="Show that path").click()
    expect(page.locator(".ag-lane").first).to_be_visible()
    asks(page, "hops=3")


def test_from_an_entity_one_goes_on_to_its_paths_with_the_keyboard(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/?entity=weapon/kestrel"))
    page.get_by_role("button", name="What links it to another?").press("Enter")
    expect(page.get_by_role("combobox", name="From")).to_have_value(re.compile("Kestrel"))
    asks(page, "/paths?from=weapon")


def test_articles_stand_before_reference_works(address: str, watched: Show) -> None:
    page = watched(f"{address}/about")
    expect(page.get_by_role("heading", name=re.compile(r"^The \d article"))).to_be_visible()
    expect(page.get_by_text("Handbook of offices")).to_be_visible()
    words = page.get_by_test_id("stMain").inner_text()
    places = [words.index(each) for each in ("Armoured cars seen", "Reference works", "Handbook of offices")]
    assert places == sorted(places)


def test_a_search_for_nothing_and_one_without_a_hit_say_what_to_do(address: str, watched: Show) -> None:
    page = drawn(watched(address))
    box = page.get_by_role("textbox", name="Search actors")
    box.fill("   ")
    box.press("Enter")
    expect(page.get_by_text("There is nothing to search for yet")).to_be_visible()
    box.fill("zzzz qqqq")
    box.press("Enter")
    expect(page.get_by_text("Nothing here is called zzzz qqqq. Try a shorter part")).to_be_visible()
    box.fill("the invasion of Southfield zzzzzzzz by unheard-of people")
    box.press("Enter")
    expect(page.get_by_text("These come nearest:")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Southfield"))).to_be_visible()


def test_a_selection_outside_the_picture_can_be_shown(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/?entity=weapon/kestrel&selected=place/southfield"))
    expect(page.get_by_text("Southfield is not in this picture.")).to_be_visible()
    page.get_by_role("button", name="Show its own surroundings").click()
    expect(page.get_by_role("heading", name="What surrounds Southfield")).to_be_visible()


def test_the_query_page_states_its_limits_and_answers_yes_or_no(address: str, watched: Show) -> None:
    page = watched(f"{address}/sparql?query=ASK%20%7B%3Fs%20a%20ag%3AWeapon%7D")
    expect(page.get_by_text("at most 10,000 rows")).to_be_visible()
    expect(page.get_by_text("stopped after 30 seconds")).to_be_visible()
    expect(page.get_by_role("heading", name="Yes.")).to_be_visible()


def test_an_entity_of_an_answer_opens_in_explore(address: str, watched: Show) -> None:
    page = watched(f"{address}/sparql?query=SELECT%20%3Fs%20%7B%3Fs%20a%20ag%3AWeapon%7D")
    page.get_by_role("button", name="Kestrel armoured car").click()
    expect(page.get_by_role("heading", name="What surrounds Kestrel armoured car")).to_be_visible()
    asks(page, "entity=weapon")


def test_triples_are_also_there_as_turtle(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/sparql?query=CONSTRUCT%20WHERE%20%7B%3Fs%20ag%3Aleads%20%3Fo%7D"))
    page.get_by_role("radio", name="Turtle").click()
    expect(page.get_by_test_id("stCode").filter(has_text="ivan-petrov ag:leads id:")).to_be_visible()


def test_two_tabs_do_not_disturb_each_other(address: str, watched: Show) -> None:
    one = drawn(watched(f"{address}/?entity=weapon/kestrel"))
    other = drawn(watched(f"{address}/?entity=place/southfield"))
    other.get_by_role("button", name="What links it to another?").click()
    expect(other.get_by_role("heading", name="What links two entities?")).to_be_visible()
    one.get_by_role("combobox", name="Entity or link in the picture").select_option("Northland")
    expect(one.get_by_role("heading", name="Northland", exact=True)).to_be_visible()
    one.reload()
    expect(one.get_by_role("heading", name="What surrounds Kestrel armoured car")).to_be_visible()
    expect(other.get_by_role("heading", name="What links two entities?")).to_be_visible()


def test_a_store_built_anew_is_offered_to_a_page_left_open_and_shown_when_asked_for(
    serve: Callable[[Path], str], watched: Show, tmp_path: Path
) -> None:
    store, changed = tmp_path / "store", tmp_path / "changed.ttl"
    build([SAMPLE], store)
    page = drawn(watched(serve(store)))
    shutil.copy(SAMPLE, changed)
    changed.write_text(
        changed.read_text(encoding="utf-8").replace('"Raid on Southfield"@en', '"Raid renamed"@en')
    )
    build([changed], store)
    expect(page.get_by_text("A newer build of the graph is there.")).to_be_visible()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Raid on Southfield")
    page.get_by_role("link", name="Paths").click()
    page.get_by_role("link", name="Explore").click()
    expect(page.get_by_role("heading", name="Raid on Southfield").first).to_be_visible()
    page.get_by_role("button", name="Show it", exact=True).click()
    expect(page.get_by_role("heading", name="Raid renamed").first).to_be_visible()
    expect(page.get_by_text("A newer build of the graph is there.")).to_have_count(0)


def test_a_page_whose_build_is_gone_shows_the_newest_and_says_so(
    serve: Callable[[Path], str], watched: Show, tmp_path: Path
) -> None:
    store, changed = tmp_path / "store", tmp_path / "changed.ttl"
    build([SAMPLE], store)
    page = drawn(watched(serve(store)))
    text = SAMPLE.read_text(encoding="utf-8")
    changed.write_text(text.replace('"Raid on Southfield"@en', '"Raid renamed"@en'), encoding="utf-8")
    for _ in range(3):
        build([changed], store)
    expect(page.get_by_text("The build that this page showed is no longer there.")).to_be_visible()
    expect(page.get_by_role("heading", name="Raid renamed").first).to_be_visible()
    page.get_by_role("textbox", name="Search actors").fill("Kestrel")
    page.get_by_role("textbox", name="Search actors").press("Enter")
    page.get_by_role("button", name="Start with Kestrel armoured car").click()
    expect(page.get_by_role("heading", name="What surrounds Kestrel")).to_be_visible()
