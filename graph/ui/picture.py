"""Which view an Explore state asks for, how much of the whole it is in words, and steps between states."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from graph.neighbours import neighbours, not_shown, within
from graph.network import Network, View, ViewLink, ViewNode
from graph.settings import LIMITS
from graph.ui import steps
from graph.ui.history import HISTORY, History, redone, stepped, undone
from graph.ui.memory import known, remember
from graph.ui.opening import Opened
from graph.ui.session import EXPLORE, ExploreState
from graph.ui.words import say
from graph.visualization import SILENT, Payload, vis_payload

__all__ = [
    "EXPLORE",
    "amount",
    "centre",
    "change",
    "find_link",
    "find_node",
    "history",
    "neighbours_missing",
    "payload",
    "picture",
    "redo",
    "select",
    "shown",
    "spoken_words",
    "undo",
]

_DEFAULT_HOPS = 2
_KEPT_PICTURES = 24
"""Pictures kept at hand, so that a rerun that changes none computes none."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture, what is taken out of it by hand, and what lies around its entities."""

    view: View
    by_hand: tuple[str, ...] = ()
    """IRIs of the entities that would be in it and are hidden."""
    more: Mapping[str, int] = field(default_factory=dict)
    """How many neighbours of an entity could be added; no entry for none."""


class _Asked:
    """A picture that is asked for: two are the same where graph and state are, whatever else was opened."""

    __slots__ = ("opened", "state")

    def __init__(self, opened: Opened, state: ExploreState) -> None:
        self.opened, self.state = opened, steps.drawn(state)

    def __hash__(self) -> int:
        return hash((id(self.opened.graph), self.state))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Asked)
            and self.opened.graph is other.opened.graph
            and self.state == other.state
        )


def change(step: Callable[[ExploreState], ExploreState]) -> None:
    """Take one step from the page's present state, from within a callback; it can be undone."""
    before = known(EXPLORE, ExploreState())
    after = step(before)
    remember(HISTORY, stepped(history(), before, after))
    remember(EXPLORE, after)


def select(iri: str) -> None:
    """Show `iri` in the side panel."""
    change(lambda state: steps.select(state, iri))


def history() -> History:
    """Return the steps that can be taken back."""
    return known(HISTORY, History())


def undo() -> None:
    """Take the last step back, from within a callback."""
    _travel(undone)


def redo() -> None:
    """Take the step again that was taken back last, from within a callback."""
    _travel(redone)


def _travel(way: Callable[[History, ExploreState], tuple[History, ExploreState]]) -> None:
    told, state = way(history(), known(EXPLORE, ExploreState()))
    remember(HISTORY, told)
    remember(EXPLORE, state)


def picture(opened: Opened, state: ExploreState) -> View:
    """Return what `state` asks for: surroundings, and what was added to them and taken out by hand."""
    return shown(opened, state).view


def shown(opened: Opened, state: ExploreState) -> Shown:
    """Return the picture that `state` asks for, with what belongs to it."""
    return _shown(_Asked(opened, replace(state, pins=())))


def payload(opened: Opened, state: ExploreState) -> Payload:
    """Return what the browser needs to draw the picture; not to be changed."""
    return _payload(_Asked(opened, state))


@lru_cache(maxsize=_KEPT_PICTURES)
def _payload(asked: _Asked) -> Payload:
    opened, state = asked.opened, asked.state
    here = shown(opened, state)
    view = here.view
    told_whole = not (view.untold or view.silent)
    whole = view if told_whole else picture(opened.under(opened.everything.perspective), state)
    return vis_payload(
        view,
        opened.presentation,
        centre={centre(opened, state)},
        whole=whole,
        more=here.more,
        pins={each.entity: (each.x, each.y) for each in state.pins},
    )


@lru_cache(maxsize=_KEPT_PICTURES)
def _shown(asked: _Asked) -> Shown:
    opened, state = asked.opened, asked.state
    network, hidden = opened.graph.stage, set(state.hidden)
    base = _base(opened, state)
    kept = dict.fromkeys(node.iri for node in base.nodes if node.iri not in hidden)
    wanted = set(kept)
    for entity in _by_hand(network, state, kept, wanted):
        kept[entity] = None
    middle = centre(opened, state)
    wanted |= within(network, middle, state.depth if state.entity else _DEFAULT_HOPS)
    view = _view(opened, list(kept)[: LIMITS.view_max_nodes], base)
    left_out = len(wanted - hidden - {node.iri for node in view.nodes})
    more = not_shown(network, [node.iri for node in view.nodes], hidden)
    return Shown(
        replace(view, hidden=left_out, cut=left_out > 0),
        tuple(iri for iri in state.hidden if iri in wanted),
        more,
    )


def _base(opened: Opened, state: ExploreState) -> View:
    """Return the surroundings alone: what is done by hand finds them again instead of computing them."""
    alone = ExploreState(entity=state.entity, depth=state.depth, nodes=state.nodes)
    return _surroundings(_Asked(opened, alone))


@lru_cache(maxsize=_KEPT_PICTURES)
def _surroundings(asked: _Asked) -> View:
    opened, state = asked.opened, asked.state
    if state.entity:
        return opened.graph.neighbourhood([state.entity], hops=state.depth, max_nodes=state.nodes)
    return opened.graph.default_view(state.nodes)


def _by_hand(
    network: Network, state: ExploreState, kept: Mapping[str, None], wanted: set[str]
) -> Iterator[str]:
    """Yield what was added to `kept` by hand, which the caller fills; all that was asked for is `wanted`."""
    hidden = set(state.hidden)
    added = [iri for iri in state.added if iri in network]
    wanted.update(added)
    yield from (iri for iri in added if iri not in hidden)
    for each in state.expanded:
        around = neighbours(network, each.entity, each.relations, each.kinds)
        wanted.update(around)
        yield from [iri for iri in around if iri not in kept and iri not in hidden][: each.limit]


def _view(opened: Opened, kept: list[str], base: View) -> View:
    """Return the view of exactly `kept`."""
    if len(kept) == len(base.nodes) and {node.iri for node in base.nodes} == set(kept):
        return base
    return opened.graph.neighbourhood(kept, hops=0, max_nodes=max(1, len(kept)))


def centre(opened: Opened, state: ExploreState) -> str:
    """Return the entity in the middle, also of the default view; empty in an empty graph."""
    if state.entity or not opened.whole:
        return state.entity
    return opened.graph.most_told()


def amount(view: View, by_hand: int = 0) -> str:
    """Return how much of the whole a view shows, always, and what is left out by what.

    Examples
    --------
    >>> amount(View((), (), 3, True, 10, 12))
    'Showing 0 of 10 entities and 0 of 12 links. A limit leaves out 3 neighbours.'
    >>> amount(View((), (), 0, False, 10, 12), by_hand=2).partition(". ")[2]
    '2 hidden by hand.'
    """
    told = [
        say(
            "explore.showing",
            nodes=len(view.nodes),
            all_nodes=view.total_nodes,
            links=len(view.links),
            all_links=view.total_links,
        )
    ]
    if view.silent:
        told.append(say("explore.silent", n=len(view.silent), label=SILENT["label"]))
    if view.hidden:
        told.append(say("explore.left_out", n=view.hidden))
    if by_hand:
        told.append(say("explore.by_hand", n=by_hand))
    return " ".join(told)


def spoken_words(view: View, iri: str) -> str:
    """Return what follows the name of an entity of the view of which nobody who counts speaks."""
    return f" ({SILENT['label']})" if iri in view.silent else ""


def find_node(view: View, iri: str) -> ViewNode | None:
    """Return the entity `iri` of the view, if it is in it."""
    return next((node for node in view.nodes if node.iri == iri), None)


def find_link(view: View, iri: str) -> ViewLink | None:
    """Return the link `iri` of the view, if it is in it."""
    return next((link for link in view.links if link.iri == iri), None)


def neighbours_missing(opened: Opened, state: ExploreState, iri: str) -> int:
    """Return how many neighbours of `iri` could be added to the picture, whoever tells of them."""
    return shown(opened, state).more.get(iri, 0)
