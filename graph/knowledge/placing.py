"""Questions about some entities of a network: how central these are, and to which community each belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph import asking
from graph.analytics import Measure, Part
from graph.columns import NONE
from graph.knowledge.analysing import WHOLE
from graph.knowledge.communing import Communing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.analytics.nets import Net


class Placing(Communing):
    """What a drawing wants to know of its entities."""

    def measured(
        self, measure: Measure | str, entities: Iterable[str], *, part: Part = WHOLE
    ) -> dict[str, float]:
        """Return how central each of `entities`, given by IRI, is; those outside the network are left out.

        Raises
        ------
        InputError
            As `centrality` does.
        """
        net = self._network_of(part).net
        values = self._scores_of(part, asking.word_named(Measure, measure, "a measure"), False).values
        places = {iri: self._place_in(net, iri) for iri in entities}
        return {iri: float(values[place]) for iri, place in places.items() if place != NONE}

    def grouped(self, entities: Iterable[str], *, part: Part = WHOLE) -> dict[str, int]:
        """Return the number of the community of each of `entities`, as `communities` numbers them.

        Whoever has no link belongs to none and is left out.

        Raises
        ------
        InputError
            As `communities` does.
        """
        net, _, grouping = self._grouped(part, False, 1.0)
        places = {iri: self._place_in(net, iri) for iri in entities}
        return {iri: int(grouping.community[place]) + 1 for iri, place in places.items() if place != NONE}

    def _place_in(self, net: Net, iri: str) -> int:
        """Return the place of an entity; one that nobody has where it is not in the network."""
        number = self._columns.entities.index(iri)
        place = int(np.searchsorted(net.entities, number))
        return place if place < net.size and net.entities[place] == number else NONE
