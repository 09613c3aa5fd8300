"""The documents that stand behind a graph: how many claims each holds, and those with most of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import NONE
from graph.columns.reading import property_values
from graph.knowledge.outlooks import Outlooks
from graph.model import Document
from graph.namespaces import AG
from graph.settings import LIMITS

if TYPE_CHECKING:
    from graph.columns.layout import Flags


@dataclass(frozen=True, slots=True)
class Papers:
    """Documents of one sort."""

    documents: tuple[Document, ...]
    """Those with most claims, the oldest first, those without a date last."""
    claims: Mapping[str, int]
    """How many claims that count stand in each, by its IRI."""
    in_all: int
    """How many documents of this sort there are."""


class Sources(Outlooks):
    """What one can ask of the documents."""

    def papers(self, *, works: bool = False, most: int = LIMITS.page_rows) -> Papers:
        """Return the documents that tell something, or the `works` that only back reference facts.

        At most so many, those with most claims that count; only they are read. Which sort a document is of
        does not depend on which claims count.

        Examples
        --------
        >>> from graph.store import open_store
        >>> Sources(open_store()).papers().in_all
        0
        """
        columns, shelf = self._columns, self._reading.shelf
        claims = np.bincount(columns.document[self._counting], minlength=len(columns.documents))
        telling, cited = self._papers_telling, self._papers_cited
        wanted = np.flatnonzero(~telling & ~cited if works else telling)
        best = wanted[np.argsort(-claims[wanted], kind="stable")[:most]].tolist()
        held = shelf.documents(columns.documents[number] for number in best)
        order = sorted(held.values(), key=lambda one: (not one.date, one.date, one.iri))
        counts = {columns.documents[number]: int(claims[number]) for number in best}
        return Papers(tuple(order), counts, len(wanted))

    def papers_only_cited(self) -> int:
        """Return how many documents nothing is read from: reports that the rows of an import name."""
        return int(np.count_nonzero(self._papers_cited))

    @cached_property
    def _papers_telling(self) -> Flags:
        """Which documents tell something beyond reference facts, or are there as texts."""
        columns = self._columns
        telling = np.zeros(len(columns.documents) + 1, np.bool_)  # what is no document marks the last
        telling[columns.document[~columns.reference]] = True
        texts = (iri for iri, _ in property_values(self.store, AG + "digest"))
        telling[columns.documents.indices(texts)] = True
        found: Flags = telling[:-1]
        return found

    @cached_property
    def _papers_cited(self) -> Flags:
        """Which documents hold no claim, and are not there as texts."""
        columns = self._columns
        held = np.bincount(columns.document[columns.document != NONE], minlength=len(columns.documents))
        found: Flags = (held == 0) & ~self._papers_telling
        return found
