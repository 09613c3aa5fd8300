"""How many frames a second a drawing shows while its ground is dragged, beside plain pyvis."""

from __future__ import annotations

import json
import math
import re
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from graph.visualization import Payload

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DRAG_SECONDS = 4.0
SETTLE_SECONDS = 45.0
"""How long plain pyvis may arrange its nodes before it is dragged as it is."""
REACH_PX = 140
PYVIS = "window.network"
OUTSIDE = re.compile(r"<link[^>]*https?:[^>]*>|<script[^>]*src=\"https?:[^>]*></script>", re.DOTALL)

# A place without a node, nearest to the middle: a drag from there moves the picture.
GROUND = """() => {
  const network = %s;
  const box = network.canvas.frame.getBoundingClientRect();
  const tall = Math.min(box.height, innerHeight - box.y - 20);
  for (let reach = 0; reach < 260; reach += 3) {
    for (let turn = 0; turn < 24; turn += 1) {
      const x = box.width / 2 + reach * Math.cos(turn), y = tall / 2 + reach * Math.sin(turn);
      if (y > 5 && y < tall && !network.getNodeAt({ x, y })) return { x: box.x + x, y: box.y + y };
    }
  }
  return { x: box.x + 8, y: box.y + 8 };
}"""
# Every frame of the browser, and those of them in which the picture stood elsewhere than in the one before.
FRAMES = """() => {
  const network = %s;
  const told = (window.frames_ = { times: [], moved: 0, on: true });
  let before = "";
  const look = (now) => {
    told.times.push(now);
    const { x, y } = network.getViewPosition();
    const here = `${x} ${y}`;
    if (before && here !== before) told.moved += 1;
    before = here;
    if (told.on) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
TOLD = "() => { window.frames_.on = false; return window.frames_; }"


@dataclass(frozen=True, slots=True)
class Frames:
    """What was seen while the picture was dragged."""

    a_second: float
    """Frames in which the picture had moved."""
    longest: float
    """Milliseconds of the frame that only one in twenty exceeds."""
    note: str = ""


def dragged(page: Page, network: str, note: str = "") -> Frames:
    """Drag the ground of a drawing round and round, and return what frames that gave."""
    start = page.evaluate(GROUND % network)
    page.mouse.move(**start)
    page.mouse.down()
    page.mouse.move(start["x"] + 5, start["y"])
    page.evaluate(FRAMES % network)
    began = time.monotonic()
    while (now := time.monotonic() - began) < DRAG_SECONDS:
        turn = 2 * math.pi * now / 1.5
        page.mouse.move(
            start["x"] + REACH_PX * math.sin(turn), start["y"] + REACH_PX * (1 - math.cos(turn)) / 2
        )
    told = page.evaluate(TOLD)
    page.mouse.up()
    times = told["times"]
    gaps = sorted(later - one for one, later in pairwise(times)) or [DRAG_SECONDS * 1000]
    seconds = max(times[-1] - times[0], 1.0) / 1000 if times else DRAG_SECONDS
    return Frames(told["moved"] / seconds, gaps[int(len(gaps) * 0.95)], note)


def pyvis_frames(
    browser: Browser, payload: Payload, size: tuple[int, int], folder: Path, *, placed: bool
) -> Frames:
    """Return the frames of pyvis's own page of a graph.

    Parameters
    ----------
    payload
        Its nodes with their places, and its links.
    size
        Width and height of the drawing in pixels.
    placed
        Whether it gets these places and arranges nothing; otherwise pyvis does what it does by itself.
    """
    page_file = folder / f"pyvis-{len(payload['nodes'])}-{placed}.html"
    page_file.write_text(_pyvis_page(payload, size[1], placed=placed), encoding="utf-8")
    context = browser.new_context(viewport={"width": size[0] + 20, "height": 900})
    page = context.new_page()
    try:
        page.goto(page_file.as_uri(), wait_until="commit")
        page.wait_for_function("() => window.network?.body", timeout=60_000)
        note = "" if placed else _settled(page)
        page.wait_for_timeout(1_000)
        return dragged(page, PYVIS, note)
    finally:
        context.close()


def _settled(page: Page) -> str:
    """Wait for pyvis to have arranged its nodes, but not for ever."""
    began = time.monotonic()
    bar = "() => (document.querySelector('#loadingBar')?.style.display ?? 'none') === 'none'"
    while time.monotonic() - began < SETTLE_SECONDS:
        if page.evaluate(bar):
            return f"arranged in {time.monotonic() - began:.0f} s"
        page.wait_for_timeout(250)
    return f"not arranged after {SETTLE_SECONDS:.0f} s"


def _pyvis_page(payload: Payload, height: int, *, placed: bool) -> str:
    from pyvis.network import Network

    net = Network(height=f"{height}px", width="100%", directed=True, cdn_resources="in_line")
    for node in payload["nodes"]:
        place = {"x": node["x"], "y": node["y"]} if placed else {}
        net.add_node(node["id"], label=node["label"].replace("\n", " "), **place)
    for edge in payload["edges"]:
        net.add_edge(edge["from"], edge["to"], title=edge["title"])
    if placed:
        net.toggle_physics(False)
    return OUTSIDE.sub("", str(net.generate_html()))


def graph_of(page: Page) -> Payload:
    """Return what the app draws, each node where it stands."""
    told: Payload = json.loads(
        page.evaluate(
            """() => {
              const { nodes, edges, network } = window.__armsgraph.graphs.explore;
              const at = network.getPositions();
              return JSON.stringify({
                nodes: nodes.get().map(({ id, label }) => ({ id, label: label ?? "", ...at[id] })),
                edges: edges.get().map(({ from, to, title }) => ({ from, to, title: title ?? "" })),
              });
            }"""
        )
    )
    return told
