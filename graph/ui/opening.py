"""The knowledge graph that the app shows, opened once a build, and what to do when it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph.errors import ArmsgraphError, InputError, StoreLockedError, StoreMissingError, StoreVersionError
from graph.knowledge import KnowledgeGraph
from graph.lexicon import read_lexicon
from graph.presentation import Presentation, presentation_from
from graph.settings import default_store_location
from graph.ui.memory import forget
from graph.ui.plain import plain

if TYPE_CHECKING:
    from graph.lexicon import Lexicon
    from graph.network import Network


@dataclass(frozen=True, slots=True)
class Opened:
    """A graph, with what every page needs of it and is costly to make."""

    graph: KnowledgeGraph
    presentation: Presentation
    network: Network
    """For reading only."""
    lexicon: Lexicon

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
    location = default_store_location()
    return _open(location, _build_name(location))


def _build_name(location: str) -> str:
    try:
        return (Path(location) / "CURRENT").read_text(encoding="utf-8")
    except OSError:
        return ""


@st.cache_resource(show_spinner="Opening the graph", max_entries=2)
def _open(location: str, _build: str = "", /) -> Opened:
    graph = KnowledgeGraph.open(location)
    return Opened(graph, presentation_from(graph.store), graph.network(), read_lexicon(graph.store))


def page(draw: Callable[[Opened], None]) -> Callable[[], None]:
    """Return a page that opens the graph first and says in words what went wrong, if anything does."""

    def shown() -> None:
        try:
            graph = opened()
        except ArmsgraphError as error:
            _explain(error)
            return
        try:
            draw(graph)
        except ArmsgraphError as error:
            st.error(plain(str(error)))
            st.button("Start over", key="start-over-after-error", on_click=forget)

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
