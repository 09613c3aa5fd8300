"""Read what sources say of the losses of some weapons: from the columns, the figures alone from the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import NONE
from graph.model import Ref, Stance
from graph.namespaces import AG, local_name
from graph.tallies.figures import Figures
from graph.tallies.reckoning import Manner, Reckoning

if TYPE_CHECKING:
    from graph.columns import Columns
    from graph.columns.layout import Flags, Ids, Offsets

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
    claims: dict[str, str] = field(default_factory=dict)
    """Of each relation the IRI of the first claim."""
    is_row: bool = False
    """Whether it is told in a table."""

    def take(self, claim: str, relation: str, value: str, day: int) -> None:
        """Take in the next of its claims; a `day` of 0 is unknown."""
        self.values[relation].add(value)
        self.claims.setdefault(relation, claim)
        if day:
            self.days[relation] = max(day, self.days.get(relation, 0))


def read_reckonings(
    figures: Figures,
    columns: Columns,
    counting: Flags,
    weapons: Iterable[str],
    naming: Naming,
    *,
    held: dict[tuple[int, int], list[Reckoning]] | None = None,
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
    held
        What was read before by the same claims, by the numbers of loss and weapon: it is not read again, and
        what is read is put to it. A loss of one weapon counts for its family and its kinds, too.
    """
    read = {} if held is None else held
    numbers = [number for one in weapons if (number := columns.entities.index(one)) != NONE]
    items = (columns.predicate == columns.predicates.index(_ITEM)) & np.isin(columns.object, numbers)
    lost = dict(zip(columns.subject[items].tolist(), columns.object[items].tolist(), strict=True))
    fresh = {loss: weapon for loss, weapon in lost.items() if (loss, weapon) not in read}
    read.update((one, []) for one in fresh.items())
    for loss, weapon, found in _reckonings_of(fresh, figures, columns, counting, naming):
        read[loss, weapon] += found
    every = (one for pair in lost.items() for one in read[pair])
    return tuple(sorted(every, key=lambda one: (one.loss.iri, one.source.iri, one.count)))


def _reckonings_of(
    lost: Mapping[int, int], figures: Figures, columns: Columns, counting: Flags, naming: Naming
) -> Iterator[tuple[int, int, Iterable[Reckoning]]]:
    """Yield for each source what it says of one of the losses `lost`, with the weapon of that."""
    names = dict(zip(lost, columns.entities.several(lost), strict=True))
    wanted = [number for name in _WANTED if (number := columns.predicates.index(name)) != NONE]
    about = np.isin(columns.subject, list(lost)) & np.isin(columns.predicate, wanted)
    rows = np.flatnonzero(counting & about[columns.proposition] & (columns.stance == _ASSERTS))
    known, entities = _Known(naming), cache(columns.entities.__getitem__)
    for (loss, source), said in _told(figures, columns, rows):
        if said.values[_SIDE] or naming.is_loss(names[loss]):
            weapon = lost[loss]
            yield loss, weapon, _reckoned(names[loss], entities(source), entities(weapon), said, known)


class _Known:
    """What many reckonings have in common, made once: their sources, their sides, what became of them."""

    def __init__(self, naming: Naming) -> None:
        self.ref = cache(naming.ref)
        self.day = cache(lambda day: date.fromordinal(day).isoformat() if day else "")
        self.statuses = cache(lambda iris: frozenset(local_name(each).lower() for each in iris))
        self.sides = cache(lambda iris: (iris, not any(map(naming.is_party, iris))))


def _told(figures: Figures, columns: Columns, rows: Offsets) -> Iterator[tuple[tuple[int, int], _Told]]:
    """Yield what the claims in `rows` say, by the numbers of loss and source."""
    losses, sources = columns.subject[columns.proposition[rows]], columns.claimant[rows]
    rows = rows[np.lexsort((rows, sources, losses))]
    about = columns.proposition[rows]
    values = _values(figures, columns, np.unique(about))
    tables = [columns.documents.index(one) for one in figures.tables]
    names = {one: columns.predicates[one] for one in np.unique(columns.predicate[about]).tolist()}
    told = zip(
        zip(columns.subject[about].tolist(), columns.claimant[rows].tolist(), strict=True),
        columns.claims.several(rows),
        [names[one] for one in columns.predicate[about].tolist()],
        [values[one] for one in about.tolist()],
        np.isin(columns.document[rows], tables).tolist(),
        columns.said_to[rows].tolist(),
        strict=True,
    )
    for whose, group in groupby(told, key=itemgetter(0)):
        one = _Told()
        for _, claim, name, value, from_table, day in group:
            one.take(claim, name, value, day)
            one.is_row = one.is_row or from_table
        yield whose, one


def _values(figures: Figures, columns: Columns, propositions: Ids) -> dict[int, str]:
    """Return what each of `propositions` gives: the IRI of a thing, or a value as it is written."""
    ends = columns.object[propositions]
    figured, things = propositions[ends == NONE], np.unique(ends[ends != NONE])
    names = dict(zip(things.tolist(), columns.entities.several(things.tolist()), strict=True))
    read = dict(zip(figured.tolist(), figures.of(figured), strict=True))
    given = zip(propositions.tolist(), ends.tolist(), strict=True)
    return {number: read[number] if end == NONE else names[end] for number, end in given}


def _reckoned(loss: str, source: str, weapon: str, said: _Told, known: _Known) -> Iterator[Reckoning]:
    """Yield what one source says of one loss, where that is a count, or a piece of a list.

    Only the losses of statements get a label.
    """
    counts = sorted(int(each) for each in said.values[_COUNT])
    to = max(said.values[_COUNTED_TO], default="")
    if not counts and not (said.is_row and said.values[_ITEM]):
        return
    deciding = _COUNT if counts else _ITEM
    sides, is_open = known.sides(frozenset(said.values[_SIDE]))
    for count in counts or [1]:
        yield Reckoning(
            loss=known.ref(loss) if counts and not to else Ref(loss, ""),
            source=known.ref(source),
            weapon=weapon,
            manner=Manner.RUNNING if to else Manner.STATEMENT if counts else Manner.PIECES,
            count=count,
            day=known.day(said.days.get(deciding, 0)),
            counted_to=to,
            sides=sides,
            statuses=known.statuses(frozenset(said.values[_STATUS])),
            side_is_open=is_open,
            part_of=frozenset(said.values[_PART]),
            claim=said.claims.get(deciding, ""),
        )
