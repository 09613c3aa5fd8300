"""Names of entities as answers list them: who bears the name of another is told by an address, too."""

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

    Before imports are joined with the rest, several entities may be called ``Russia``.

    Examples
    --------
    >>> from graph.model import Ref
    >>> [one.label for one in told_apart([Ref(ID + "state/x", "X"), Ref(ID + "oryx/x", "X"), Ref("y", "Y")])]
    ['X (state/x)', 'X (oryx/x)', 'Y']
    """
    given = tuple(refs)
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for one in given:
        bearers[one.label].add(one.iri)
    return tuple(
        replace(one, label=f"{one.label} ({one.iri.removeprefix(ID)})")
        if len(bearers[one.label]) > 1
        else one
        for one in given
    )
