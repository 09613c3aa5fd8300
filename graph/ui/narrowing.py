"""What of the claims that count is looked at on all pages, and steps that change it."""

from __future__ import annotations

from collections.abc import Sequence

from graph.ui.session import FilterState


def narrowing() -> FilterState:
    """Return what is asked to be looked at."""
    return FilterState()


def narrow(**fields: object) -> None:
    """Look at something else from now on, from within a callback."""


def toggle_kind(type_name: str, present: Sequence[str]) -> None:
    """Leave the class `type_name` out of what is looked at, or take it in again."""


def toggle_status(value: str, present: Sequence[str]) -> None:
    """Leave links of the status `value` out, or take them in again."""
