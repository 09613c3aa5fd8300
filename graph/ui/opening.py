"""The knowledge graph that the app shows, opened once a build, perspective and filter; else why it is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from graph.analytics.apart import told_apart
from graph.errors import ArmsgraphError, InputError, StoreLockedError, StoreMissingError, StoreVersionError
from graph.filters import NOTHING_LEFT_OUT, Filter
from graph.knowledge import KnowledgeGraph
from graph.perspective import EVERYTHING, Perspective
from graph.presentation import Presentation, presentation_from
from graph.settings import LIMITS, default_store_location
from graph.ui.access import keep_focus
from graph.ui.address import Parameters, Reading
from graph.ui.memory import (
    filter_read_again,
    forget,
    put_under,
    read_again,
    recall_filter,
    recall_perspective,
)
from graph.ui.menu import carry_along
from graph.ui.outlook import filter_of, perspective_of, read_filter, read_perspective
from graph.ui.plain import plain
from graph.ui.rebuilt import announce_switch, is_kept, offer_newer, shown_build
from graph.ui.session import FilterState, PerspectiveState
from graph.ui.words import say

if TYPE_CHECKING:
    from graph.lexicon import Lexicon
    from graph.network import Network


@dataclass(frozen=True, slots=True)
class Opened:
    """A graph under a perspective and a filter, with what every page needs of it and is costly to make."""

    graph: KnowledgeGraph
    """What the perspective tells and the filter lets through."""
    everything: KnowledgeGraph
    """The same graph with every claim counting and nothing left out; who is held apart stays apart."""
    presentation: Presentation
    network: Network
    """The entities looked at and the links that are told. For reading only."""
    whole: Network
    """All entities and every link. For reading only."""
    lexicon: Lexicon
    build: str = ""
    """Name of the build that the graph was opened from."""
    location: str = ""

    @property
    def perspective(self) -> Perspective:
        """Which claims count."""
        return self.graph.perspective

    def under(self, perspective: Perspective) -> Opened:
        """Return the same graph under `perspective`, which replaces the one here; the filter stays."""
        return self._opened(perspective, self.filter)

    @property
    def filter(self) -> Filter:
        """What is looked at."""
        return self.graph.filters[0] if self.graph.filters else NOTHING_LEFT_OUT

    def narrowed(self, filter: Filter) -> Opened:
        """Return the same graph under `filter`, which replaces the one here; the perspective stays."""
        return self._opened(self.perspective, filter)

    def _opened(self, perspective: Perspective, filter: Filter) -> Opened:
        if (perspective, filter) == (self.perspective, self.filter):
            return self
        return _narrowed(self.location, self.build, perspective, filter)

    def label(self, iri: str) -> str:
        """Return the label of an entity, or its IRI if there is none of it."""
        return str(self.whole.nodes[iri]["label"]) if iri in self.whole else iri

    def name(self, iri: str) -> str:
        """Return the label of an entity, told apart from those of the same name among much linked ones."""
        return self._listed().get(iri) or self.label(iri)

    def apart(self, iri: str) -> str:
        """Return what tells an entity from others of its name, as `name` has it; empty where nothing must."""
        return self.name(iri).removeprefix(self.label(iri))[2:-1]

    def known_label(self, iri: str) -> str:
        """Return the label of anything in the store, a relation or a class too; empty if it has none."""
        return self.lexicon.labels.get(iri, "")

    def types(self, iri: str) -> tuple[str, ...]:
        """Return the classes of an entity, most specific first; empty for what is none."""
        return self.lexicon.types.get(iri, ())

    def aliases(self, iri: str) -> tuple[str, ...]:
        """Return the other names of an entity, the shortest first; empty for one without."""
        return self.everything.names_of(iri)

    def entities(self) -> list[str]:
        """Return the IRIs of the entities that a box lists, in the order of their labels.

        Of a large graph they are those in most links; any other is found by typing its name.
        """
        return list(self._listed())

    def _listed(self) -> dict[str, str]:
        return _listed(self.everything, self.location, self.build, self.everything.perspective.apart)

    def entity(self, name: str) -> str:
        """Return the IRI of the entity called `name`, also where the URL writes it short."""
        found = self.graph.resolve(name).iri
        if found not in self.whole:
            raise InputError(f"{name!r} is in the store but not an entity of the graph.")
        return found


def opened() -> Opened:
    """Return the build that this session shows, the newest for a new one."""
    return _open(default_store_location(), shown_build())


@st.cache_resource(show_spinner=say("opening.spinner"), max_entries=LIMITS.kept_builds)
def _open(location: str, build: str) -> Opened:
    """Open that very build of the store at `location`; Streamlit keeps one answer for each argument."""
    graph = KnowledgeGraph.open(location, build_name=build)
    looks, network = presentation_from(graph.store), graph.links_told
    return Opened(graph, graph, looks, network, network, graph.lexicon, build, location)


@st.cache_resource(show_spinner=say("opening.spinner_perspective"), max_entries=LIMITS.opened_perspectives)
def _under(location: str, build: str, perspective: Perspective) -> Opened:
    """Return the graph of `build` under `perspective`, judged once for all who ask for it."""
    base = _open(location, build)
    if perspective == EVERYTHING:
        return base
    apart = Perspective(apart=perspective.apart)
    graph = base.graph.under(perspective)
    network = graph.links_told
    if perspective == apart:
        return replace(base, graph=graph, everything=graph, network=network, whole=network)
    whole = base.under(apart)
    return replace(base, graph=graph, everything=whole.graph, network=network, whole=whole.network)


@st.cache_resource(show_spinner=say("opening.spinner_filter"), max_entries=LIMITS.opened_perspectives)
def _narrowed(location: str, build: str, perspective: Perspective, filter: Filter) -> Opened:
    """Return the graph of `build` under `perspective` and `filter`, for all who ask for it."""
    whole = _under(location, build, perspective)
    if filter == NOTHING_LEFT_OUT:
        return whole
    graph = whole.graph.narrowed(filter)
    return replace(whole, graph=graph, network=graph.links_told)


@st.cache_resource(show_spinner=False, max_entries=LIMITS.opened_perspectives)
def _listed(
    _graph: KnowledgeGraph,
    location: str,  # noqa: ARG001 - by this and what follows Streamlit tells one answer from another
    build: str,  # noqa: ARG001
    apart: tuple[str, ...],  # noqa: ARG001
) -> dict[str, str]:
    """Return the entities that a box lists with their names, no two alike, in the order of these."""
    found = _graph.entities()
    _graph.lexicon.know(found)
    names = told_apart(map(_graph.lexicon.ref, found), _graph.lexicon.types)
    return {one.iri: one.label for one in sorted(names, key=lambda one: (one.label.casefold(), one.iri))}


def _as_asked(base: Opened, name: str) -> Opened:
    """Return `base` under the perspective and the filter that the page called `name` is asked for."""
    return _looked_at(_told(base, name), name)


def _looked_at(told: Opened, name: str) -> Opened:
    def read(parameters: Parameters) -> Reading[FilterState]:
        return read_filter(parameters, told.everything)

    state = recall_filter(name, read)
    try:
        return told.narrowed(filter_of(state, told.everything))
    except InputError:  # a new build lacks a class or a place, or it is held to be another
        return told.narrowed(filter_of(filter_read_again(read), told.everything))


def _told(base: Opened, name: str) -> Opened:

    def read(parameters: Parameters) -> Reading[PerspectiveState]:
        return read_perspective(parameters, base.graph)

    try:
        base.graph.perspectives()  # says which of those that are kept cannot be read
        state = recall_perspective(name, read)
        try:
            return base.under(perspective_of(state, base.graph))
        except InputError:  # a perspective that was kept is gone, or an entity with a new build
            return base.under(perspective_of(read_again(read), base.graph))
    except ArmsgraphError as error:
        st.warning(say("opening.everything_counts", problem=plain(str(error))))
        put_under(PerspectiveState())
        return base


def page(name: str, draw: Callable[[Opened], None]) -> Callable[[], None]:
    """Return a page that opens the graph first and says in words what went wrong, if anything does.

    Parameters
    ----------
    name
        What the page is called in the session.
    draw
        Draws it: the graph it gets is under the perspective that all pages share.
    """

    def shown() -> None:
        try:
            graph = opened()
        except ArmsgraphError as error:
            _explain(error)
            return
        announce_switch()
        offer_newer(graph.build)
        try:
            asked = _as_asked(graph, name)
            carry_along()
            keep_focus()
            draw(asked)
        except ArmsgraphError as error:
            if not is_kept(graph.build):
                st.rerun()
            st.error(plain(str(error)))
            st.button(say("opening.start_over"), key="start-over-after-error", on_click=forget)
        except Exception:
            if is_kept(graph.build):
                raise
            st.rerun()  # the build under this page was removed while it was drawn

    return shown


def _explain(error: ArmsgraphError) -> None:
    """Draw the page that stands in for all others while there is no store to show."""
    st.header(_headline(error), anchor=False)
    st.text(str(error))
    st.markdown(say("opening.how_to_build"))
    st.code("armsgraph build", language="bash")
    st.caption(say("opening.hint"))


def _headline(error: ArmsgraphError) -> str:
    headlines: dict[type[ArmsgraphError], str] = {
        StoreMissingError: "opening.missing",
        StoreVersionError: "opening.other_version",
        StoreLockedError: "opening.being_built",
    }
    return say(headlines.get(type(error), "opening.cannot_open"))
