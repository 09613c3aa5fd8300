"""What of the claims that count is looked at on all pages, and steps that change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from graph.model import Status
from graph.ui.memory import filter_asked, look_at, perspective_asked, put_under
from graph.ui.session import FilterState


def narrowing() -> FilterState:
    """Return what is asked to be looked at."""
    return filter_asked()


def narrow(**fields: object) -> None:
    """Look at something else from now on, from within a callback; `fields` are those of `FilterState`."""
    look_at(replace(narrowing(), **cast(dict[str, Any], fields)))


def show_everything() -> None:
    """Leave nothing out any more; which claims count stays as it is."""
    look_at(FilterState())


def toggle_kind(type_name: str, present: Sequence[str]) -> None:
    """Leave the class `type_name` out of what is looked at, or take it in again.

    Parameters
    ----------
    type_name
        Local name of a class.
    present
        The classes that can be seen to be on or off. With the last of them off, all are on again.
    """
    look_at(with_kind_toggled(narrowing(), type_name, present))


def with_kind_toggled(state: FilterState, type_name: str, present: Sequence[str]) -> FilterState:
    """Return `state` with `type_name` left out, or in again.

    Examples
    --------
    >>> once = with_kind_toggled(FilterState(), "Weapon", ["Weapon", "Place"])
    >>> once.lacking, with_kind_toggled(once, "Weapon", ["Weapon", "Place"]) == FilterState()
    (('Weapon',), True)
    """
    if type_name in state.lacking:
        return replace(state, lacking=_less(state.lacking, type_name))
    lacking = (*state.lacking, type_name)
    if set(present) <= set(lacking):
        return replace(state, kinds=(), lacking=())
    return replace(state, kinds=_less(state.kinds, type_name), lacking=lacking)


def toggle_status(value: str, present: Sequence[str]) -> None:
    """Leave links of the status `value` out, or take them in again; with none of `present` left, all."""
    standing = with_status_toggled(perspective_asked().standing, value, present)
    put_under(replace(perspective_asked(), standing=standing))


def with_status_toggled(standing: tuple[str, ...], value: str, present: Sequence[str]) -> tuple[str, ...]:
    """Return the only statuses that count with `value` toggled; empty for all of them.

    Examples
    --------
    >>> with_status_toggled((), "disputed", ["disputed", "undisputed"])
    ('undisputed', 'denied-only', 'unconfirmed')
    """
    everything = tuple(one.value for one in Status)
    held = standing or everything
    kept = tuple(one for one in everything if (one in held) != (one == value))
    return () if kept == everything or not set(kept) & set(present) else kept


def off_kinds() -> frozenset[str]:
    """Return the classes that are left out."""
    return frozenset(narrowing().lacking)


def off_statuses() -> frozenset[str]:
    """Return the statuses that are left out."""
    standing = perspective_asked().standing
    return frozenset(one.value for one in Status if standing and one.value not in standing)


def _less(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(one for one in names if one != name)
