"""The canvas as people use it: by mouse, by key and by list; little travels and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from resting import drawn, expect, quiet, still

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
GRAPH = "window.__armsgraph.graphs.explore"
COUNT = f"() => {GRAPH}.nodes.length"
PLACES = f"() => {GRAPH}.network.getPositions()"
MARKED = f"() => [...{GRAPH}.marked].length"
SPOT = """(id) => {
  const drawing = window.__armsgraph.graphs.explore;
  const box = drawing.canvas.getBoundingClientRect();
  const dot = drawing.network.canvasToDOM(drawing.network.getPosition(id));
  return { x: box.x + 1 + dot.x, y: box.y + 1 + dot.y };
}"""
RAID = "?entity=incident/raid"
EXPAND_BYTES, CLICK_BYTES = 20_000, 2_500
"""What the drawing may receive at an expand, and at a click: the frame that it comes in is over 1 kB."""


def thing(name: str) -> str:
    return f"https://w3id.org/armsgraph/id/{name}"


def spot(page: Any, name: str) -> dict[str, float]:
    """Return where a node is on the screen, once the page around it has come to rest."""
    return still(page, lambda: page.evaluate(SPOT, thing(name)))


def canvas(page: Any) -> Any:
    return page.locator(".ag-canvas")


def chosen(page: Any) -> Any:
    return page.get_by_role("combobox", name="Entity or link in the picture")


def pick(page: Any, name: str) -> None:
    chosen(page).select_option(thing(name))
    quiet(page)


def click(page: Any, place: int) -> None:
    """Choose the entity at `place` in the picture, and wait until Python has answered."""
    chosen = page.evaluate(
        f"(n) => {{ const id = {GRAPH}.nodes.getIds()[n]; {GRAPH}.choose(id); return id; }}", place
    )
    page.wait_for_function("(id) => window.__armsgraph.wanted.explore.selected === id", arg=chosen)
    quiet(page)


class Line:
    """What comes over the websocket for the drawing: its messages, and those that say what is selected."""

    def __init__(self, page: Any) -> None:
        self.frames: list[bytes] = []
        page.on("websocket", lambda socket: socket.on("framereceived", self._take))

    def _take(self, frame: bytes | str) -> None:
        self.frames.append(frame if isinstance(frame, bytes) else frame.encode())

    def received(self) -> int:
        own = [one for one in self.frames if b'"wire"' in one or b"armsgraph_selection" in one]
        self.frames.clear()
        return sum(map(len, own))


def test_a_click_brings_almost_nothing_and_an_expand_less_than_20_kb(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/about")
    line = Line(page)
    page.goto(f"{shipped_address}/?entity=actor/ukraine")
    drawn(page)
    line.received()
    for place in (1, 2):
        click(page, place)
        assert 0 < line.received() < CLICK_BYTES
    before = page.evaluate(COUNT)
    page.evaluate(
        f"() => {GRAPH}.send('expand', {GRAPH}.shown.toSorted((a, b) => (b.more ?? 0) - (a.more ?? 0))[0].id)"
    )
    page.wait_for_function(f"(n) => ({COUNT})() >= n + 10", arg=before)
    quiet(page)
    assert before < line.received() < EXPAND_BYTES
    click(page, 0)
    assert 0 < line.received() < CLICK_BYTES, "what was added does not travel again"


def test_what_the_browser_has_missed_is_sent_whole(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/{RAID}"))
    nodes = page.evaluate(COUNT)
    page.evaluate(
        "() => { for (const scene of window.__armsgraph.scenes.values()) scene.version = 'another'; }"
    )
    page.mouse.dblclick(**spot(page, "weapon/kestrel"))
    page.wait_for_function(f"(n) => ({COUNT})() > n", arg=nodes)
    page.wait_for_function("() => window.__armsgraph.missing === ''")


def test_a_page_that_is_left_and_returned_to_is_drawn_from_memory_as_it_was(
    address: str, watched: Show
) -> None:
    page = watched(f"{address}/about")
    line = Line(page)
    page.goto(f"{address}/{RAID}")
    drawn(page)
    page.get_by_role("button", name="Zoom in").click()
    pick(page, "weapon/kestrel")
    view = page.evaluate(f"() => {GRAPH}.network.getScale()")
    places = page.evaluate(PLACES)
    page.get_by_role("link", name="Paths", exact=True).click()
    page.wait_for_function(f"() => !{GRAPH}")
    line.received()
    page.get_by_role("link", name="Explore").click()
    page.wait_for_function(f"() => {GRAPH}")
    drawn(page)
    assert line.received() < CLICK_BYTES
    assert page.evaluate(f"() => {GRAPH}.network.getScale()") == pytest.approx(view)
    assert page.evaluate(PLACES) == places
    page.reload()
    assert len(drawn(page).evaluate(PLACES)) == len(places)


def test_the_keyboard_does_what_the_mouse_does(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/{RAID}"))
    before = page.evaluate(COUNT)
    canvas(page).focus()
    for key in ("ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    quiet(page)
    expect(page.locator(".ag-spoken")).to_have_text(re.compile(r", .+, \d+ links?$"))
    selected = page.evaluate(f"() => {GRAPH}.selected")
    expect(chosen(page)).to_have_value(selected)
    pick(page, "weapon/kestrel")
    canvas(page).focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"(n) => ({COUNT})() > n", arg=before)
    quiet(page)
    grown = page.evaluate(COUNT)
    page.keyboard.press("Control+z")
    page.wait_for_function(f"(n) => ({COUNT})() === n", arg=before)
    quiet(page)
    page.keyboard.press("Control+Shift+Z")
    page.wait_for_function(f"(n) => ({COUNT})() === n", arg=grown)
    quiet(page)
    pick(page, "weapon/kestrel")
    canvas(page).focus()
    page.keyboard.press("Delete")
    page.wait_for_function(f"() => !{GRAPH}.nodes.get('{thing('weapon/kestrel')}')")
    quiet(page)
    page.keyboard.press("/")
    expect(page.get_by_label("Search actors, weapons, incidents and places")).to_be_focused()


def test_a_menu_of_a_node_is_walked_by_keys_and_closed_by_escape(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/{RAID}"))
    page.mouse.click(**spot(page, "weapon/kestrel"), button="right")
    menu = page.get_by_role("menu", name="What can be done with Kestrel armoured car")
    expect(menu.get_by_role("menuitem")).to_have_text(
        ["Show its neighbours", "Collapse", "Put in the middle", "Pin", "Hide", "Select also"]
    )
    expect(menu.get_by_role("menuitem", name="Show its neighbours")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(menu.get_by_role("menuitem", name="Select also")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(canvas(page)).to_be_focused()
    pick(page, "weapon/kestrel")
    page.get_by_role("button", name="What can be done with the selected entity").click()
    menu.get_by_role("menuitem", name="Hide").click()
    page.wait_for_function(f"() => !{GRAPH}.nodes.get('{thing('weapon/kestrel')}')")


def test_several_are_selected_by_clicks_and_by_a_box(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/{RAID}"))
    for count, name in enumerate(("weapon/kestrel", "place/southfield"), start=1):
        page.keyboard.down("Shift")
        page.mouse.click(**spot(page, name))
        page.keyboard.up("Shift")
        page.wait_for_function(f"(n) => ({MARKED})() === n", arg=count)
    quiet(page)
    assert page.evaluate(MARKED) == 2, "Python keeps what is marked"
    canvas(page).focus()
    page.keyboard.press("Escape")
    page.wait_for_function(f"() => ({MARKED})() === 0")
    page.get_by_role("button", name="Box").click()
    box = still(page, canvas(page).bounding_box)
    before = page.evaluate(PLACES)
    page.mouse.move(box["x"] + 3, box["y"] + 3)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 4, box["y"] + box["height"] - 4, steps=4)
    expect(page.locator(".ag-rubber")).to_be_visible()
    page.mouse.up()
    page.wait_for_function(f"() => ({MARKED})() === ({COUNT})()")
    quiet(page)
    assert page.evaluate(PLACES) == before


def test_a_dragged_node_is_pinned_and_stays_while_the_others_relax(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/{RAID}"))
    first = page.evaluate(PLACES)
    place, southfield = spot(page, "place/southfield"), thing("place/southfield")
    page.mouse.move(**place)
    page.mouse.down()
    page.mouse.move(place["x"] + 40, place["y"] - 30, steps=4)
    page.mouse.up()
    quiet(page)
    assert page.evaluate(f"() => [...{GRAPH}.pinned]") == [southfield]
    moved = page.evaluate(PLACES)
    assert moved[southfield] != first[southfield]
    page.keyboard.press("Control+z")
    page.wait_for_function(f"() => {GRAPH}.pinned.size === 0")
    again = still(page, lambda: page.evaluate(PLACES))
    assert again[southfield] == pytest.approx(first[southfield], abs=1)
    page.keyboard.press("Control+y")
    page.wait_for_function(f"() => {GRAPH}.pinned.size === 1")
    quiet(page)
    page.get_by_role("button", name="Relax").click()
    page.wait_for_function(f"() => !{GRAPH}.settling")
    quiet(page)
    after = page.evaluate(PLACES)
    assert after[southfield] == pytest.approx(moved[southfield], abs=1)
    assert after[thing("incident/raid")] == pytest.approx(first[thing("incident/raid")], abs=1)


def test_the_legend_leaves_out_and_shows_again(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/{RAID}"))
    entry = page.locator(".ag-kinds").get_by_role("button", name="Place")
    before = page.evaluate(COUNT)
    expect(entry).to_have_attribute("aria-pressed", "true")
    entry.click()
    page.wait_for_function(f"(n) => ({COUNT})() < n", arg=before)
    expect(entry).to_have_attribute("aria-pressed", "false")
    entry.click()
    page.wait_for_function(f"(n) => ({COUNT})() === n", arg=before)


def test_an_image_is_saved_without_a_request(address: str, watched: Show) -> None:
    page = drawn(watched(f"{address}/{RAID}"))
    with page.expect_download() as waiting:
        page.get_by_role("button", name="PNG").click()
    saved = waiting.value
    assert saved.suggested_filename.endswith(".png")
    head = saved.path().read_bytes()[:24]
    width = int.from_bytes(head[16:20], "big")
    assert head[:4] == b"\x89PNG"
    assert width == 2 * page.evaluate(f"() => {GRAPH}.canvas.clientWidth")


@pytest.mark.parametrize(
    "obstacle",
    [
        "Object.defineProperty(window, 'vis', { get: () => ({}), set: () => {} })",
        "HTMLCanvasElement.prototype.getContext = () => null",
    ],
)
def test_where_nothing_can_be_drawn_a_sentence_says_so(address: str, watched: Show, obstacle: str) -> None:
    page = watched(f"{address}/about")
    page.add_init_script(obstacle)
    page.goto(f"{address}/{RAID}")
    expect(page.get_by_text("The picture cannot be drawn in this browser.")).to_be_visible()
    expect(page.get_by_role("heading", name="What surrounds Raid on Southfield")).to_be_visible()
