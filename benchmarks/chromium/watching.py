"""What a page does, timed by the browser's own clock: from the mouse's press until the page is at rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chromium.relaying import Relay

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATIENCE_MS = 90_000
APP = "window.__armsgraph.graphs.explore"
BARE = "window.bare"
PLACES = f"() => {APP}.network.getPositions()"

# The clock starts with the press of the mouse; frames are counted until `done` holds and Python is at rest.
CLOCK = """
window.clock = { from: 0 };
window.addEventListener("pointerdown", () => { clock.from = performance.now(); }, true);
window.atRest = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning"
  && !document.querySelector("[data-stale=true]");
window.until = (done, patience) => new Promise((resolve, reject) => {
  const told = { seen: null };
  const began = performance.now();
  const look = () => {
    const waited = performance.now() - began;
    if (waited > patience) return reject(new Error(`not so within ${patience} ms: ${done}`));
    if (clock.from && done()) {
      told.seen ??= performance.now() - clock.from;
      if (atRest()) return resolve({ ...told, rest: performance.now() - clock.from });
    } else told.seen = null;
    requestAnimationFrame(look);
  };
  clock.from = 0;
  look();
});
"""
HEADING = "[...document.querySelectorAll('h3')].some((one) => one.textContent.trim() === %s)"
# Nodes that a mouse can hit: where they are on the screen no other node lies over them.
HIT = """([most, chosen]) => {
  const drawing = %s;
  const { network } = drawing;
  const box = drawing.canvas.getBoundingClientRect();
  const at = (id) => network.canvasToDOM(network.getPosition(id));
  const seen = Math.min(box.height - 24, innerHeight - 8 - box.y);
  const free = ({ x, y }) => x > 12 && y > 12 && x < box.width - 12 && y < seen;
  const names = new Map();
  const nodes = network.body.data.nodes.get();
  const named = (node) => node.name ?? (node.label ?? "").replaceAll("\\n", " ");
  for (const node of nodes) names.set(named(node), (names.get(named(node)) ?? 0) + 1);
  return nodes
    .filter((node) => free(at(node.id)) && network.getNodeAt(at(node.id)) === node.id)
    .filter((node) => names.get(named(node)) === 1)
    .filter((node) => !chosen || node.more >= chosen)
    .sort((one, other) => (chosen ? other.more - one.more : 0))
    .slice(0, most)
    .map((node) => ({ ...at(node.id), name: named(node) }))
    .map(({ x, y, name }) => ({ name, x: box.x + x, y: box.y + y }));
}"""


@dataclass
class Line:
    """What comes over the websocket of a page."""

    relay: Relay | None = None
    """What stands between the browser and the server, where bytes are counted on the wire as well."""
    frames: list[bytes] = field(default_factory=list)
    crossed: int = 0

    def listen(self, page: Page) -> None:
        page.on("websocket", lambda socket: socket.on("framereceived", self._take))

    def _take(self, frame: bytes | str) -> None:
        self.frames.append(frame if isinstance(frame, bytes) else frame.encode())

    def received(self) -> tuple[int, int, int]:
        """Return how many bytes came since the last call: in all, for the drawing, and on the wire."""
        drawing = [one for one in self.frames if b'"wire"' in one or b"armsgraph_selection" in one]
        before, self.crossed = self.crossed, self.relay.received if self.relay else 0
        told = sum(map(len, self.frames)), sum(map(len, drawing)), self.crossed - before
        self.frames.clear()
        return told


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds from the press of the mouse, and bytes that came meanwhile."""

    seen: float
    """Until what was asked for stood on the page."""
    rest: float
    """Until Python was done as well."""
    received: int = 0
    """Bytes of all messages, unpacked."""
    drawing: int = 0
    """Those of them that the drawing is made of."""
    wire: int = 0
    """Bytes that crossed the wire for all, packed."""


@contextmanager
def page_of(browser: Browser, address: str, relay: Relay | None = None) -> Iterator[tuple[Page, Line]]:
    """Open `address` as a new visitor, with the clock in it, and give the page and its line."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(CLOCK)
    page, line = context.new_page(), Line(relay)
    page.set_default_timeout(PATIENCE_MS)
    line.listen(page)
    try:
        page.goto(address)
        yield page, line
    finally:
        context.close()


def rest(page: Page) -> None:
    """Wait until the page has been at rest for a while."""
    for _ in range(2):
        page.wait_for_timeout(400)
        page.wait_for_function("() => atRest()", timeout=PATIENCE_MS)


def drawn(page: Page) -> int:
    """Wait until the drawing is painted, and return of how many nodes."""
    page.wait_for_selector(".ag-frame[data-drawn]", timeout=PATIENCE_MS, state="attached")
    page.evaluate("() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
    return int(page.locator(".ag-frame").get_attribute("data-drawn"))


def timed(page: Page, line: Line, done: str, act: Callable[[], None]) -> Took:
    """Return what it takes from the press of the mouse in `act` until the script `done` holds."""
    line.received()
    page.evaluate(f"() => {{ window.told = until(() => {done}, {PATIENCE_MS}); }}")
    act()
    told = page.evaluate("() => window.told")
    rest(page)
    return Took(told["seen"], told["rest"], *line.received())


def targets(page: Page, drawing: str, most: int, more: int = 0) -> list[dict[str, Any]]:
    """Return nodes that a mouse can hit, those with most neighbours not shown first if any are asked for."""
    found: list[dict[str, Any]] = page.evaluate(HIT % drawing, [most, more])
    return found
