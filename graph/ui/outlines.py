"""The outlines under the map, and where countries lie: a small file of Natural Earth's, in the package."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from graph.locations import Spot

_FILE = Path(__file__).parent / "assets" / "outlines.json"


@cache
def outlines() -> dict[str, Any]:
    """Return coasts, borders and borders in dispute as lines of longitudes and latitudes."""
    held = _held()
    return {name: held[name] for name in ("land", "borders", "disputed")}


def countries(names: Mapping[str, Iterable[str]]) -> dict[str, Spot]:
    """Return where states lie, given the names of each.

    Examples
    --------
    >>> countries({"x": ["USA", "United States of America"]})["x"].precision.value
    'country'
    """
    known = {
        name.casefold(): Spot(at[1], at[0], at[2], country=True) for name, at in _held()["countries"].items()
    }
    found = {
        iri: next((known[name.casefold()] for name in called if name.casefold() in known), None)
        for iri, called in names.items()
    }
    return {iri: spot for iri, spot in found.items() if spot is not None}


@cache
def _held() -> dict[str, Any]:
    held: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return held
