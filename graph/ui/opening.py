"""The knowledge graph that the app shows, opened once a build and perspective, and what if it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph.errors import ArmsgraphError, InputError, StoreLockedError, StoreMissingError, StoreVersionError
from graph.knowledge import KnowledgeGraph
from graph.labels import LabelEntry, label_entries
from graph.layout import CURRENT
from graph.lexicon import read_lexicon
from graph.perspective import EVERYTHING, Perspective
from graph.presentation import Presentation, presentation_from
from graph.settings import LIMITS, default_store_location
from graph.ui.address import Parameters, Reading
from graph.ui.memory import forget, put_under, read_again, recall_perspective
from graph.ui.outlook import perspective_of, read_perspective
from graph.ui.plain import plain
from graph.ui.session import PerspectiveState

if TYPE_CHECKING:
    from graph.lexicon import Lexicon
    from graph.network import Network


_WATCH_SECONDS = 4.0
_SEEN = "armsgraph-build"


@dataclass(frozen=True, slots=True)
class Opened:
    """A graph under a perspective, with what every page needs of it and is costly to make."""

    graph: KnowledgeGraph
    """What the perspective tells."""
    everything: KnowledgeGraph
    """The same graph with every claim counting; who is held apart in `graph` is held apart here, too."""
    presentation: Presentation
    network: Network
    """All entities and the links that are told. For reading only."""
    whole: Network
    """All entities and every link. For reading only."""
    lexicon: Lexicon
    aliases: Mapping[str, tuple[str, ...]]
    """The other names of each entity, the shortest first; no entry for one without."""
    build: str = ""
    """Name of the build that the graph was opened from."""
    location: str = ""

    @property
    def perspective(self) -> Perspective:
        """Which claims count."""
        return self.graph.perspective

    def under(self, perspective: Perspective) -> Opened:
        """Return the same graph under `perspective`, which replaces the one here."""
        return self if perspective == self.perspective else _under(self.location, self.build, perspective)

    def label(self, iri: str) -> str:
        """Return the label of an entity, or its IRI if there is none of it."""
        return str(self.network.nodes[iri]["label"]) if iri in self.network else iri

    def known_label(self, iri: str) -> str:
        """Return the label of anything in the store, a relation or a class too; empty if it has none."""
        return self.lexicon.labels.get(iri, "")

    def types(self, iri: str) -> tuple[str, ...]:
        """Return the classes of an entity, most specific first; empty for what is none."""
        return self.lexicon.types.get(iri, ())

    def entities(self) -> list[str]:
        """Return the IRIs of all entities in the order of their labels."""
        return sorted(self.network, key=lambda iri: (self.label(iri).casefold(), iri))

    def entity(self, name: str) -> str:
        """Return the IRI of the entity called `name`, also where the URL writes it short."""
        found = self.graph.resolve(name).iri
        if found not in self.network:
            raise InputError(f"{name!r} is in the store but not an entity of the graph.")
        return found


def opened() -> Opened:
    """Return the current build; a newer one is picked up as soon as it is there."""
    return _open(default_store_location(), build_name())


def build_name() -> str:
    """Return the name of the build in use; empty while there is none."""
    try:
        return (Path(default_store_location()) / CURRENT).read_text(encoding="utf-8")
    except OSError:
        return ""


@st.cache_resource(show_spinner="Opening the graph", max_entries=2)
def _open(location: str, build: str) -> Opened:
    """Open the graph at `location`, anew for each `build`: Streamlit keeps one answer for each argument."""
    graph = KnowledgeGraph.open(location)
    store = graph.store
    looks, words, network = presentation_from(store), read_lexicon(store), graph.network()
    aliases = _aliases(label_entries(store))
    return Opened(graph, graph, looks, network, network, words, aliases, build, location)


@st.cache_resource(show_spinner="Choosing which claims count", max_entries=LIMITS.opened_perspectives)
def _under(location: str, build: str, perspective: Perspective) -> Opened:
    """Return the graph of `build` under `perspective`, judged once for all who ask for it."""
    base = _open(location, build)
    if perspective == EVERYTHING:
        return base
    apart = Perspective(apart=perspective.apart)
    graph = base.graph.under(perspective)
    network = graph.network()
    if perspective == apart:
        return replace(base, graph=graph, everything=graph, network=network, whole=network)
    whole = base.under(apart)
    return replace(base, graph=graph, everything=whole.graph, network=network, whole=whole.network)


def _aliases(entries: Iterable[LabelEntry]) -> dict[str, tuple[str, ...]]:
    """Return the names of each entity that do not stand in its label anyway."""
    names: dict[str, set[str]] = {}
    for entry in entries:
        if entry.text.casefold() not in entry.label.casefold():
            names.setdefault(entry.entity, set()).add(entry.text)
    return {iri: tuple(sorted(found, key=lambda text: (len(text), text))) for iri, found in names.items()}


@st.fragment(run_every=_WATCH_SECONDS)
def _watch(seen: str) -> None:
    """Look now and then whether the store was built anew, so that a page left open notices by itself."""
    if build_name() != seen:
        st.rerun(scope="app")


def _announce_new_build(name: str) -> None:
    """Say once that what is shown comes from another build than the page before."""
    before = st.session_state.get(_SEEN, name)
    st.session_state[_SEEN] = name
    if before != name:
        st.info("The store was built anew in the meantime. This page now shows the new graph.")


def _as_asked(base: Opened, name: str) -> Opened:
    """Return `base` under the perspective that the page called `name` is asked for."""

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
        st.warning(plain(f"{error} Until then every claim counts."))
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
        _announce_new_build(graph.build)
        _watch(graph.build)
        try:
            draw(_as_asked(graph, name))
        except ArmsgraphError as error:
            st.error(plain(str(error)))
            st.button("Start over", key="start-over-after-error", on_click=forget)
        except Exception:
            if build_name() == graph.build:
                raise
            st.rerun()  # the build under this page was replaced while it was drawn

    return shown


def _explain(error: ArmsgraphError) -> None:
    """Draw the page that stands in for all others while there is no store to show."""
    st.header(_headline(error), anchor=False)
    st.text(str(error))
    st.markdown("Build the store from the shipped data, then reload this page:")
    st.code("armsgraph build", language="bash")
    st.caption(
        "In a checkout `make run` builds the store and opens the app. "
        "A store elsewhere is named by the environment variable `ARMSGRAPH_STORE`."
    )


def _headline(error: ArmsgraphError) -> str:
    headlines: dict[type[ArmsgraphError], str] = {
        StoreMissingError: "There is no graph to show yet.",
        StoreVersionError: "This store was made by another version of armsgraph.",
        StoreLockedError: "The store is just being built.",
    }
    return headlines.get(type(error), "The store cannot be opened.")
