"""What a row does not say though an entity of a class that it makes must have it said."""

from __future__ import annotations

from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass

from graph.mapping.blocks import THING, ClaimBlock, ThingBlock, is_made, place
from graph.mapping.cells import Forms
from graph.mapping.demands import Demand, demands
from graph.mapping.format import Mapping


@dataclass(frozen=True, slots=True)
class Lack:
    """What a row lacks."""

    demand: Demand
    values: frozenset[str]
    """Names of the values of which one would do."""


@dataclass(frozen=True, slots=True)
class _Demanding:
    """A thing that may be of a class with demands."""

    slot: str
    kind: str
    """A class, or the value that gives it in braces."""
    claims: tuple[ClaimBlock, ...]
    """What is said of it."""

    def demand(self, forms: Forms) -> Demand | None:
        name = forms.get(self.kind[1:-1], "") if self.kind.startswith("{") else self.kind
        return demands().get(name)


class Lacking:
    """Holds rows to what entities of their classes must have said of them.

    Parameters
    ----------
    mapping
        By which rows are read.
    things, claims
        Its blocks.
    """

    def __init__(
        self, mapping: Mapping, things: Table[str, ThingBlock], claims: Sequence[ClaimBlock]
    ) -> None:
        self._things = things
        self._listed = [slot for slot, block in things.items() if block.listed]
        self._demanding = [
            _Demanding(THING + one.name, one.kind, tuple(c for c in claims if c.rule.says[0] == one.name))
            for one in mapping.things
            if one.kind in demands() or one.kind.startswith("{")
        ]

    def of(self, forms: Forms, items: Table[str, list[Forms]]) -> Lack | None:
        """Return what the row with these values and items lacks; None where it lacks nothing."""
        for thing in self._demanding:
            demand = thing.demand(forms)
            if demand is None:
                continue
            said = [block for block in thing.claims if self._is_said(block, forms, items)]
            if said and not any(block.rule.says[1] in demand.relations for block in said):
                needed = [block for block in thing.claims if block.rule.says[1] in demand.relations]
                return Lack(demand, frozenset(name for block in needed for name in self._values(block)))
        return None

    def _is_said(self, block: ClaimBlock, forms: Forms, items: Table[str, list[Forms]]) -> bool:
        if not block.rule.each:
            return is_made(block, forms)
        for item in items[block.rule.each]:
            listed = {**forms, **item}
            place(self._things, self._listed, listed)
            if is_made(block, listed):
                return True
        return False

    def _values(self, block: ClaimBlock) -> tuple[str, ...]:
        """Return the values that make the object of a claim."""
        target = str(block.rule.says[2])
        thing = self._things.get(THING + target)
        return thing.needs if thing else (target,)
