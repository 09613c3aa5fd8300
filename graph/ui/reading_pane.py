"""The reading pane: a claim in its article, where the user has the text."""

from __future__ import annotations

from graph.model import Claim
from graph.ui.opening import Opened
from graph.ui.plain import Markup


def read_button(claim: Claim) -> Markup | None:  # noqa: ARG001 - not drawn yet
    """Return a button that opens `claim` in the reading pane."""
    return None


def reading_pane(opened: Opened) -> None:  # noqa: ARG001 - not drawn yet
    """Draw the claim that is being read, if there is one."""
