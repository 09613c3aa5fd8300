"""The way of a line between two nodes: straight, bowed beside its parallels, or a loop at one node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin
from typing import Any

from graph.export.shapes import Point, number

_STEPS = 60
"""Points of a curve that are tried for where it meets a node."""
_LOOP = 26.0
"""Reach of a loop beyond its node, in pixels."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic curve from the edge of one node to the edge of another."""

    points: tuple[Point, Point, Point, Point]

    def at(self, share: float) -> Point:
        """Return the point at `share` of the way."""
        weights = _weights(share)
        return (
            sum(w * x for w, (x, _) in zip(weights, self.points, strict=True)),
            sum(w * y for w, (_, y) in zip(weights, self.points, strict=True)),
        )

    def angle(self, share: float) -> float:
        """Return the direction there, in radians."""
        (x1, y1), (x2, y2) = self.at(max(0.0, share - 0.02)), self.at(min(1.0, share + 0.02))
        return atan2(y2 - y1, x2 - x1)

    def path(self, start: float = 0.0, end: float = 1.0) -> str:
        """Return the part between two shares of the way as SVG path data."""
        part = self.between(start, end).points
        first, *rest = (f"{number(x)} {number(y)}" for x, y in part)
        return f"M{first}C{' '.join(rest)}"

    def between(self, start: float, end: float) -> Curve:
        """Return the part between two shares of the way, as de Casteljau divides a curve."""
        after = _divided(self.points, start)[1]
        share = 1.0 if start >= 1.0 else (end - start) / (1.0 - start)
        return Curve(_divided(after, share)[0])

    def outside(self, centre: Point, radius: float, share: float) -> float:
        """Return where the curve, followed from `share` (0 or 1), first lies `radius` away from `centre`."""
        for step in range(_STEPS // 2):
            tried = abs(share - step / _STEPS)
            x, y = self.at(tried)
            if hypot(x - centre[0], y - centre[1]) >= radius:
                return tried
        return share


def between(source: Mapping[str, Any], target: Mapping[str, Any], smooth: Mapping[str, Any]) -> Curve:
    """Return the way from the middle of one node to that of another, bowed as vis-network bows it."""
    start, end = (source["x"], source["y"]), (target["x"], target["y"])
    if source["id"] == target["id"]:
        return _loop(start, float(source["size"]))
    via = _via(start, end, smooth)
    return Curve((start, _towards(start, via), _towards(end, via), end))


def _via(start: Point, end: Point, smooth: Mapping[str, Any]) -> Point:
    if not smooth.get("enabled"):
        return (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    bow = float(smooth.get("roundness", 0.0))
    side = 1 if smooth.get("type") == "curvedCW" else -1
    dx, dy = end[0] - start[0], start[1] - end[1]
    angle = atan2(dy, dx) + (side * bow * 0.5 + 0.5) * pi
    reach = (bow * 0.5 + 0.5) * hypot(dx, dy)
    return start[0] + reach * sin(angle), start[1] + reach * cos(angle)


def _loop(at: Point, size: float) -> Curve:
    reach, x, y = size + _LOOP, at[0], at[1]
    return Curve(((x, y), (x - reach, y - 1.6 * reach), (x + reach, y - 1.6 * reach), (x, y)))


def _towards(end: Point, via: Point) -> Point:
    """Return the control point of a cubic curve that is the quadratic one by `via`."""
    return end[0] + 2 / 3 * (via[0] - end[0]), end[1] + 2 / 3 * (via[1] - end[1])


def _weights(t: float) -> tuple[float, float, float, float]:
    rest = 1.0 - t
    return rest**3, 3 * rest**2 * t, 3 * rest * t**2, t**3


def _divided(
    points: tuple[Point, Point, Point, Point], share: float
) -> tuple[tuple[Point, Point, Point, Point], tuple[Point, Point, Point, Point]]:
    a, b, c, d = points
    ab, bc, cd = _mixed(a, b, share), _mixed(b, c, share), _mixed(c, d, share)
    abc, bcd = _mixed(ab, bc, share), _mixed(bc, cd, share)
    middle = _mixed(abc, bcd, share)
    return (a, ab, abc, middle), (middle, bcd, cd, d)


def _mixed(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
