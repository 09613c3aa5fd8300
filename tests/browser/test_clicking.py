"""A click in the drawing is told at once: who double-clicks chooses once and expands once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from resting import drawn

pytestmark = pytest.mark.browser

GRAPH = "window.__armsgraph.graphs.explore"
TOLD = f"""() => {{
  const drawing = {GRAPH};
  window.toldNow = [];
  drawing.send = (name, id) => window.toldNow.push([name, id]);
  const id = drawing.nodes.getIds().find((one) => one !== drawing.selected);
  const box = drawing.canvas.getBoundingClientRect();
  const dot = drawing.network.canvasToDOM(drawing.network.getPosition(id));
  return {{ id, x: box.x + 1 + dot.x, y: box.y + 1 + dot.y }};
}}"""


def test_a_click_is_told_at_once_and_a_double_click_chooses_once_and_expands_once(
    address: str, watched: Callable[..., Any]
) -> None:
    page = drawn(watched(f"{address}/?entity=incident/raid"))
    target = page.evaluate(TOLD)
    page.mouse.click(target["x"], target["y"])
    page.wait_for_function("() => window.toldNow.length > 0")
    assert page.evaluate("() => window.toldNow") == [["select", target["id"]]]
    target = page.evaluate(TOLD)
    page.mouse.dblclick(target["x"], target["y"])
    page.wait_for_function("() => window.toldNow.length > 1")
    assert page.evaluate("() => window.toldNow") == [["select", target["id"]], ["expand", target["id"]]]
