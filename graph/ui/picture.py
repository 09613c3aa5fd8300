"""Which view an Explore state asks for, how much of the whole it is in words, and steps between states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graph.network import View, ViewLink, ViewNode
from graph.settings import LIMITS
from graph.ui.memory import known, remember
from graph.ui.opening import Opened
from graph.ui.session import EXPLORE, ExploreState
from graph.views import most_told
from graph.visualization import SILENT

__all__ = [
    "EXPLORE",
    "amount",
    "centre",
    "change",
    "find_link",
    "find_node",
    "neighbours_missing",
    "picture",
    "select",
    "spoken_words",
]


def change(step: Callable[[ExploreState], ExploreState]) -> None:
    """Take one step from the page's present state, from within a callback."""
    remember(EXPLORE, step(known(EXPLORE, ExploreState())))


def select(iri: str) -> None:
    """Show `iri` in the side panel."""
    change(lambda state: replace(state, selected=iri))


def picture(opened: Opened, state: ExploreState) -> View:
    """Return the surroundings that `state` asks for, with what was added to them by hand."""
    graph = opened.graph
    if state.entity:
        view = graph.neighbourhood([state.entity], hops=state.depth, max_nodes=state.nodes)
    else:
        view = graph.default_view(state.nodes)
    shown = dict.fromkeys(node.iri for node in view.nodes)
    hidden = view.hidden
    for each in state.expanded:
        around = graph.neighbourhood([each.entity], hops=1, max_nodes=each.limit + 1)
        shown.update(dict.fromkeys(node.iri for node in around.nodes))
        hidden += around.hidden
    if not state.expanded:
        return view
    kept = list(shown)[: LIMITS.view_max_nodes]
    hidden += len(shown) - len(kept)
    whole = graph.neighbourhood(kept, hops=0, max_nodes=len(kept))
    return replace(whole, hidden=hidden, cut=hidden > 0)


def centre(opened: Opened, state: ExploreState) -> str:
    """Return the entity in the middle, also of the default view; empty in an empty graph."""
    if state.entity or not opened.whole:
        return state.entity
    return most_told(opened.whole)


def amount(view: View) -> str:
    """Return how much of the whole a view shows, always, and what a limit or the perspective leaves out.

    Examples
    --------
    >>> amount(View((), (), 3, True, 10, 12))
    'Showing 0 of 10 entities and 0 of 12 links. A limit leaves out 3 neighbours.'
    """
    words = (
        f"Showing {len(view.nodes)} of {view.total_nodes} entities "
        f"and {len(view.links)} of {view.total_links} links."
    )
    if view.silent:
        are = "is" if len(view.silent) == 1 else "are"
        words += f" {len(view.silent)} of the entities, drawn in grey, {are} {SILENT['label']}."
    if view.hidden:
        words += f" A limit leaves out {view.hidden} neighbour{'' if view.hidden == 1 else 's'}."
    return words


def spoken_words(view: View, iri: str) -> str:
    """Return what follows the name of an entity of the view of which nobody who counts speaks."""
    return f" ({SILENT['label']})" if iri in view.silent else ""


def find_node(view: View, iri: str) -> ViewNode | None:
    """Return the entity `iri` of the view, if it is in it."""
    return next((node for node in view.nodes if node.iri == iri), None)


def find_link(view: View, iri: str) -> ViewLink | None:
    """Return the link `iri` of the view, if it is in it."""
    return next((link for link in view.links if link.iri == iri), None)


def neighbours_missing(opened: Opened, view: View, iri: str) -> int:
    """Return how many neighbours of `iri` are not in the view, whoever tells of them."""
    network = opened.whole
    if iri not in network:
        return 0
    around = {*network.succ[iri], *network.pred[iri]}
    return len(around - {node.iri for node in view.nodes})
