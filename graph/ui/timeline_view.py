"""The timeline below the picture: when what took place, was said and was published."""

from __future__ import annotations

from graph.network import View
from graph.ui.opening import Opened
from graph.ui.session import ExploreState


def timeline(opened: Opened, state: ExploreState, view: View) -> None:  # noqa: ARG001 - not drawn yet
    """Draw it."""
