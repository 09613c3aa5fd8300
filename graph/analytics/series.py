"""Numbers period by period, in one line or several, and how many of what has no period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from graph.analytics.periods import INEXACT, UNDATED, Each, period_name
from graph.settings import BULK_LIMITS

if TYPE_CHECKING:
    from graph.analytics.nets import Counts
    from graph.columns.layout import Codes, Ids


class What(StrEnum):
    """What is counted period by period."""

    LINKS = "links"
    INCIDENTS = "incidents"
    CLAIMS = "claims"
    LOSSES = "losses"
    KILLED = "killed"


SPLITS: Mapping[What, tuple[str, ...]] = {
    What.LINKS: ("relation", "status"),
    What.INCIDENTS: ("class", "perpetrator", "target", "weaponUsed", "location"),
    What.CLAIMS: ("stance", "claimant", "outlet"),
    What.LOSSES: ("losingSide", "lossStatus", "item"),
    What.KILLED: ("class", "perpetrator", "target", "location"),
}
"""By what a count is parted into lines: a property, or the local name of a relation of the incidents."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a series."""

    name: str
    counts: tuple[int | None, ...]
    """A number for each period of the series; None where a running count has not begun."""


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers period by period."""

    periods: tuple[str, ...]
    """Without a gap, such as ``2023-05``, ``2023-W21`` or ``2023``."""
    lines: tuple[Line, ...]
    dated: int
    """What is counted in some period, shown or not."""
    inexact: int = 0
    """What is dated less exactly than a period, or to different ones: counted apart."""
    undated: int = 0
    """What is not dated at all: counted apart."""
    cut: int = 0
    """Earlier periods that are not shown."""
    running: bool = False
    """Whether each number counts from the beginning on."""
    each: Each = Each.MONTH


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of how many were killed in one incident: the least, the likeliest and the most."""

    low: int
    best: int
    high: int


def series_of(
    periods: Counts,
    lines: Mapping[str, Counts | None],
    each: Each = Each.MONTH,
    *,
    running: bool = False,
    most: int = BULK_LIMITS.series_periods,
) -> Series:
    """Return what falls into each period.

    Parameters
    ----------
    periods
        The period of each thing, or why it has none.
    lines
        By the name of a line how much each thing counts in it; None counts each once.
    running
        Whether each number counts from the first period on, those that are not kept included.
    most
        Periods, the latest, that are kept.

    Examples
    --------
    >>> series_of(np.array([2023, 2024, 2024]), {"all": None}, Each.YEAR, running=True).lines[0].counts
    (1, 3)
    """
    dated = periods >= 0
    held, (inexact, undated) = periods[dated], (int((periods == why).sum()) for why in (INEXACT, UNDATED))
    if not len(held):
        return Series(
            (), tuple(Line(name, ()) for name in lines), 0, inexact, undated, each=each, running=running
        )
    start, end = int(held.min()), int(held.max())
    cut = max(end - start + 1 - most, 0)
    made = []
    for name, weights in lines.items():
        counts = np.bincount(
            held - start, weights=None if weights is None else weights[dated], minlength=end - start + 1
        )
        counts = np.cumsum(counts) if running else counts
        made.append(Line(name, tuple(counts[cut:].astype(np.int64).tolist())))
    names = tuple(period_name(one, each) for one in range(start + cut, end + 1))
    return Series(names, tuple(made), len(held), inexact, undated, cut, running, each)


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """The lines into which a count is parted, the largest first."""

    values: tuple[int, ...]
    """What each line is for."""
    members: tuple[Counts, ...]
    """For each of these lines the things that count in it."""
    others: Counts
    """Things with another value, and none of these."""
    none: Counts
    """Things with no value at all."""


def split_by(
    count: int, things: Counts, values: Counts | Ids | Codes, most: int = BULK_LIMITS.series_lines
) -> Split:
    """Return so many things parted by their values; one with several counts for each of them.

    Parameters
    ----------
    things, values
        A row for each thing and a value that it has.
    most
        Values that have a line of their own: those with most things, of equal ones the smaller number.

    Examples
    --------
    >>> found = split_by(4, np.array([0, 0, 1, 2]), np.array([7, 8, 8, 9]), most=1)
    >>> found.values, found.members[0].tolist(), found.others.tolist(), found.none.tolist()
    ((8,), [0, 1], [2], [3])
    """
    rows = np.unique(np.column_stack([values, things]).astype(np.int64).reshape(-1, 2), axis=0)
    kinds, uses = np.unique(rows[:, 0], return_counts=True)
    shown = kinds[np.argsort(-uses, kind="stable")][:most]
    members = tuple(rows[rows[:, 0] == kind, 1] for kind in shown)
    held, valued = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    valued[rows[:, 1]] = True
    for one in members:
        held[one] = True
    return Split(tuple(shown.tolist()), members, np.flatnonzero(valued & ~held), np.flatnonzero(~valued))


def figures_of(told: Sequence[tuple[str, int, int]]) -> Figures | None:
    """Return the least, the likeliest and the most of what is told of one incident; None where no figure is.

    Parameters
    ----------
    told
        ``low``, ``best`` or ``high``, the figure, and how many named origins assert it.

    Notes
    -----
    Of several figures the one with most origins is the likeliest, of these the lowest. Where only bounds are
    told it is the lower, or the only one.

    Examples
    --------
    >>> figures_of([("best", 5, 1), ("best", 7, 2), ("low", 3, 1)])
    Figures(low=3, best=7, high=7)
    """
    if not told:
        return None
    every = [figure for _, figure, _ in told]
    best = [(-origins, figure) for sort, figure, origins in told if sort == "best"]
    return Figures(min(every), min(best)[1] if best else min(every), max(every))
