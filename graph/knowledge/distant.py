"""A store asked only for what one question needs: for graphs on a server, or too large to be read whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.frontiers import Supplier, evidence_of
from graph.model import PathAnswer, Ref
from graph.network import Restriction, ViewLink, ViewNode, build_network
from graph.openings import openings
from graph.pathfinding import Direction, PathQuestion, find_by_frontiers, find_paths

if TYPE_CHECKING:
    from graph.search import LabelIndex
    from graph.store import Store

STOPPED = "What would open one is not all known: the search for that stopped at its limit."


class Distant:
    """Answers what can be answered without reading all that a store holds.

    Memory grows with what lies between the entities asked about, not with the graph.
    """

    def __init__(self, store: Store, index: LabelIndex) -> None:
        self.supplier = Supplier(store)
        self._index = index
        self._known: dict[str, Ref] = {}

    def resolve(self, name: str) -> Ref:
        """Return the one entity that `name` means, by the label index, with its label.

        Raises
        ------
        UnknownEntityError, AmbiguousEntityError
            If no entity or several are called so.
        """
        iri = self._index.resolve(name).iri
        if iri not in self._known:
            self._known.update((one.iri, Ref(one.iri, one.label)) for one in self.supplier.nodes([iri]))
        return self._known.get(iri) or Ref(iri, name)

    def paths(self, question: PathQuestion) -> PathAnswer:
        """Return the best paths, each hop with its claims, or what would open one.

        Raises
        ------
        InputError
            As `graph.pathfinding.find_paths` does.
        """
        asked = question.restriction
        named = self.supplier.nodes({question.start, question.end, *asked.through, *asked.avoid})
        grown = find_by_frontiers(question, named, self._links_of)
        if not grown.answer.paths:
            return replace(grown.answer, opens=self._what_opens(question, named))
        evidence = evidence_of(self.supplier, grown.links, {one.iri for one in named})
        answer = find_paths(evidence, question)
        return replace(answer, cut=answer.cut or grown.answer.cut)

    def _links_of(self, entities: Collection[str], direction: Direction) -> Iterable[ViewLink]:
        return self.supplier.links_of(
            entities, outwards=direction is not Direction.IN, inwards=direction is not Direction.OUT
        )

    def _what_opens(self, question: PathQuestion, named: Collection[ViewNode]) -> tuple[str, ...]:
        stopped = []

        def measure(restriction: Restriction, max_hops: int) -> int | None:
            eased = replace(question, k=1, max_hops=max_hops, restriction=restriction)
            answer = find_by_frontiers(eased, named, self._links_of).answer
            if answer.paths:
                return len(answer.paths[0].hops)
            stopped.extend([STOPPED] if answer.cut else [])
            return None

        ways = openings(
            build_network(named, ()),
            question.start,
            question.end,
            question.restriction,
            max_hops=question.max_hops,
            measure=measure,
        )
        sentences = (way.sentence for way in ways if way.restriction or not stopped)
        return (*sentences, *stopped[:1])
