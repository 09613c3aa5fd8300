"""Read what sources say of the losses of some weapons: from the columns, the figures alone from the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import NONE
from graph.model import Ref, Stance
from graph.namespaces import AG, local_name
from graph.tallies.figures import Figures
from graph.tallies.reckoning import Manner, Reckoning

if TYPE_CHECKING:
    from graph.columns import Columns
    from graph.columns.layout import Flags, Ids

_ITEM, _SIDE, _COUNT, _STATUS, _COUNTED_TO, _PART = _WANTED = tuple(
    AG + name for name in ("item", "losingSide", "count", "lossStatus", "countedTo", "partOfIncident")
)
_ASSERTS = list(Stance).index(Stance.ASSERTS)


@dataclass(frozen=True, slots=True)
class Naming:
    """What is known of entities beside their claims."""

    ref: Callable[[str], Ref]
    is_party: Callable[[str], bool]
    """Says of an actor whether it is a side in a war, as people are not."""
    is_loss: Callable[[str], bool]
    """Says of an incident whether it is a loss of equipment: what has an item may be a transfer."""


@dataclass(slots=True)
class _Told:
    """What one source says of one loss, claim by claim."""

    values: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    days: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    """Of each relation the row of the first claim."""
    is_row: bool = False
    """Whether it is told in a table."""


def read_reckonings(
    figures: Figures, columns: Columns, counting: Flags, weapons: Iterable[str], naming: Naming
) -> tuple[Reckoning, ...]:
    """Return what sources say of losses of `weapons`, in the order of losses and sources; often nothing.

    Parameters
    ----------
    figures
        Where figures and days are looked up, which columns do not hold.
    counting
        Which claims count, a truth value a row of `columns`.
    weapons
        IRIs of canonical weapons.
    """
    numbers = {columns.entities.index(weapon): weapon for weapon in weapons} | {NONE: ""}
    del numbers[NONE]
    items = (columns.predicate == columns.predicates.index(_ITEM)) & np.isin(columns.object, list(numbers))
    lost = dict(zip(columns.subject[items].tolist(), columns.object[items].tolist(), strict=True))
    wanted = [number for name in _WANTED if (number := columns.predicates.index(name)) != NONE]
    about = np.isin(columns.subject, list(lost)) & np.isin(columns.predicate, wanted)
    told = _told(figures, columns, counting & about[columns.proposition] & (columns.stance == _ASSERTS))
    known = cache(naming.ref), cache(lambda sides: not any(map(naming.is_party, sides)))
    found: list[Reckoning] = []
    for (loss, source), said in told.items():
        iri = columns.entities[loss]
        if said.values[_SIDE] or naming.is_loss(iri):
            one = _begun(iri, columns.entities[source], numbers[lost[loss]], said, known)
            found += _reckoned(one, said, columns)
    return tuple(sorted(found, key=lambda one: (one.loss.iri, one.source.iri, one.count)))


def _begun(
    loss: str,
    source: str,
    weapon: str,
    said: _Told,
    known: tuple[Callable[[str], Ref], Callable[[frozenset[str]], bool]],
) -> Reckoning:
    """Return what a source says of a loss as if it were a piece; only statements get a label."""
    ref, is_open = known
    sides = frozenset(said.values[_SIDE])
    is_statement = said.values[_COUNT] and not said.values[_COUNTED_TO]
    return Reckoning(
        ref(loss) if is_statement else Ref(loss, ""),
        ref(source),
        weapon,
        Manner.PIECES,
        1,
        "",
        sides=sides,
        side_is_open=is_open(sides),
    )


def _told(figures: Figures, columns: Columns, chosen: Flags) -> dict[tuple[int, int], _Told]:
    """Return what the claims `chosen` say, by the numbers of loss and source."""
    rows = np.flatnonzero(chosen)
    about = columns.proposition[rows]
    values = _values(figures, columns, np.unique(about))
    tables = [columns.documents.index(one) for one in figures.tables]
    told: defaultdict[tuple[int, int], _Told] = defaultdict(_Told)
    names = {one: columns.predicates[one] for one in np.unique(columns.predicate[about]).tolist()}
    for row, proposition, loss, source, relation, from_table, day in zip(
        rows.tolist(),
        about.tolist(),
        columns.subject[about].tolist(),
        columns.claimant[rows].tolist(),
        columns.predicate[about].tolist(),
        np.isin(columns.document[rows], tables).tolist(),
        columns.said_to[rows].tolist(),
        strict=True,
    ):
        one = told[loss, source]
        name = names[relation]
        one.values[name].add(values[proposition])
        one.rows.setdefault(name, row)
        one.is_row = one.is_row or from_table
        if day:
            one.days[name] = max(day, one.days.get(name, 0))
    return dict(told)


def _values(figures: Figures, columns: Columns, propositions: Ids) -> dict[int, str]:
    """Return what each of `propositions` gives: the IRI of a thing, or a value as it is written."""
    ends = dict(zip(propositions.tolist(), columns.object[propositions].tolist(), strict=True))
    iris = {number: columns.propositions[number] for number, end in ends.items() if end == NONE}
    read = figures.of({iri: columns.predicates[int(columns.predicate[one])] for one, iri in iris.items()})
    things = {end: columns.entities[end] for end in set(ends.values()) - {NONE}}
    return {
        number: read.get(iris[number], "") if end == NONE else things[end] for number, end in ends.items()
    }


def _reckoned(begun: Reckoning, said: _Told, columns: Columns) -> Iterator[Reckoning]:
    """Yield what one source says of one loss, where that is a count, or a piece of a list."""
    counts = sorted(int(each) for each in said.values[_COUNT])
    to = max(said.values[_COUNTED_TO], default="")
    if not counts and not (said.is_row and said.values[_ITEM]):
        return
    deciding = _COUNT if counts else _ITEM
    day, row = said.days.get(deciding), said.rows.get(deciding)
    for count in counts or [1]:
        yield replace(
            begun,
            manner=Manner.RUNNING if to else Manner.STATEMENT if counts else Manner.PIECES,
            count=count,
            day=date.fromordinal(day).isoformat() if day else "",
            counted_to=to,
            statuses=frozenset(local_name(each).lower() for each in said.values[_STATUS]),
            part_of=frozenset(said.values[_PART]),
            claim="" if row is None else columns.claims[row],
        )
