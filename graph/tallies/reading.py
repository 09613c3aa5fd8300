"""Read what sources say of the losses of some weapons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.dates import span_of
from graph.model import Ref
from graph.namespaces import AG, local_name
from graph.resources import application_query
from graph.tallies.reckoning import Manner, Reckoning

if TYPE_CHECKING:
    from graph.store import Store

_ITEM, _SIDE, _COUNT, _STATUS, _COUNTED_TO, _PART = (
    AG + name for name in ("item", "losingSide", "count", "lossStatus", "countedTo", "partOfIncident")
)
_ASSERTS = AG + "Asserts"


@dataclass(slots=True)
class _Told:
    """What one source says of one loss, claim by claim."""

    values: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    days: dict[str, str] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)
    row: bool = False


def read_reckonings(
    store: Store,
    weapons: Iterable[str],
    *,
    canonical: Callable[[str], str],
    ref: Callable[[str], Ref],
    is_party: Callable[[str], bool] | None = None,
    counts: Callable[[str], bool] | None = None,
) -> tuple[Reckoning, ...]:
    """Return what sources say of losses of `weapons`, in the order of losses and sources; often nothing.

    Parameters
    ----------
    weapons
        IRIs of weapons, each as its graph names it.
    canonical
        The entity that an entity is held to be.
    ref
        An entity with its label.
    is_party
        Says of an actor whether it is a side in a war, as people are not; all are unless given.
    counts
        Says of the IRI of a claim whether it counts; all do unless given.
    """
    found: list[Reckoning] = []
    for weapon in sorted(set(weapons)):
        told: defaultdict[tuple[str, str], _Told] = defaultdict(_Told)
        _gather(store, weapon, told, canonical, counts)
        for (loss, source), said in sorted(told.items()):
            sides = frozenset(map(canonical, said.values[_SIDE]))
            is_open = not sides or not (is_party is None or any(map(is_party, sides)))
            begun = Reckoning(ref(loss), ref(source), weapon, Manner.PIECES, 1, "")
            found += _reckoned(replace(begun, sides=sides, side_is_open=is_open), said)
    return tuple(found)


def _gather(
    store: Store,
    weapon: str,
    told: defaultdict[tuple[str, str], _Told],
    canonical: Callable[[str], str],
    counts: Callable[[str], bool] | None,
) -> None:
    rows = store.select(application_query("tally_losses"), weapon=weapon)
    for _, loss, relation, value, claim, claimant, stance, day, row in rows:
        if loss is None or relation is None or value is None or claim is None or claimant is None:
            continue
        if stance is None or stance.value != _ASSERTS or (counts is not None and not counts(claim.value)):
            continue
        one = told[loss.value, canonical(claimant.value)]
        one.values[relation.value].add(value.value)
        one.claims.setdefault(relation.value, claim.value)
        one.row = one.row or (row is not None and row.value == "true")
        if day is not None:
            one.days[relation.value] = max(_last_day(day.value), one.days.get(relation.value, ""))


def _last_day(text: str) -> str:
    """Return the last day that a date can mean: by then it surely was said. Empty where it is no date."""
    span = span_of(text)
    return span.end.isoformat() if span else ""


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
