"""The entities that a telling speaks of, told without naming all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.columns import NONE

if TYPE_CHECKING:
    from graph.columns import Columns
    from graph.columns.layout import Flags


@dataclass(frozen=True, slots=True, eq=False)
class SpokenOf:
    """Entities as truth values, which says of an IRI whether it is one of them."""

    columns: Columns
    entities: Flags

    def __contains__(self, iri: object) -> bool:
        number = self.columns.entities.index(iri) if isinstance(iri, str) else NONE
        return number != NONE and bool(self.entities[number])
