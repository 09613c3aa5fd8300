"""The knowledge graph that people import: every question, and those about disagreement above all."""

from __future__ import annotations

from pathlib import Path as FilePath

from graph.knowledge.coursing import Coursing
from graph.settings import default_store_location
from graph.store import open_store


class KnowledgeGraph(Coursing):
    """Actors, weapons and incidents, and who says what of them.

    Entities and relations are given by IRI, label, alias or the end of an IRI (``actor/x``); answers
    hold canonical entities. Everything read from the store is kept, so that a second question is quick.

    Examples
    --------
    >>> from graph.store import open_store
    >>> KnowledgeGraph(open_store()).documents()
    ()
    """

    @classmethod
    def open(cls, location: str | FilePath | None = None, *, build_name: str = "") -> KnowledgeGraph:
        """Open the graph in the store directory `location`, or in the usual one.

        Of its builds the current one is opened, or the one called `build_name`, as long as it is kept.

        Raises
        ------
        StoreError
            If there is no finished store of this version.
        """
        where = default_store_location() if location is None else location
        return cls(open_store(where, build_name=build_name))
