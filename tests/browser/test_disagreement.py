"""What all pages about disagreement share: words that can be read, states that stay, one perspective."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from resting import asks, expect, poor_words, quiet

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
PAGES = (
    "contradictions?kind=incompatible&kind=figures&kind=denial",
    "tellings?one=Washington&other=Moscow",
    "stances?of=Kursk+incursion",
    "what-if?out=The+Washington+Post&from=RVC&to=Pentagon",
    "origins?of=Kursk+incursion",
)


@pytest.mark.parametrize("path", PAGES)
def test_all_words_can_be_read_in_the_light_and_in_the_dark(
    shipped_address: str, watched: Show, path: str
) -> None:
    page = watched(f"{shipped_address}/{path}")
    poor = {scheme: poor_words(page, scheme) for scheme in ("light", "dark")}
    assert {scheme: words for scheme, words in poor.items() if words} == {}


def test_the_menu_leads_to_each_of_them(shipped_address: str, watched: Show) -> None:
    page = watched(f"{shipped_address}/about")
    for title, heading in (
        ("Contradictions", "Where the sources contradict each other"),
        ("Two tellings", "Kyiv and Moscow, side by side"),
        ("Over time", "Who said what when: Belgorod raid of May 2023"),
        ("What if", "What if a source is wrong?"),
        ("Origins", "Where it comes from: Belgorod raid of May 2023"),
    ):
        page.get_by_role("button", name="Disagreement").click()
        page.get_by_role("menuitem", name=title, exact=True).click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()


@pytest.mark.parametrize(
    ("selected", "button", "heading"),
    [
        ("weapon/humvee", "Contradictions", "Where the sources contradict each other"),
        ("weapon/humvee", "Over time", "Who said what when: Humvee"),
        ("proposition/russia--seized--bakhmut", "Origins", "Where it comes from: Russia seized Bakhmut"),
    ],
)
def test_what_is_read_beside_the_picture_leads_to_how_sources_disagree_on_it(
    shipped_address: str, watched: Show, selected: str, button: str, heading: str
) -> None:
    middle = "weapon/humvee" if "humvee" in selected else "place/bakhmut"
    page = watched(f"{shipped_address}/?entity={middle}&selected={selected}")
    page.get_by_test_id("stMain").get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("heading", name=heading)).to_be_visible()


def test_the_perspective_goes_along_from_page_to_page(shipped_address: str, watched: Show) -> None:
    page = watched(f"{shipped_address}/contradictions?kind=opposite+stances&asof=2022")
    box = page.locator("[class*=st-key-contradiction-]").filter(has_text="Russia funds")
    box.get_by_role("button", name="Origins").click()
    expect(page.get_by_role("heading", name="Where it comes from: Russia funds")).to_be_visible()
    asks(page, "asof=2022")


def test_the_back_button_leads_back_to_the_page_as_it_was(shipped_address: str, watched: Show) -> None:
    page = watched(f"{shipped_address}/contradictions?kind=opposite+stances")
    box = page.locator("[class*=st-key-contradiction-]").filter(has_text="Russia funds")
    box.get_by_role("button", name="Show in the graph").click()
    expect(page.get_by_role("heading", name="What surrounds Russia")).to_be_visible()
    quiet(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Where the sources contradict each other")).to_be_visible()
    quiet(page)
    expect(page.locator(".ag-dispute").first).to_contain_text("Asserted and denied")
    expect(box).to_have_count(1)
