"""Contradictions as a list whose members are made when somebody looks at them: most are only counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, overload

from graph.settings import BULK_LIMITS
from graph.store.batches import in_batches

if TYPE_CHECKING:
    from graph.contradictions.sketching import Sketch
    from graph.contradictions.values import Contradiction, ContradictionKind


class Listed(Sequence["Contradiction"]):
    """Contradictions in the order of `sketches`; it equals a tuple of the same."""

    __slots__ = ("_make", "sketches")

    def __init__(
        self, sketches: Sequence[Sketch], make: Callable[[Sequence[Sketch]], Sequence[Contradiction]]
    ) -> None:
        self.sketches = tuple(sketches)
        self._make = make

    def of(self, sketches: Sequence[Sketch]) -> Listed:
        """Return some of these."""
        return Listed(sketches, self._make)

    def __len__(self) -> int:
        return len(self.sketches)

    @overload
    def __getitem__(self, place: int) -> Contradiction: ...
    @overload
    def __getitem__(self, place: slice) -> Listed: ...
    def __getitem__(self, place: int | slice) -> Contradiction | Listed:
        if isinstance(place, slice):
            return self.of(self.sketches[place])
        return self._make([self.sketches[place]])[0]

    def __iter__(self) -> Iterator[Contradiction]:
        for batch in in_batches(self.sketches, BULK_LIMITS.contradiction_batch):
            yield from self._make(batch)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (Listed, tuple)):
            return NotImplemented
        return len(self) == len(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(sketch.key for sketch in self.sketches))

    def __repr__(self) -> str:
        return repr(tuple(self))


def of_kinds(
    found: Sequence[Contradiction], wanted: Collection[ContradictionKind]
) -> Sequence[Contradiction]:
    """Return those of `found` that are of one of the kinds `wanted`, in their order; none is made for it."""
    if isinstance(found, Listed):
        return found.of([one for one in found.sketches if one.kind in wanted])
    return tuple(one for one in found if one.kind in wanted)


def with_key(found: Sequence[Contradiction], key: str) -> Sequence[Contradiction]:
    """Return the one of `found` with this key, or none."""
    if isinstance(found, Listed):
        return found.of([one for one in found.sketches if one.key == key])
    return tuple(one for one in found if one.key == key)


def kinds_of(found: Sequence[Contradiction]) -> Counter[ContradictionKind]:
    """Return how many of `found` are of which kind; none is made for it."""
    return Counter(one.kind for one in (found.sketches if isinstance(found, Listed) else found))
