"""What an IRI is called or stands for, each read when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from graph.model import Ref

if TYPE_CHECKING:
    from graph.claims import Shelf


class Titles(Mapping[str, Ref]):
    """The documents of a store with their titles."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __getitem__(self, iri: str) -> Ref:
        if iri not in self:
            raise KeyError(iri)
        return Ref(iri, self._shelf.documents([iri])[iri].title)

    def __contains__(self, iri: object) -> bool:
        return isinstance(iri, str) and self._shelf.columns.documents.index(iri) >= 0

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelf.columns.documents)

    def __len__(self) -> int:
        return len(self._shelf.columns.documents)


class StandingFor(Mapping[str, str]):
    """Each proposition as stated to the one that stands for its content."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __getitem__(self, iri: str) -> str:
        number = self._shelf.number_of(iri)
        if number < 0:
            raise KeyError(iri)
        return self._shelf.columns.propositions[number]

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelf.columns.propositions)

    def __len__(self) -> int:
        return len(self._shelf.columns.propositions)
