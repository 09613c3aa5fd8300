"""Where claims contradict each other, told from columns: the whole list in its order, with nothing read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from graph.columns import NONE, contradicted
from graph.conflicts import ConflictKind
from graph.contradictions.finding import key_of
from graph.contradictions.told import ASSERTS, DENIES, UNSURE, ToldByNumber
from graph.contradictions.values import ContradictionKind

_FRAMING = list(ConflictKind).index(ConflictKind.FRAMING)
_INCOMPATIBLE = list(ConflictKind).index(ConflictKind.INCOMPATIBLE)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A contradiction by numbers, from which it can be made when somebody looks at it."""

    kind: ContradictionKind
    key: str
    of: tuple[int, ...]
    """The proposition, or the members of the conflict."""
    sides: tuple[int, ...]
    """The propositions that its sides are about."""
    paths_through: int
    least_origins: int
    """Named origins of the weaker of the opposing sides."""
    conflict: int = NONE
    """The number of the conflict in the columns; `NONE` where one proposition contradicts itself."""

    @property
    def order(self) -> tuple[bool, int, int, str]:
        """What contradictions are sorted by, heaviest first."""
        framing = self.kind is ContradictionKind.FRAMING
        return (framing, -self.paths_through, -self.least_origins, self.key)


def sketches(told: ToldByNumber, exists: Callable[[Sketch], bool]) -> list[Sketch]:
    """Return every contradiction that the claims told make, of every kind, heaviest first.

    Parameters
    ----------
    told
        The claims that count.
    exists
        Decides, by its claims, of one that may be only a change of mind, or a difference of framing that one
        speaker alone makes.
    """
    found = [*_of_stances(told, exists), *_of_conflicts(told, exists)]
    return sorted(found, key=lambda one: one.order)


def _of_stances(told: ToldByNumber, exists: Callable[[Sketch], bool]) -> Iterator[Sketch]:
    judged = told.judged
    kinds = {
        ContradictionKind.OPPOSITE: (judged.asserted & judged.denied, (ASSERTS, DENIES)),
        ContradictionKind.DOUBT: (judged.asserted & judged.doubted & ~judged.denied, (ASSERTS, UNSURE)),
        ContradictionKind.DENIAL: (judged.denied & ~judged.asserted, (DENIES,)),
    }
    for kind, (mask, stances) in kinds.items():
        for number in np.flatnonzero(mask).tolist():
            weaker = [int(told.origins[stance][number]) for stance in stances]
            if kind is ContradictionKind.DENIAL and judged.doubted[number]:
                weaker.append(int(told.origins[UNSURE][number]))
            key, one = _key(told, kind, [number]), (number,)
            sketch = Sketch(kind, key, one, one, _weight(told, one), min(weaker))
            if kind is ContradictionKind.DENIAL or not told.by_one[number] or exists(sketch):
                yield sketch


def _of_conflicts(told: ToldByNumber, exists: Callable[[Sketch], bool]) -> Iterator[Sketch]:
    columns, judged = told.columns, told.judged
    framings = columns.conflict_kind == _FRAMING
    for number in np.flatnonzero(framings | contradicted(columns, judged).conflicts).tolist():
        first, last = columns.conflict_offsets[number : number + 2].tolist()
        members = columns.conflict_members[first:last]
        kind = ContradictionKind(tuple(ConflictKind)[columns.conflict_kind[number]].value)
        if framings[number]:
            held, unsure = members[told.told[members]], ()
        else:
            held = members[_excluding(told, first, last)]
            raised = judged.doubted[members] & ~judged.asserted[members] & ~judged.denied[members]
            unsure = members[raised].tolist() if columns.conflict_kind[number] == _INCOMPATIBLE else ()
        if not len(held):
            continue
        sides = (*held.tolist(), *unsure)
        weaker = _weaker(told, held.tolist(), framing=bool(framings[number]))
        of, weight = tuple(members.tolist()), _weight(told, held.tolist())
        sketch = Sketch(kind, _key(told, kind, of), of, sides, weight, weaker, number)
        if not (framings[number] or _by_one(told, held.tolist())) or exists(sketch):
            yield sketch


def _excluding(told: ToldByNumber, first: int, last: int) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Return which members of a conflict are asserted and exclude another asserted one."""
    columns = told.columns
    asserted = told.judged.asserted[columns.conflict_members[first:last]]
    low, high = columns.conflict_low[first:last], columns.conflict_high[first:last]
    least, most = high[asserted].min(initial=np.inf), low[asserted].max(initial=-np.inf)
    found: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] = asserted & ((low > least) | (high < most))
    return found


def _weaker(told: ToldByNumber, held: list[int], *, framing: bool) -> int:
    """Return the named origins of the weakest of the sides that oppose each other."""
    if not framing:
        return min(int(told.origins[ASSERTS][number]) for number in held)
    judged = told.judged
    taken = [(ASSERTS, judged.asserted), (DENIES, judged.denied)]
    firm = [int(told.origins[place][one]) for one in held for place, flags in taken if flags[one]]
    open_ones = [int(told.origins[UNSURE][one]) for one in held if judged.doubted[one]]
    return min(firm if len(firm) > 1 else [*firm, *open_ones], default=0)


def _by_one(told: ToldByNumber, propositions: list[int]) -> bool:
    """Say whether one speaker or one body made every assertion of `propositions`."""
    rows = [row for one in propositions for row in told.rows(one).tolist()]
    spoken = [told.voices(row) for row in rows if told.columns.stance[row] == ASSERTS]
    return bool(frozenset.intersection(*spoken)) if spoken else False


def _key(told: ToldByNumber, kind: ContradictionKind, of: Sequence[int]) -> str:
    return key_of(kind, [told.columns.propositions[number] for number in of])


def _weight(told: ToldByNumber, opposed: Iterable[int]) -> int:
    return max((int(told.weights[number]) for number in opposed), default=0)
