"""Read what sources say of the losses of some weapons: from the columns, the figures alone from the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import NONE
from graph.model import Ref, Stance
from graph.namespaces import AG, local_name
from graph.resources import application_query
from graph.tallies.reckoning import Manner, Reckoning

if TYPE_CHECKING:
    from graph.columns import Columns
    from graph.columns.layout import Flags
    from graph.store import Store

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
    days: dict[str, str] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)
    row: bool = False


def read_reckonings(
    store: Store, columns: Columns, counting: Flags, weapons: Iterable[str], naming: Naming
) -> tuple[Reckoning, ...]:
    """Return what sources say of losses of `weapons`, in the order of losses and sources; often nothing.

    Parameters
    ----------
    store
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
    told = _told(store, columns, counting & about[columns.proposition] & (columns.stance == _ASSERTS))
    found: list[Reckoning] = []
    for (loss, source), said in told.items():
        iri = columns.entities[loss]
        if not said.values[_SIDE] and not naming.is_loss(iri):
            continue
        sides = frozenset(said.values[_SIDE])
        begun = Reckoning(
            naming.ref(iri) if said.values[_COUNT] else Ref(iri, ""),
            naming.ref(columns.entities[source]),
            numbers[lost[loss]],
            Manner.PIECES,
            1,
            "",
            sides=sides,
            side_is_open=not any(map(naming.is_party, sides)),
        )
        found += _reckoned(begun, said)
    return tuple(sorted(found, key=lambda one: (one.loss.iri, one.source.iri, one.count)))


def _told(store: Store, columns: Columns, chosen: Flags) -> dict[tuple[int, int], _Told]:
    """Return what the claims `chosen` say, by the numbers of loss and source."""
    tables = {
        columns.documents.index(one.value)
        for [one] in store.select(application_query("tally_tables"))
        if one is not None
    }
    figures: dict[int, str] = {}
    told: defaultdict[tuple[int, int], _Told] = defaultdict(_Told)
    for row in np.flatnonzero(chosen).tolist():
        proposition = int(columns.proposition[row])
        relation = columns.predicates[int(columns.predicate[proposition])]
        one = told[int(columns.subject[proposition]), int(columns.claimant[row])]
        if columns.object[proposition] != NONE:
            value = columns.entities[int(columns.object[proposition])]
        else:
            if proposition not in figures:
                figures[proposition] = _figure(store, columns.propositions[proposition])
            value = figures[proposition]
        one.values[relation].add(value)
        one.claims.setdefault(relation, columns.claims[row])
        one.row = one.row or int(columns.document[row]) in tables
        if day := int(columns.said_to[row]):
            one.days[relation] = max(date.fromordinal(day).isoformat(), one.days.get(relation, ""))
    return dict(told)


def _figure(store: Store, proposition: str) -> str:
    """Return the value that a proposition gives."""
    rows = store.select(application_query("tally_value"), proposition=proposition)
    return next((value.value for _, value in rows if value is not None), "")


def _reckoned(begun: Reckoning, said: _Told) -> Iterator[Reckoning]:
    """Yield what one source says of one loss, where that is a count, or a piece of a list."""
    counts = sorted(int(each) for each in said.values[_COUNT])
    to = max(said.values[_COUNTED_TO], default="")
    if not counts and not (said.row and said.values[_ITEM]):
        return
    deciding = _COUNT if counts else _ITEM
    for count in counts or [1]:
        yield replace(
            begun,
            manner=Manner.RUNNING if to else Manner.STATEMENT if counts else Manner.PIECES,
            count=count,
            day=said.days.get(deciding, ""),
            counted_to=to,
            statuses=frozenset(local_name(each).lower() for each in said.values[_STATUS]),
            part_of=frozenset(said.values[_PART]),
            claim=said.claims.get(deciding, ""),
        )
