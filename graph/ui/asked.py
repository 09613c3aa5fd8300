"""What the page of ready questions is looking at, and how it is read back from its URL."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.inquiries import INQUIRIES
from graph.ui.address import Parameters, Reader, Reading, Resolve
from graph.ui.session import long_iri, short_iri
from graph.ui.words import say

QUESTIONS = "questions"
"""Name of the page, in the URL and in the session."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What stands in one blank of a question."""

    blank: str
    entity: str
    """IRI of the entity."""

    def __str__(self) -> str:
        """Return it as a URL holds it, such as ``weapon:weapon/humvee``."""
        return f"{self.blank}:{short_iri(self.entity)}"


@dataclass(frozen=True, slots=True)
class QuestionState:
    """Which question is asked, with what in its blanks."""

    ask: str = ""
    """Key of the question; empty for the list of all."""
    fill: tuple[Filling, ...] = ()
    selected: str = ""
    """IRI of the statement whose claims are shown."""

    @property
    def given(self) -> dict[str, str]:
        """The IRI in each blank that is filled."""
        return {each.blank: each.entity for each in self.fill}


def with_blank(state: QuestionState, blank: str, entity: str) -> QuestionState:
    """Return `state` with `entity` in `blank`; an empty one empties the blank.

    Examples
    --------
    >>> with_blank(QuestionState("denied"), "actor", "iri:x").given
    {'actor': 'iri:x'}
    """
    kept = {**state.given, blank: entity}
    fill = tuple(Filling(name, iri) for name, iri in kept.items() if iri)
    return replace(state, fill=fill, selected="")


def read_question(parameters: Parameters, resolve: Resolve) -> Reading[QuestionState]:
    """Return the state as the URL asks for it; what is no question or no blank of it is said."""
    reader = Reader(parameters, resolve)
    ask = reader.choice("ask", "", list(INQUIRIES))
    blanks = [each.name for each in INQUIRIES[ask].blanks] if ask else []
    fill = []
    for value in parameters.get("fill", ()):
        blank, _, name = value.partition(":")
        if blank not in blanks:
            there = ", ".join(blanks) or say("address.none")
            reader.problems.append(say("address.blank", value=repr(value[:80]), blanks=there))
            continue
        found = Reader({"fill": [name]}, resolve)
        iri = found.entity("fill")
        reader.problems.extend(found.problems)
        fill += [Filling(blank, iri)] if iri else []
    unique = {each.blank: each for each in fill}
    return Reading(
        QuestionState(ask, tuple(unique.values()), long_iri(reader.text("selected"))), tuple(reader.problems)
    )
