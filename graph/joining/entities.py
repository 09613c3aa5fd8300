"""What can be joined: actors, weapons and places of a store, their names and the graph they come from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.namespaces import AG, GRAPH_CURATED, local_name
from graph.resources import application_query
from graph.settings import LIMITS
from graph.store.batches import batched, in_batches

if TYPE_CHECKING:
    from graph.store import Store

_POINT = re.compile(r"POINT *\( *(-?[\d.]+) +(-?[\d.]+)")
KINDS = ("Actor", "Weapon", "Place")
"""Incidents are not joined by their names: two reports of one day and place may be two incidents."""
_SAYING_NOTHING = frozenset({"unspecified-arms", "weapon"})
"""The categories of weapons that say nothing: that of no stated kind, and the one above all."""


@dataclass(frozen=True, slots=True)
class Joinable:
    """An entity that may be another entity of another graph."""

    iri: str
    graph: str
    """IRI of the graph that names it."""
    kind: str
    """``Actor``, ``Weapon`` or ``Place``."""
    label: str
    names: tuple[str, ...]
    """All its names, the label first."""
    types: frozenset[str] = frozenset()
    """Names of its classes, wider ones too."""
    categories: frozenset[str] = frozenset()
    """IRIs of its categories and of what is broader than these; those that say nothing are left out."""
    own_categories: frozenset[str] = frozenset()
    """IRIs of the categories that are stated of it; those that say nothing are left out."""
    made_in: frozenset[str] = frozenset()
    point: tuple[float, float] | None = None
    """Latitude and longitude in degrees."""

    @property
    def has_variants(self) -> bool:
        """Whether it is of a kind of which one can be a variant of another."""
        return self.kind == "Weapon"

    @property
    def is_curated(self) -> bool:
        """Whether it belongs to the articles, not to an import."""
        return self.graph == GRAPH_CURATED


def joinable_entities(store: Store, kinds: Iterable[str] = KINDS) -> tuple[Joinable, ...]:
    """Return the actors, weapons and places of `store`, those of `kinds`, by their IRIs; often none."""
    asked = frozenset(kinds)
    named = _named(store, (kind for kind in KINDS if kind in asked))
    categories, own = _categories(store) if "Weapon" in asked else ({}, {})
    makers = _objects(store, "joining_makers") if "Weapon" in asked else {}
    placed = _objects(store, "joining_points") if "Place" in asked else {}
    points = {iri: _point(min(found)) for iri, found in placed.items()}
    return tuple(
        Joinable(
            iri=iri,
            graph=one.graph,
            kind=one.kind,
            label=one.label,
            names=(one.label, *sorted(one.names - {one.label})),
            types=frozenset(one.types),
            categories=frozenset(c for c in categories.get(iri, ()) if local_name(c) not in _SAYING_NOTHING),
            own_categories=frozenset(c for c in own.get(iri, ()) if local_name(c) not in _SAYING_NOTHING),
            made_in=frozenset(makers.get(iri, ())),
            point=points.get(iri),
        )
        for iri, one in sorted(named.items())
    )


class _Gathered:
    """What is gathered of one entity, row by row."""

    __slots__ = ("graph", "kind", "label", "names", "types")

    def __init__(self) -> None:
        self.graph = self.kind = self.label = ""
        self.names: set[str] = set()
        self.types: set[str] = set()


def _named(store: Store, kinds: Iterable[str]) -> dict[str, _Gathered]:
    found: defaultdict[str, _Gathered] = defaultdict(_Gathered)
    for kind in kinds:
        for _, narrower in store.select(application_query("joining_classes"), kind=AG + kind):
            if narrower is None:
                continue
            for _, entity in store.select(application_query("joining_entities"), **{"class": narrower}):
                if entity is not None:
                    found[entity.value].kind = kind
                    found[entity.value].types |= {kind, local_name(narrower.value)}
    for batch in in_batches(found, LIMITS.frontier_batch):
        _name(store, batch, found)
    return {iri: one for iri, one in found.items() if one.label}


def _name(store: Store, batch: Iterable[str], found: Mapping[str, _Gathered]) -> None:
    """Give entities their names; asked for these alone, as a join would look at every label there is."""
    for entity, label, graph in store.select(batched(application_query("joining_labels"), entity=batch)):
        if entity is not None and label is not None and graph is not None:
            one = found[entity.value]
            if not one.label or label.value < one.label:
                one.label, one.graph = label.value, graph.value
            one.names.add(label.value)
    for entity, name in store.select(batched(application_query("joining_names"), entity=batch)):
        if entity is not None and name is not None:
            found[entity.value].names.add(name.value)


def _objects(store: Store, query: str) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entity, value in store.select(application_query(query)):
        if entity is not None and value is not None:
            found[entity.value].add(value.value)
    return dict(found)


def _categories(store: Store) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return the categories of each weapon with what is broader, and those stated."""
    wide: defaultdict[str, set[str]] = defaultdict(set)
    own: defaultdict[str, set[str]] = defaultdict(set)
    for weapon, category, stated in store.select(application_query("joining_categories")):
        if weapon is not None and category is not None and stated is not None:
            wide[weapon.value].add(category.value)
            own[weapon.value].add(stated.value)
    return dict(wide), dict(own)


def _point(text: str) -> tuple[float, float] | None:
    """Return latitude and longitude of a point in well-known text, which has them the other way round."""
    found = _POINT.search(text)
    return (float(found.group(2)), float(found.group(1))) if found else None
