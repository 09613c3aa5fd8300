"""Names of entities as answers list them: who bears the name of another is told by what it is one of, too."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.namespaces import ID

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model import Ref


def told_apart(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    """Return entities with labels by which no two are taken for one, in their order.

    Before imports are joined with the rest, several entities may be called ``Russia``. As much of the
    address as tells them apart is put into words: its import and kind, and only if need be its number.

    Examples
    --------
    >>> from graph.model import Ref
    >>> [one.label for one in told_apart([Ref(ID + "ucdp/side/1", "X"), Ref(ID + "ucdp/place/x", "X")])]
    ['X (ucdp side)', 'X (ucdp place)']
    >>> [one.label for one in told_apart([Ref(ID + "actor/x", "X"), Ref(ID + "oryx/state/x", "X")])]
    ['X (actor)', 'X (oryx)']
    """
    given = tuple(refs)
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for one in given:
        bearers[one.label].add(one.iri)
    return tuple(
        replace(one, label=f"{one.label} ({_shortest(one.iri, bearers[one.label])})")
        if len(bearers[one.label]) > 1
        else one
        for one in given
    )


def _shortest(iri: str, among: set[str]) -> str:
    """Return the first words of the address `iri` that none of the others `among` begins with."""
    address, *others = (one.removeprefix(ID).split("/") for one in (iri, *(among - {iri})))
    for length in range(1, len(address)):
        if all(one[:length] != address[:length] for one in others):
            return " ".join(address[:length])
    return " ".join(address)
