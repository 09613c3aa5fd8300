"""The matrix below the picture: who says what about whom."""

from __future__ import annotations

from graph.network import View
from graph.ui.opening import Opened
from graph.ui.session import ExploreState


def matrix(opened: Opened, state: ExploreState, view: View) -> None:  # noqa: ARG001 - not drawn yet
    """Draw it."""
