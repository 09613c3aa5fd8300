"""The claims of a link, read when somebody looks at them: most links are drawn without that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias, overload

if TYPE_CHECKING:
    from graph.model import Claim

Read: TypeAlias = "Callable[[Sequence[int]], Mapping[int, tuple[Claim, ...]]]"
"""Reads the claims that count about the propositions with these numbers."""


class Evidence(Sequence["Claim"]):
    """The claims about one proposition that count, as a sequence that is read when it is first looked into.

    How many there are is known before. It equals a tuple of the same claims.
    """

    __slots__ = ("_claims", "_count", "_number", "_read")

    def __init__(self, number: int, count: int, read: Read) -> None:
        self._number, self._count, self._read = number, count, read
        self._claims: tuple[Claim, ...] | None = None

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Claim: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Claim, ...]: ...
    def __getitem__(self, place: int | slice) -> Claim | tuple[Claim, ...]:
        return self._known()[place]

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._known())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (Evidence, tuple)):
            return NotImplemented
        return len(self) == len(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self._known())

    def __repr__(self) -> str:
        return repr(self._known())

    def _known(self) -> tuple[Claim, ...]:
        if self._claims is None:
            self._claims = self._read([self._number])[self._number]
        return self._claims
