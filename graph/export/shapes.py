"""Outlines of nodes and marks on lines as SVG path data, as large as the canvas of the app draws them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import cos, pi, sin, sqrt
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]

GLYPH_BOX = 16.0
"""Width and height of the square that a glyph's path is drawn in."""


def outline(shape: str, x: float, y: float, size: float) -> str:
    """Return the path of a node's shape around a point; an unknown shape is a dot.

    Examples
    --------
    >>> outline("square", 0, 0, 10)
    'M-10 -10L10 -10L10 10L-10 10Z'
    """
    corners = _CORNERS.get(shape)
    if corners is None:
        half = f"a{number(size)} {number(size)} 0 1 0"
        across = number(2 * size)
        return f"M{number(x - size)} {number(y)}{half} {across} 0{half} -{across} 0Z"
    return closed((x + dx, y + dy) for dx, dy in corners(size))


def closed(points: Iterable[Point]) -> str:
    """Return the path of a polygon."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z"


def number(value: float) -> str:
    """Return a coordinate to a tenth of a pixel, as short as possible.

    Examples
    --------
    >>> number(12.0), number(-0.04), number(3.14159)
    ('12', '0', '3.1')
    """
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def mark(kind: str, at: Point, angle: float, size: float) -> str:
    """Return the mark in the middle of a line that tells its status without colour."""
    if kind == "circle":
        return outline("dot", at[0], at[1], size * 0.8)
    corners = {
        "diamond": [(size, 0), (0, size), (-size, 0), (0, -size)],
        "bar": [
            (-size * 0.3, -size * 1.3),
            (size * 0.3, -size * 1.3),
            (size * 0.3, size * 1.3),
            (-size * 0.3, size * 1.3),
        ],
    }.get(kind, [])
    return closed(turned(corners, at, angle)) if corners else ""


def arrowhead(tip: Point, angle: float, length: float) -> str:
    """Return the head of an arrow that points to `tip`."""
    return closed(
        turned([(0, 0), (-length, length * 0.42), (-length * 0.82, 0), (-length, -length * 0.42)], tip, angle)
    )


def turned(points: Iterable[Point], at: Point, angle: float) -> Iterable[Point]:
    """Yield `points` turned by `angle` and moved to `at`."""
    for x, y in points:
        yield at[0] + x * cos(angle) - y * sin(angle), at[1] + x * sin(angle) + y * cos(angle)


def _square(size: float) -> list[Point]:
    return [(-size, -size), (size, -size), (size, size), (-size, size)]


def _diamond(size: float) -> list[Point]:
    return [(0, -size), (size, 0), (0, size), (-size, 0)]


def _triangle(size: float) -> list[Point]:
    half = size * 1.15
    inner, height = sqrt(3) / 3 * half, sqrt(3) * half
    down = 0.275 * half
    return [(0, down - (height - inner)), (half, down + inner), (-half, down + inner)]


def _triangle_down(size: float) -> list[Point]:
    return [(x, -y) for x, y in _triangle(size)]


def _star(size: float) -> list[Point]:
    unit = size * 0.82
    reach = [unit * (1.3 if corner % 2 == 0 else 0.5) for corner in range(10)]
    return [(r * sin(n * pi / 5), 0.1 * unit - r * cos(n * pi / 5)) for n, r in enumerate(reach)]


def _hexagon(size: float) -> list[Point]:
    return [(size * cos(n * pi / 3), size * sin(n * pi / 3)) for n in range(6)]


_CORNERS: Mapping[str, Callable[[float], list[Point]]] = {
    "square": _square,
    "diamond": _diamond,
    "triangle": _triangle,
    "triangleDown": _triangle_down,
    "star": _star,
    "hexagon": _hexagon,
}
