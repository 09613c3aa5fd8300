"""The map below the picture: where incidents took place, as exactly as it is known."""

from __future__ import annotations

from graph.network import View
from graph.ui.opening import Opened
from graph.ui.session import ExploreState


def places_map(opened: Opened, state: ExploreState, view: View) -> None:
    """Draw it."""
