"""Which claim is being read in its article, and the button that opens one there.

It is a state of its own, `ReadingState`, kept for all pages and written to the URL as ``read``.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Claim
from graph.ui.address import Parameters, Reader, Reading
from graph.ui.clickable import go_button
from graph.ui.memory import recall, remember
from graph.ui.plain import Markup
from graph.ui.session import long_iri
from graph.ui.words import say

READING = "reading"
"""Name of the state in the session."""
_TARGET = "read:"


@dataclass(frozen=True, slots=True)
class ReadingState:
    """Which claim is read in its article."""

    read: str = ""
    """IRI of the claim; empty where none is read."""


def reading() -> ReadingState:
    """Return what is being read: from the URL where a person changed that, otherwise as it was left."""
    return recall(READING, read_reading)


def read_reading(parameters: Parameters) -> Reading[ReadingState]:
    """Return what the URL asks to read; whether there is such a claim the pane says.

    Examples
    --------
    >>> read_reading({"read": ["claim/post-1/1a"]}).state.read
    'https://w3id.org/armsgraph/id/claim/post-1/1a'
    """
    return Reading(ReadingState(long_iri(Reader(parameters, str).text("read"))), ())


def read_claim(iri: str) -> None:
    """Read the claim `iri` from now on, or none if it is empty; from within a callback."""
    remember(READING, ReadingState(iri))


def read_button(claim: Claim) -> Markup | None:
    """Return a button that opens `claim` in the reading pane; None for what stands in no article.

    The app's style shows it only inside `clickable`, where it works.
    """
    if claim.reference or claim.line is None:
        return None
    name = {"aria-label": say("reading.read-name", gloss=claim.gloss)}
    return go_button(_TARGET + claim.iri, say("reading.read"), style="ag-go ag-read", **name)


def take_reading(target: str) -> bool:
    """Open the claim that the go target of a `read_button` names; say whether it was one.

    Examples
    --------
    >>> take_reading("select:https://example.org/x")
    False
    """
    if not target.startswith(_TARGET):
        return False
    read_claim(target.removeprefix(_TARGET))
    return True
