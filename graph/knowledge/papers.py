"""The documents that stand behind a graph: how many claims each holds, and those with most of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graph.columns.reading import property_values
from graph.knowledge.outlooks import Outlooks
from graph.model import Document
from graph.namespaces import AG
from graph.settings import LIMITS


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

        At most so many, those with most claims that count; only they are read.

        Examples
        --------
        >>> from graph.store import open_store
        >>> Sources(open_store()).papers().in_all
        0
        """
        columns, shelf = self._columns, self._reading.shelf
        size = len(columns.documents)
        claims = np.bincount(columns.document[self._counting], minlength=size)
        telling = np.zeros(size + 1, np.bool_)  # what is no document marks the last
        telling[columns.document[self._counting & ~columns.reference]] = True
        texts = (iri for iri, _ in property_values(self.store, AG + "digest"))
        telling[columns.documents.indices(texts)] = True
        wanted = np.flatnonzero(telling[:-1] != works)
        best = wanted[np.argsort(-claims[wanted], kind="stable")[:most]].tolist()
        held = shelf.documents(columns.documents[number] for number in best)
        order = sorted(held.values(), key=lambda one: (not one.date, one.date, one.iri))
        counts = {columns.documents[number]: int(claims[number]) for number in best}
        return Papers(tuple(order), counts, len(wanted))
