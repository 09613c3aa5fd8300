"""The knowledge graph that the app shows, opened once a build, and what to do when it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph.errors import ArmsgraphError, InputError, StoreLockedError, StoreMissingError, StoreVersionError
from graph.knowledge import KnowledgeGraph
from graph.labels import LabelEntry, label_entries
from graph.layout import CURRENT
from graph.lexicon import read_lexicon
from graph.presentation import Presentation, presentation_from
from graph.settings import default_store_location
from graph.ui.memory import forget
from graph.ui.plain import plain

if TYPE_CHECKING:
    from graph.lexicon import Lexicon
    from graph.network import Network


_WATCH_SECONDS = 4.0
_SEEN = "armsgraph-build"


@dataclass(frozen=True, slots=True)
class Opened:
    """A graph, with what every page needs of it and is costly to make."""

    graph: KnowledgeGraph
    presentation: Presentation
    network: Network
    """For reading only."""
    lexicon: Lexicon
    aliases: Mapping[str, tuple[str, ...]]
    """The other names of each entity, the shortest first; no entry for one without."""
    build: str = ""
    """Name of the build that the graph was opened from."""

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
    looks, words = presentation_from(store), read_lexicon(store)
    return Opened(graph, looks, graph.network(), words, _aliases(label_entries(store)), build)


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


def page(draw: Callable[[Opened], None]) -> Callable[[], None]:
    """Return a page that opens the graph first and says in words what went wrong, if anything does."""

    def shown() -> None:
        try:
            graph = opened()
        except ArmsgraphError as error:
            _explain(error)
            return
        _announce_new_build(graph.build)
        _watch(graph.build)
        try:
            draw(graph)
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
