"""Undo and redo of a picture: what it was before each step, up to `LIMITS.undo_steps` of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.settings import LIMITS
from graph.ui.session import ExploreState
from graph.ui.steps import drawn

HISTORY = "explore-history"
"""Where the history lives among the states that a session remembers."""


@dataclass(frozen=True, slots=True)
class History:
    """Pictures that can be gone back to, and those that were taken back."""

    past: tuple[ExploreState, ...] = ()
    """Oldest first; without what changes no picture."""
    future: tuple[ExploreState, ...] = ()
    """The one taken back last comes last."""


def stepped(history: History, before: ExploreState, after: ExploreState) -> History:
    """Return `history` after a step from `before` to `after`; a step that changes no picture leaves it.

    Examples
    --------
    >>> stepped(History(), ExploreState(), ExploreState(selected="x"))
    History(past=(), future=())
    """
    if drawn(before) == drawn(after):
        return history
    return History((*history.past, drawn(before))[-LIMITS.undo_steps :])


def undone(history: History, now: ExploreState) -> tuple[History, ExploreState]:
    """Return the picture before the last step, and the history without that step."""
    if not history.past:
        return history, now
    *past, before = history.past
    return History(tuple(past), (*history.future, drawn(now))), _shown(now, before)


def redone(history: History, now: ExploreState) -> tuple[History, ExploreState]:
    """Return the picture that was taken back last, and the history with its step again."""
    if not history.future:
        return history, now
    *future, after = history.future
    past = (*history.past, drawn(now))[-LIMITS.undo_steps :]
    return History(past, tuple(future)), _shown(now, after)


def _shown(now: ExploreState, picture: ExploreState) -> ExploreState:
    """Return `picture` with what `now` has selected, marked and beside it."""
    return replace(picture, selected=now.selected, marked=now.marked, beside=now.beside)
