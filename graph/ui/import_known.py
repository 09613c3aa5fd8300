"""What the graph knows by the names that stand in a table."""

from __future__ import annotations

from functools import lru_cache

from graph.errors import ArmsgraphError
from graph.labels import folded_form
from graph.matching import Kinds
from graph.matching.known import kind_of
from graph.namespaces import local_name
from graph.ui.opening import Opened


def kinds_of(opened: Opened) -> Kinds:
    """Return what says whether a name is that of an actor, a weapon, a place or an outlet of this graph."""

    @lru_cache(maxsize=4_096)
    def kind(name: str) -> str:
        try:
            found = opened.everything.search(name, 1)
        except ArmsgraphError:
            return ""
        if not found or folded_form(found[0].matched) != folded_form(name):
            return ""
        return kind_of([local_name(one) for one in opened.types(found[0].iri)])

    return kind
