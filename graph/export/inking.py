"""The drawing inside a node: how large it is in each shape, and in which ink it can be read on a colour."""

from __future__ import annotations

from collections.abc import Mapping

from graph.export.shapes import GLYPH_BOX, Point, number
from graph.export.xml_text import start

_REACH: Mapping[str, float] = {
    "dot": 1.2,
    "square": 1.35,
    "diamond": 0.95,
    "triangle": 0.8,
    "triangleDown": 0.8,
    "star": 0.75,
    "hexagon": 1.15,
}
"""Side of the drawing in radii of the node, as on the canvas of the app."""
_DROP: Mapping[str, float] = {"triangle": 0.2, "triangleDown": -0.2}
"""Where a shape's middle lies, in radii below its centre."""
WHITE, BLACK = "#FFFFFF", "#16191C"


def glyph(path: str, shape: str, at: Point, size: float, ink: str) -> str:
    """Return the drawing `path` in the middle of a node of `shape` and `size`."""
    side = _REACH.get(shape, 1.0) * size
    left, top = at[0] - side / 2, at[1] - side / 2 + _DROP.get(shape, 0.0) * size
    placed = f"translate({number(left)} {number(top)}) scale({side / GLYPH_BOX:.3f})"
    return start("path", {"class": "glyph", "transform": placed, "fill": ink, "d": path}, empty=True)


def ink_on(fill: str) -> str:
    """Return white or black, whichever stands out more from the colour `fill`.

    Examples
    --------
    >>> ink_on("#0072B2"), ink_on("#E69F00")
    ('#FFFFFF', '#16191C')
    """
    light, dark = _luminance(fill) + 0.05, _luminance(BLACK) + 0.05
    return WHITE if 1.05 / light >= light / dark else BLACK


def _luminance(colour: str) -> float:
    """Return how bright a colour is, 0 to 1, as WCAG reckons it."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
