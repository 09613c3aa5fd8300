"""Ways to hand a view on: its address, a file, a page of its own."""

from __future__ import annotations

from graph.network import View
from graph.ui.opening import Opened
from graph.ui.session import ExploreState


def share(opened: Opened, state: ExploreState, view: View) -> None:  # noqa: ARG001 - not drawn yet
    """Draw it."""
