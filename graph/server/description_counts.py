"""How much is served of what: counted by queries, once for each build."""

from __future__ import annotations

from dataclasses import dataclass

from graph.namespaces import AG, PREFIXES
from graph.resources import application_query
from graph.store import Store, Term


@dataclass(frozen=True, slots=True)
class Property:
    """How often one property is used."""

    iri: str
    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds."""

    graphs: tuple[tuple[str, int], ...]
    """Each named graph with its triples."""
    subjects: int
    objects: int
    classes: tuple[tuple[str, int], ...]
    """Each class with its things."""
    properties: tuple[Property, ...]

    @property
    def triples(self) -> int:
        """Triples of all graphs."""
        return sum(count for _, count in self.graphs)

    @property
    def entities(self) -> int:
        """Actors, weapons, incidents and places."""
        return dict(self.classes).get(AG + "Entity", 0)

    @property
    def vocabularies(self) -> tuple[str, ...]:
        """The namespaces of the properties and classes that are used, as far as the model knows them."""
        terms = (*(one.iri for one in self.properties), *(iri for iri, _ in self.classes))
        known = PREFIXES.values()
        return tuple(sorted({base for base in known for term in terms if term.startswith(base)}))


def count(store: Store) -> Counts:
    """Count what `store` holds.

    Examples
    --------
    >>> from graph.store import open_store
    >>> count(open_store()).triples
    0
    """
    rows = {
        name: [tuple(map(_value, row)) for row in store.select(application_query(f"served_{name}"))]
        for name in ("graphs", "things", "classes", "properties")
    }
    [(subjects, objects)] = rows["things"]
    return Counts(
        tuple((graph, int(number)) for graph, number in rows["graphs"] if graph),
        int(subjects),
        int(objects),
        tuple((iri, int(number)) for iri, number in rows["classes"] if iri),
        tuple(Property(iri, *map(int, numbers)) for iri, *numbers in rows["properties"] if iri),
    )


def _value(term: Term | None) -> str:
    return "" if term is None else term.value
