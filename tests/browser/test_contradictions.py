"""The page of contradictions: sides beside each other, filtered by clicks, opened in the graph."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest

from resting import asks, expect, narrow, quiet, still

pytestmark = pytest.mark.browser

Show = Callable[..., Any]


def cards(page: Any) -> Any:
    return page.locator(".ag-dispute")


def choose(page: Any, label: str, typed: str, option: str) -> None:
    """Choose an option of a box by typing a part of it."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.press_sequentially(typed)
    page.get_by_role("option", name=re.compile("^" + re.escape(option))).first.click()


def test_each_contradiction_sets_its_sides_beside_each_other_with_their_claims(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/contradictions?kind=opposite+stances")
    expect(
        page.get_by_text(re.compile(r"^\d+ contradictions: \d+ assertions that are denied"))
    ).to_be_visible()
    card = cards(page).filter(has_text="Russia funds Pro-Moscow rebels")
    expect(card).to_have_count(1)
    one, other = (card.locator(".ag-side").nth(place) for place in (0, 1))
    expect(one).to_contain_text("Asserted by The West (1 independent origin)")
    expect(other).to_contain_text("Denied by Russia (1 independent origin)")
    left, right = still(page, lambda: [each.bounding_box() for each in (one, other)])
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] < right["x"]
    expect(card).to_contain_text("What exactly Russia denies")
    expect(card).to_contain_text(re.compile(r"\d+ shortest paths run through it"))
    expect(card).to_contain_text("Why: At least one claim asserts it and at least one denies it.")
    one.locator("summary").click()
    expect(one.locator(".ag-claim")).to_contain_text("The Moscow Times, 23 November 2021")


def test_the_heaviest_comes_first_and_more_are_drawn_on_demand(shipped_address: str, watched: Show) -> None:
    page = watched(f"{shipped_address}/contradictions")
    expect(cards(page)).to_have_count(10)
    quiet(page)
    weights = [
        int(re.search(r"([\d,]+) shortest", one).group(1).replace(",", ""))
        for one in cards(page).all_inner_texts()
    ]
    assert weights == sorted(weights, reverse=True)
    page.get_by_role("button", name=re.compile(r"^Show 10 more of \d+$")).click()
    expect(cards(page)).to_have_count(20)
    asks(page, "cards=20")


def test_contradictions_are_narrowed_to_an_entity_and_two_parties_by_clicks_and_the_url_keeps_it(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/contradictions")
    choose(page, "About", "Bakhm", "Battle of Bakhmut")
    expect(
        page.get_by_role("heading", name="Where the sources contradict each other about Battle")
    ).to_be_visible()
    page.get_by_text("Narrow it down").click()
    choose(page, "Between this party", "Kyiv", "Kyiv")
    expect(page.get_by_text("Choose a second party")).to_be_visible()
    choose(page, "and this one", "Moscow", "Moscow")
    expect(page.get_by_role("heading", name="What Kyiv and Moscow contradict each other on")).to_be_visible()
    expect(cards(page)).to_have_count(1)
    expect(cards(page)).to_contain_text("Russia seized Bakhmut")
    quiet(page)
    again = watched(page.url)
    expect(cards(again)).to_have_count(1)
    assert {"about", "one", "other"} <= set(re.findall(r"(\w+)=", unquote(again.url)))


def test_between_two_parties_stands_less_than_all_of_it(shipped_address: str, watched: Show) -> None:
    page = watched(f"{shipped_address}/contradictions?one=Ukraine&other=Russia&cards=100")
    expect(page.get_by_text(re.compile(r"^\d+ contradictions?: "))).to_be_visible()
    quiet(page)
    expect(cards(page).filter(has_text="Russia seized Bakhmut")).not_to_have_count(0)
    expect(cards(page).filter(has_text="has an ammunition stockpile")).to_have_count(0)


def test_a_kind_is_chosen_by_its_pill(shipped_address: str, watched: Show) -> None:
    page = watched(f"{shipped_address}/contradictions")
    page.get_by_text("Narrow it down").click()
    page.get_by_role("button", name="Different figures or dates").click()
    expect(page.get_by_text(re.compile(r"^1 contradiction: 1 matter with different figures"))).to_be_visible()
    card = cards(page)
    expect(card.locator(".ag-side h4").nth(0)).to_have_text(re.compile(r"^2023-05-2\d$"))
    expect(card).to_contain_text("The lowest is 2023-05-24, the highest 2023-05-25.")


def test_denials_that_nobody_asserts_stand_apart_and_say_what_they_leave_open(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/contradictions?kind=denial")
    expect(page.get_by_role("heading", name="Denied, and asserted by nobody")).to_be_visible()
    expect(cards(page)).to_have_count(0)
    row = page.locator(".ag-card > details", has_text="approved Alleged transfer of US equipment")
    row.locator(":scope > summary").click()
    expect(row).to_contain_text(
        "What exactly Patrick Ryder, on behalf of United States Department of Defense"
    )
    expect(row.get_by_role("link", name="Show in the graph")).to_be_visible()


@pytest.mark.parametrize(
    ("button", "heading", "address"),
    [
        ("Show in the graph", "What surrounds Russia", "/?entity=actor/russia&selected=proposition/"),
        ("Over time", "Who said what when: Russia funds", "/stances?of=proposition/"),
        ("Origins", "Where it comes from: Russia funds", "/origins?of=proposition/"),
    ],
)
def test_a_contradiction_leads_to_what_other_pages_tell_of_it(
    shipped_address: str, watched: Show, button: str, heading: str, address: str
) -> None:
    page = watched(f"{shipped_address}/contradictions?kind=opposite+stances")
    box = page.locator("[class*=st-key-contradiction-]").filter(has_text="Russia funds")
    box.get_by_role("button", name=button).click()
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    asks(page, address)


def test_on_a_narrow_screen_one_side_stands_below_the_other(shipped_address: str, watched: Show) -> None:
    page = watched(f"{shipped_address}/contradictions?kind=opposite+stances", width=390, height=844)
    expect(cards(page).first.locator(".ag-side").nth(1)).to_be_visible()
    # Both at one moment, once the page has come to rest: it still grows while it is drawn.
    page.wait_for_function(
        """() => {
            const [upper, lower] = document.querySelectorAll(".ag-side");
            return upper.getBoundingClientRect().bottom <= lower.getBoundingClientRect().top;
        }""",
    )
    narrow(page)


def test_where_nothing_is_contradicted_a_sentence_says_so(address: str, watched: Show) -> None:
    page = watched(f"{address}/contradictions?about=Ivan+Petrov&kind=figures")
    expect(page.get_by_text("No contradiction is found so.")).to_be_visible()
    page.goto(f"{address}/contradictions?about=nobody-at-all&kind=gossip&one=Northland&other=Northland")
    expect(page.get_by_text("No entity is called").first).to_be_visible()
    expect(page.get_by_text("it takes opposite stances, doubt").first).to_be_visible()
    expect(page.get_by_text("both mean Northland").first).to_be_visible()
    expect(page.locator(".stException")).to_have_count(0)


def test_labels_and_glosses_that_try_to_be_script_are_shown_as_text(address: str, watched: Show) -> None:
    page = watched(f"{address}/contradictions?about=actor/markdown")
    row = page.locator(".ag-card > details", has_text="[x](javascript:window.pwned=4)")
    row.locator(":scope > summary").click()
    expect(row).to_contain_text("The paper denies it.")
    heading = page.get_by_role("heading", name="Where the sources contradict each other about [x](javascript")
    expect(heading).to_be_visible()
    quiet(page)
    assert page.evaluate("() => window.pwned") is None
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.locator("[data-testid=stMain] img, [data-testid=stMain] .katex").count() == 0
