"""The links of a batch of entities, asked of a store by SPARQL, seen through its identity judgements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from graph.identity import Identity
from graph.lexicon import Lexicon, read_lexicon
from graph.model import Ref, Standing, Status
from graph.namespaces import GRAPH_ONTOLOGY
from graph.network import ViewLink, ViewNode
from graph.resources import application_query
from graph.settings import LIMITS
from graph.store.batches import batched, in_batches, store_of

if TYPE_CHECKING:
    from graph.store import Store, Term

Row = tuple["Term | None", ...]
_STATUSES = {status.iri: status for status in Status}


class Supplier:
    """Asks a store for what lies around entities; keeps nothing of the answers but what is small.

    Examples
    --------
    >>> from graph.store import open_store
    >>> list(Supplier(open_store()).links_of(["https://w3id.org/armsgraph/id/actor/nobody"]))
    []
    """

    def __init__(self, store: Store, batch: int = LIMITS.frontier_batch) -> None:
        self.store = store
        self._batch = batch
        self.queries = 0
        """Queries sent so far."""

    def links_of(
        self, entities: Collection[str], *, outwards: bool = True, inwards: bool = True
    ) -> Iterator[ViewLink]:
        """Yield the links of canonical `entities`, without claims; those of one content as one.

        A link between two of them comes once for each.
        """
        for batch in in_batches(sorted(entities), self._batch):
            members = {**{one: one for one in batch}, **self.folded_into(batch)}
            if outwards:
                yield from self._links("frontier_out", members)
            if inwards:
                yield from self._links("frontier_in", members)

    def folded_into(self, entities: Iterable[str]) -> dict[str, str]:
        """Return each entity that is shown as one of `entities`, with that one."""
        return dict(self._pairs("frontier_folded", canonical=entities))

    def canonical(self, entities: Iterable[str]) -> Identity:
        """Return as whom each of `entities` is shown."""
        return Identity(dict(self._pairs("frontier_canonical", folded=entities)))

    def nodes(self, entities: Iterable[str]) -> tuple[ViewNode, ...]:
        """Return those of canonical `entities` that there are, with their labels and classes."""
        wanted = tuple(entities)
        lexicon = self.lexicon_of(self.rows("frontier_named", thing=wanted))
        return tuple(
            ViewNode(iri, lexicon.ref(iri).label, lexicon.types[iri])
            for iri in wanted
            if iri in lexicon.types
        )

    def rows(self, query: str, **batches: Iterable[Term | str]) -> Iterator[Row]:
        """Yield the rows of an application query for all terms, some of the first batch at a time."""
        (name, terms), *others = batches.items()
        text = application_query(query)
        for batch in in_batches(terms, self._batch):
            self.queries += 1
            yield from self.store.select(batched(text, **{name: batch}, **dict(others)))

    @cached_property
    def ontology(self) -> Store:
        """The ontology alone, in memory."""
        self.queries += 1
        return store_of((), self.store.quads(GRAPH_ONTOLOGY))

    def lexicon_of(self, rows: Iterable[Row]) -> Lexicon:
        """Return the words of the ontology and of what `rows` of thing, property, value say."""
        return read_lexicon(store_of(triples(rows), self.ontology.quads()))

    @cached_property
    def _classes(self) -> frozenset[str]:
        found = self.ontology.select(application_query("frontier_classes"))
        return frozenset(str(one.value) for (one,) in found if one is not None)

    def _links(self, query: str, members: Mapping[str, str]) -> Iterator[ViewLink]:
        """Yield the links of the entities folded into `members`, the smallest IRI standing for a content."""
        found: defaultdict[tuple[str, str, str], dict[str, Standing]] = defaultdict(dict)
        for row in self.rows(query, entity=members):
            entity, proposition, predicate, other, kind, canonical, status, origins, unknown = map(_text, row)
            if kind in self._classes:
                ends = members[entity], canonical or other
                content = (
                    (ends[0], predicate, ends[1])
                    if query == "frontier_out"
                    else (ends[1], predicate, ends[0])
                )
                found[content][proposition] = Standing(_STATUSES[status], int(origins), int(unknown))
        for (subject, predicate, target), stated in found.items():
            iri = min(stated)
            yield ViewLink(iri, subject, target, Ref(predicate, ""), stated[iri], ())

    def _pairs(self, query: str, **batch: Iterable[str]) -> Iterator[tuple[str, str]]:
        return ((_text(one), _text(other)) for one, other in self.rows(query, **batch))


def triples(rows: Iterable[Row]) -> Iterator[tuple[Term, Term, Term]]:
    """Yield those rows of thing, property, value in which nothing is missing."""
    return (
        (one, name, value)
        for one, name, value in rows
        if one is not None and name is not None and value is not None
    )


def _text(term: Term | None) -> str:
    return "" if term is None else str(term.value)
