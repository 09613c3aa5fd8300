"""Every page as axe-core sees it, and Explore for people who use neither a pointer nor the canvas."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from resting import TURNED, expect, lasting, quiet

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
CORPS = "entity=actor/russian-volunteer-corps"
PAGES = {
    "?selected=proposition/alleged-purchase-of-vehicles": "Explore",
    f"?{CORPS}&beside=timeline": "Explore",
    f"?{CORPS}&beside=map": "Explore",
    f"?{CORPS}&beside=matrix&mark=actor/russian-volunteer-corps": "Explore",
    f"?{CORPS}&beside=table&hide=actor/denis-kapustin": "Explore",
    "paths?from=RVC&to=Pentagon&beside=Moscow": "Paths",
    "questions": "Questions",
    "analysis?ask=communities": "Analysis",
    "questions?ask=denied&fill=actor:actor/dmitry-peskov": "Questions",
    "contradictions": "Contradictions",
    "tellings?one=Washington&other=Moscow": "Two tellings",
    "stances": "Over time",
    "what-if?out=Russia&from=RVC&to=Pentagon": "What if",
    "origins?of=Drone+attack+on+the+Kremlin+of+May+2023": "Origins",
    "sparql?query=SELECT%20%3Fs%20%7B%3Fs%20a%20ag%3AWeapon%7D": "SPARQL",
    "export": "Export",
    "import": "Import",
    "join": "Join",
    "about": "About the data",
}
"""Addresses of the pages, each with what the browser's tab calls it."""
NARROW = {path for path in PAGES if path.startswith(("?selected", "paths", "contradictions"))}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FADED = """() => document.querySelectorAll('[data-stale="true"], [data-testid="stSkeleton"]').length === 0
  && document.getAnimations().every((one) => one.playState !== "running")"""
FOCUSED = """() => {
  const words = document.activeElement.innerText?.replaceAll("\\n", " ");
  return document.activeElement === document.body ? "nothing" : (words ?? "");
}"""


def settled(page: Any) -> Any:
    """Wait until a page is whole: words that still fade in have no contrast yet."""
    quiet(page)
    if page.locator(".ag-frame").count():
        page.wait_for_selector(".ag-frame[data-drawn]")
    page.wait_for_function(FADED)
    return page


def found(page: Any, rules: list[str] | None = None) -> list[str]:
    """Return the serious and critical faults that axe-core finds, each with its place."""
    asked = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    return lasting(page, lambda one: judged(one, {"resultTypes": ["violations"], "runOnly": asked}))


def judged(page: Any, options: dict[str, Any]) -> list[str]:
    told = Axe().run(page, options=options).response
    return [
        f"{fault['id']} ({fault['impact']}): {node['target']} {node['html'][:160]}"
        for fault in told["violations"]
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_serious_fault_wide_or_narrow_in_the_light_or_in_the_dark(
    shipped_address: str, watched: Show, path: str
) -> None:
    page = settled(watched(f"{shipped_address}/{path}"))
    expect(page).to_have_title(f"{PAGES[path]} - armsgraph")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    faults = {"light": found(page)}
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(TURNED, arg="dark")
    faults["dark"] = found(settled(page), ["color-contrast"])
    if path in NARROW:
        page.set_viewport_size({"width": 390, "height": 844})
        faults["narrow"] = found(settled(page))
    assert {where: each for where, each in faults.items() if each} == {}


def test_what_opens_over_a_page_has_no_serious_fault(
    shipped_address: str, watched: Show, tmp_path: Path
) -> None:
    page = settled(watched(f"{shipped_address}/?{CORPS}", scheme="dark"))
    faults = {}
    for name in ("Which claims count", "Show only", "How much to show", "Help", "Disagreement", "Share"):
        page.get_by_role("button", name=name, exact=True).first.click()
        expect(page.locator("[data-testid=stPopoverBody], [role=menu]").filter(visible=True)).to_have_count(1)
        faults[name] = found(settled(page))
        if name != "Share":
            page.keyboard.press("Escape")
    with page.expect_download() as handed:
        page.get_by_role("button", name="one page for any browser").click()
    file = tmp_path / "view.html"
    handed.value.save_as(file)
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.get_by_role("link", name="Contradictions")).to_be_in_viewport()
    faults["menu of a narrow screen"] = found(settled(page))
    sent = page.context.new_page()
    sent.goto(file.as_uri())
    expect(sent.locator("#drawing .node").first).to_be_visible()
    for scheme in ("light", "dark"):
        sent.emulate_media(color_scheme=scheme)
        faults[f"file, {scheme}"] = found(sent)
    assert {where: each for where, each in faults.items() if each} == {}


def reached(page: Any, name: str, *, presses: int = 110) -> None:
    """Go on with the key Tab, round the page if need be, until the focus is on what begins with `name`."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(name):
            return
    raise AssertionError(f"no {name!r} among the next {presses} stops")


def stands_on(page: Any, words: str | re.Pattern[str]) -> None:
    """Expect the focus on something that says `words`."""
    expect(page.locator(":focus")).to_have_text(words)


def pressed(page: Any, name: str) -> None:
    """Press what begins with `name`, once the key Tab has led there."""
    reached(page, name)
    page.keyboard.press("Enter")


def test_the_whole_of_explore_goes_by_keyboard_and_the_focus_is_never_lost(
    shipped_address: str, watched: Show
) -> None:
    page = settled(watched(f"{shipped_address}/"))
    page.keyboard.press("Tab")
    stands_on(page, "Skip to main content")
    page.keyboard.press("/")
    page.keyboard.type("RVC")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("^Add Russian Volunteer Corps"))).to_be_visible()
    page.keyboard.press("ArrowDown")
    stands_on(page, re.compile("^Add Russian Volunteer Corps"))
    page.keyboard.press("Tab")
    stands_on(page, "Start with Russian Volunteer Corps")
    page.keyboard.press("Enter")
    stands_on(page, "Russian Volunteer Corps")
    expect(page.get_by_role("heading", name="What surrounds Russian Volunteer Corps")).to_be_visible()
    pressed(page, "Belgorod raid of May 2023")
    stands_on(page, re.compile("Belgorod raid of May 2023.*Russian Volunteer Corps"))
    expect(page.locator(".ag-statement").get_by_role("heading", name="denies or doubts it")).to_be_visible()
    pressed(page, "Read about Belgorod raid of May 2023")
    stands_on(page, "Belgorod raid of May 2023")
    pressed(page, "Add its neighbours")
    page.wait_for_url(re.compile("expanded="))
    expect(page.locator(":focus")).to_be_visible()
    pressed(page, "Hide")
    page.wait_for_url(re.compile("hide="))
    stands_on(page, "Russian Volunteer Corps")
    pressed(page, "Undo")
    page.wait_for_url(lambda url: "hide=" not in url)
    stands_on(page, "Undo")
    pressed(page, "Select also")
    expect(page.get_by_text(re.compile("^1 selected"))).to_be_visible()
    page.get_by_role("combobox", name="Entity or link in the picture").focus()
    page.keyboard.type("Denis Kapustin")
    expect(page.get_by_role("heading", name="Denis Kapustin", exact=True)).to_be_visible()
    pressed(page, "Select also")
    expect(page.get_by_text(re.compile("^2 selected"))).to_be_visible()
    pressed(page, "Find the paths among them")
    expect(page.get_by_text("The shortest paths between them are in the picture")).to_be_visible()
    quiet(page)
    assert page.evaluate(FOCUSED) != "nothing"
