"""Names of entities as answers list them: who bears the name of another is told by kind and origin, too."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from graph.lexicon import words_of
from graph.namespaces import ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.model import Ref

_OF_ARTICLES = ("actor", "incident", "place", "weapon", "category", "document")
"""How addresses of what is told by hand begin; those of an import begin with its name."""
_NO_TYPES: Mapping[str, Sequence[str]] = MappingProxyType({})


def told_apart(refs: Iterable[Ref], types: Mapping[str, Sequence[str]] = _NO_TYPES) -> tuple[Ref, ...]:
    """Return entities with labels by which no two are taken for one, in their order.

    Before imports are joined with the rest, several entities may be called ``Russia``. Their labels then
    say what each is and where it comes from, and of those that share both as much of the address as
    tells them apart.

    Parameters
    ----------
    refs
        The entities.
    types
        Their classes, most specific first, as far as they are known.

    Examples
    --------
    >>> from graph.model import Ref
    >>> [one.label for one in told_apart([Ref(ID + "actor/x", "X"), Ref(ID + "oryx/state/x", "X")])]
    ['X (of the articles)', 'X (of oryx)']
    >>> two = [Ref(ID + "ucdp/side/1", "X"), Ref(ID + "ucdp/place/x", "X")]
    >>> [one.label for one in told_apart(two)]
    ['X (side, of ucdp)', 'X (place, of ucdp)']
    >>> [one.label for one in told_apart(two, {two[0].iri: ("State",), two[1].iri: ("Place",)})]
    ['X (state, of ucdp)', 'X (place, of ucdp)']
    """
    given = tuple(refs)
    bearers: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for one in given:
        bearers[one.label][one.iri] = None
    said = {label: _said(iris, types) for label, iris in bearers.items() if len(iris) > 1}
    return tuple(
        replace(one, label=f"{one.label} ({said[one.label][one.iri]})") if one.label in said else one
        for one in given
    )


def _said(iris: Iterable[str], types: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """Return for each of some entities of one name what none of the others is."""
    addresses = {iri: _address(iri) for iri in iris}
    found = {}
    for iri, (origin, steps) in addresses.items():
        kind = words_of(types[iri][0]) if types.get(iri) else ""
        near = [one for one, (place, _) in addresses.items() if place == origin and one != iri]
        if any(types.get(one, ("",))[0] == types.get(iri, ("",))[0] for one in near):
            kind = _shortest(steps, [addresses[one][1] for one in near])
        found[iri] = f"{kind}, of {origin}" if kind else f"of {origin}"
    return found


def _address(iri: str) -> tuple[str, list[str]]:
    """Return where an entity comes from, and the steps of its address beyond that."""
    if not iri.startswith(ID):
        parts = urlsplit(iri)
        return parts.netloc or iri, parts.path.strip("/").split("/")
    first, *others = iri.removeprefix(ID).split("/")
    return ("the articles", [first, *others]) if first in _OF_ARTICLES else (first, others)


def _shortest(steps: Sequence[str], others: Iterable[Sequence[str]]) -> str:
    """Return the first steps of an address that none of the others begins with."""
    known = [list(one) for one in others]
    for length in range(1, len(steps)):
        if all(one[:length] != list(steps[:length]) for one in known):
            return " ".join(steps[:length])
    return " ".join(steps)
