"""The questions that can be asked, in the order in which people meet them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from graph.errors import InputError
from graph.inquiries import deeds, words
from graph.inquiries.asking import Blank, Given, Inquiry, Reply, filled
from graph.knowledge import KnowledgeGraph

_ACTOR, _ANY = ("Actor",), ("Entity",)
_WEAPON, _INCIDENT, _PLACE = ("Weapon",), ("Incident",), ("Place",)


def _inquiry(
    key: str, blanks: tuple[Blank, ...], answer: Callable[[KnowledgeGraph, Given], Reply], **example: str
) -> tuple[str, Inquiry]:
    return key, Inquiry(key, blanks, answer, MappingProxyType(example))


INQUIRIES: Mapping[str, Inquiry] = MappingProxyType(
    dict(
        (
            _inquiry(
                "supplied",
                (Blank("weapon", _WEAPON, optional=True), Blank("actor", _ACTOR)),
                deeds.supplied,
                weapon="Humvee",
                actor="Russian Volunteer Corps",
            ),
            _inquiry(
                "linked",
                (Blank("one", _ANY), Blank("other", _ANY)),
                deeds.linked,
                one="Russian Volunteer Corps",
                other="Pentagon",
            ),
            _inquiry(
                "denied-by-another",
                (Blank("one", _ACTOR), Blank("other", _ACTOR)),
                words.denied_by_another,
                one="The West",
                other="Russia",
            ),
            _inquiry("denied", (Blank("actor", _ACTOR),), words.denied, actor="Pentagon"),
            _inquiry(
                "used",
                (Blank("weapon", _WEAPON),),
                deeds.used,
                weapon="US-made vehicles in the Belgorod raid",
            ),
            _inquiry("took-part", (Blank("incident", _INCIDENT),), deeds.took_part, incident="Belgorod raid"),
            _inquiry("happened", (Blank("place", _PLACE),), deeds.happened, place="Belgorod Region"),
            _inquiry("figures", (Blank("thing", ("Weapon", "Incident")),), deeds.figures, thing="NASAMS"),
            _inquiry(
                "said-of",
                (Blank("actor", _ACTOR), Blank("thing", _ANY)),
                words.said_of,
                actor="Kremlin",
                thing="United States",
            ),
            _inquiry("alone", (Blank("actor", _ACTOR),), words.alone, actor="Dmitry Peskov"),
            _inquiry("unnamed-only", (Blank("thing", _ANY),), words.unnamed_only, thing="Humvee"),
            _inquiry("changed", (Blank("thing", _ANY),), words.changed, thing="Belgorod raid"),
        )
    )
)


def answered(graph: KnowledgeGraph, key: str, given: Given) -> Reply:
    """Return the answer to the question `key` with its blanks filled by names.

    Raises
    ------
    InputError
        If there is no such question, or the blanks are not filled as it asks, see `filled`.
    """
    if key not in INQUIRIES:
        raise InputError(f"There is no question called {key!r}; there are {', '.join(INQUIRIES)}.")
    inquiry = INQUIRIES[key]
    return inquiry.answer(graph, filled(graph, inquiry, given))


def example(graph: KnowledgeGraph, inquiry: Inquiry) -> dict[str, str]:
    """Return the IRIs that fill the blanks as an example; empty in a graph without these entities."""
    try:
        return filled(graph, inquiry, inquiry.example)
    except InputError:
        return {}
