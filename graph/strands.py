"""How a link is drawn: its line by status, its width by origins, its bow among parallel ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from graph.captions import caption
from graph.network import ViewLink
from graph.presentation import LINES, width
from graph.sentences import standing_sentence

_THIN = 0.6
_CURVE_STEP, _WIDEST_CURVE = 0.22, 1.2
"""How far links lie apart, and how far the first of many from the last, as a part of their length."""


def strand(link: ViewLink, bend: float, *, thin: bool = False) -> dict[str, Any]:
    """Return `link` as vis-network takes an edge, bowed to one side by `bend`: 0 is straight.

    In a picture of very many links they are `thin`, so that what they join is seen.
    """
    line = LINES[link.standing.status]
    arrows: dict[str, Any] = {"to": {"enabled": True, "scaleFactor": 0.4 if thin else 0.55}}
    if line.marker:
        arrows["middle"] = {"enabled": True, "type": line.marker, "scaleFactor": 0.6}
    smooth: dict[str, Any] = {"enabled": False}
    if bend:
        smooth = {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)}
    return {
        "id": link.iri,
        "caption": caption(link.predicate.label) + line.suffix,
        "title": f"{link.predicate.label}\n{standing_sentence(link.standing).capitalize()}",
        "status": link.standing.status.value,
        "dashes": list(line.dashes) or False,
        "width": round(width(link.standing) * (_THIN if thin else 1), 2),
        "color": line.colour,
        "arrows": arrows,
        "smooth": smooth,
    }


def bends(links: Iterable[ViewLink]) -> dict[str, float]:
    """Return how far each link bows out, so that parallel ones lie side by side.

    A bow's side depends on the drawing direction, so a link against the pair's order is mirrored.
    """
    pairs: dict[tuple[str, str], list[ViewLink]] = defaultdict(list)
    for link in links:
        pairs[min(link.source, link.target), max(link.source, link.target)].append(link)
    bends: dict[str, float] = {}
    for (first, _), group in pairs.items():
        step = min(_CURVE_STEP, _WIDEST_CURVE / len(group))
        for place, link in enumerate(group):
            offset = step * (place - (len(group) - 1) / 2)
            bends[link.iri] = round(offset if link.source == first else -offset, 3)
    return bends
