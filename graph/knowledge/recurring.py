"""Questions about what recurs: patterns of links, such as who supplied what was used where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.analytics import Found, Motifs, Part, Pattern, known_patterns, pattern_named
from graph.analytics.chains import chains_of
from graph.analytics.families import families_of
from graph.columns import NONE
from graph.knowledge.analysing import WHOLE
from graph.knowledge.placing import Placing
from graph.lexicon import relation_named
from graph.settings import BULK_LIMITS

if TYPE_CHECKING:
    from graph.analytics.chains import Chains
    from graph.analytics.nets import Counts, Net
    from graph.columns.layout import Flags


class Recurring(Placing):
    """What one can ask of links in a row."""

    def patterns(self) -> tuple[Pattern, ...]:
        """Return the patterns that come with this package."""
        return tuple(known_patterns().values())

    def motifs(
        self,
        pattern: str = "supplied-used",
        *,
        passing: str = "",
        part: Part = WHOLE,
        limit: int | None = BULK_LIMITS.analysis_shown,
    ) -> Motifs:
        """Return where a pattern of links is found, most first, each with the chain that stands best.

        Parameters
        ----------
        pattern
            The name of one of `patterns`, or the path of a TOML file of that sort.
        passing
            An entity that every chain must hold.

        Raises
        ------
        InputError
            If there is no such pattern or entity, or the pattern names a relation that the ontology lacks.
        """
        asked = pattern_named(pattern)
        net, extent = self._network_of(part)
        chains = chains_of(
            net,
            asked,
            of_kind=self._reading.ground.of_kind,
            relations={name: self._taken_in(name) for step in asked.steps for name in step.relations},
            passing=self._place_in(net, self.named(passing).iri) if passing else None,
            families=self._families(net),
        )
        found = tuple(self._found(net, asked, chains, row) for row in range(len(chains.groups))[:limit])
        return Motifs(extent, asked, found, len(chains.groups), chains.found, chains.cut)

    def _families(self, net: Net) -> Counts:
        """Return the places of variants and of their families, of those that are in the network."""

        def place(iri: str) -> int | None:
            found = self._place_in(net, iri)
            return None if found == NONE else found

        return families_of(self._reading.identity, place)

    def _taken_in(self, name: str) -> Flags:
        """Return which relations of the columns are the one called `name` or a special case of it."""
        known = self._reading.relations
        wanted = relation_named((one.ref for one in known.values()), name).iri
        taken = [
            iri == wanted or (iri in known and wanted in known[iri].broader)
            for iri in self._columns.predicates
        ]
        return np.array(taken, np.bool_)

    def _found(self, net: Net, pattern: Pattern, chains: Chains, row: int) -> Found:
        filled = [one.entity for one in self._members(net, chains.entities[row], None)]
        blanks = tuple(zip(pattern.blanks, filled, strict=True))
        by_blank = dict(blanks)
        lexicon = self._reading.lexicon
        links = tuple(self._links.link(int(net.link[place])) for place in chains.links[row].tolist())
        return Found(
            each=tuple(by_blank[one] for one in pattern.each),
            counted=int(chains.counted[row]),
            blanks=blanks,
            links=links,
            ends=tuple((lexicon.ref(one.source), lexicon.ref(one.target)) for one in links),
            weakest=int(chains.weakest[row]),
        )
