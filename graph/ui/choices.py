"""What the perspective bar offers to choose from: sides and speakers, sources, documents, identities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import streamlit as st

from graph.errors import ArmsgraphError
from graph.identity import Verdict
from graph.presentation import spaced
from graph.saved import NamedPerspective, shipped_perspectives
from graph.sentences import listed
from graph.settings import LIMITS
from graph.ui.memory import perspective_asked
from graph.ui.opening import Opened
from graph.ui.words import say


@dataclass(frozen=True, slots=True)
class Choices:
    """What a perspective can be made of, in the order that people look for it."""

    named: tuple[NamedPerspective, ...]
    """Sides that came with the data, then what users keep."""
    words: Mapping[str, str]
    """What people read for each choice."""
    speakers: tuple[str, ...]
    """IRIs of the actors that say something, or for whom something is said."""
    outlets: tuple[str, ...]
    documents: tuple[str, ...]
    judgements: tuple[str, ...]
    """IRIs of the judgements that hold two entities to be one."""

    @property
    def tellers(self) -> tuple[str, ...]:
        """Whose word can count: those with a name first."""
        return (*(one.name for one in self.named), *self.speakers)

    @property
    def sources(self) -> tuple[str, ...]:
        """What can be taken out."""
        sides = (one.name for one in self.named if one.perspective.told_by)
        return tuple(dict.fromkeys((*sides, *self.speakers, *self.outlets, *self.documents)))

    def say(self, choice: str) -> str:
        """Return what people read for `choice`."""
        return self.words.get(choice, choice)


def choices(opened: Opened) -> Choices:
    """Return what there is to choose from in the graph, with the perspectives that are kept just now."""
    found = _found(opened)
    named = _named(opened)
    taken = {one.name.casefold() for one in named}
    words = {iri: _apart_from(taken, opened, iri, label) for iri, label in found.words.items()}
    words |= {one.name: one.name if one.shipped else say("bar.kept", name=one.name) for one in named}
    words |= {iri: name for iri in asked_for() if (name := _name(opened, iri)) and iri not in words}
    return Choices(named, words, found.speakers, found.outlets, found.documents, found.judgements)


def asked_for() -> tuple[str, ...]:
    """Return what the perspective names, which may be beyond what is listed."""
    state = perspective_asked()
    return (*state.told, *state.without, *state.outlets, *state.documents)


def _name(opened: Opened, iri: str) -> str:
    """Return what people call an actor or a document; empty for what is neither."""
    titles = opened.everything.titles
    return opened.known_label(iri) or (titles[iri].label if iri in titles else "")


def _named(opened: Opened) -> tuple[NamedPerspective, ...]:
    """Return the perspectives with a name; where a kept one cannot be read, those that came with the data."""
    try:
        return opened.everything.perspectives()
    except ArmsgraphError:  # the page has said so already
        return shipped_perspectives(opened.everything.store)


def _apart_from(taken: set[str], opened: Opened, iri: str, label: str) -> str:
    """Return the label of an actor, with its class where a side has that name, too."""
    kind = opened.types(iri)[:1]
    return f"{label} ({spaced(kind[0]).lower()})" if kind and label.casefold() in taken else label


def _content(opened: Opened) -> tuple[object, ...]:
    return opened.location, opened.build, opened.everything.perspective.apart


@st.cache_resource(show_spinner=False, max_entries=LIMITS.opened_perspectives, hash_funcs={Opened: _content})
def _found(opened: Opened) -> Choices:
    """Return what the graph itself offers, looked up once for each build and judgements switched off."""
    graph = opened.everything
    speakers = {one.iri: one.label for one in graph.speakers()}
    documents = graph.documents()[-LIMITS.listed_choices :]
    titles = {document.iri: document.title for document in documents}
    outlets = {one.outlet.iri: one.outlet.label for one in documents if one.outlet}
    same = {
        one.iri: listed(sorted(map(opened.known_label, one.entities)))
        for one in graph.identities()
        if one.verdict is Verdict.SAME
    }
    words = {**speakers, **outlets, **titles, **same}
    return Choices(
        (),
        words,
        _by_label(speakers, words),
        _by_label(outlets, words),
        tuple(titles),
        _by_label(same, words),
    )


def _by_label(iris: Iterable[str], words: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(iris, key=lambda iri: (words[iri].casefold(), iri)))
