"""The side panel's two cards: all that is known of an entity, and all that is said about a link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from graph.model import Attribute, Claim, EntityCard, Hop, Link, Proposition, Ref
from graph.network import ViewLink
from graph.presentation import LINES, spaced
from graph.ui.evidence import claim_cards, count_line, document_line, standing_line
from graph.ui.plain import Markup, element, join, outside_link

Beside: TypeAlias = Callable[[Sequence[Claim]], Markup | None]
"""Returns what is to be told beside the claims of one statement, such as its rivals."""
Sentence: TypeAlias = Callable[[Hop | Proposition], str]


def entity_card(
    card: EntityCard, sentence: Sentence, beside: Beside, identity: Markup | None = None
) -> Markup:
    """Return what is known of an entity; every statement opens to its claims.

    Parameters
    ----------
    card
        What is known.
    sentence
        Reads a hop or a proposition out in plain English.
    beside
        Tells what else belongs to the claims of one statement.
    identity
        Why it is held to be another, or not.
    """
    return element(
        "section",
        element("p", _kind(card), style="ag-kind"),
        element("p", card.description) if card.description else None,
        _aliases(card),
        _identity(card),
        identity,
        element("p", f"Note: {card.note}", style="ag-small ag-note") if card.note else None,
        _folded("What is said of it", [_attribute(card, each, sentence, beside) for each in card.attributes]),
        _folded("Its links", [_link(card, each, sentence, beside) for each in card.links]),
        _documents(card),
        style="ag-card",
    )


def _kind(card: EntityCard) -> str:
    parts = [spaced(card.types[0]) if card.types else "Entity"]
    if card.category:
        parts.append(card.category.label)
    if card.coordinates:
        latitude, longitude = card.coordinates
        parts.append(f"{latitude:.2f}° N, {longitude:.2f}° E")
    return " · ".join(parts)


def _aliases(card: EntityCard) -> Markup | None:
    texts = dict.fromkeys(name.text for name in card.aliases if name.text != card.label)
    if not texts:
        return None
    return element("p", "Also called ", element("bdi", ", ".join(texts)), ".", style="ag-small")


def _identity(card: EntityCard) -> Markup | None:
    if not card.same_as:
        return None
    held = ", ".join(ref.label for ref in card.same_as)
    reasons = " ".join(card.identity)
    return element("p", f"Held to be one with {held}. {reasons}", style="ag-small ag-note")


def _folded(heading: str, items: list[Markup]) -> Markup | None:
    if not items:
        return None
    return join([element("h4", f"{heading} ({len(items)})"), *items])


def _attribute(card: EntityCard, attribute: Attribute, sentence: Sentence, beside: Beside) -> Markup:
    return _details(
        _without_subject(card, sentence(attribute.claims[0].proposition)),
        LINES[attribute.standing.status].suffix,
        standing_line(attribute.standing),
        beside(attribute.claims),
        claim_cards(attribute.claims),
    )


def _without_subject(card: EntityCard, said: str) -> str:
    """Return a sentence that the card's entity begins as the rest of it: the card's head names the entity."""
    own, _, rest = said.partition(f"{card.label} - ")
    return said if own else rest.replace(" - ", " ", 1)


def _link(card: EntityCard, link: Link, sentence: Sentence, beside: Beside) -> Markup:
    here = Ref(card.iri, card.label)
    said = sentence(Hop(here, link.entity, link.predicate, link.direction, link.standing, link.claims))
    words = _without_subject(card, said)
    suffix = LINES[link.standing.status].suffix
    inside = standing_line(link.standing), beside(link.claims), claim_cards(link.claims)
    return _details(words, suffix, *inside)


def _details(words: str, suffix: str, *inside: Markup | None) -> Markup:
    summary = element("summary", element("bdi", words), element("span", suffix, style="ag-suffix"))
    return element("details", summary, *inside)


def _documents(card: EntityCard) -> Markup | None:
    if not card.documents:
        return None
    items = (element("li", document_line(one), " ", outside_link("Open", one.url)) for one in card.documents)
    return join(
        [element("h4", f"Documents ({len(card.documents)})"), element("ul", *items, style="ag-small")]
    )


def link_card(link: ViewLink, beside: Markup | None = None) -> Markup:
    """Return how a link stands, what is to be told beside that, and every claim about it."""
    return element(
        "section",
        standing_line(link.standing),
        element("p", count_line(link.claims) + ".", style="ag-small"),
        beside,
        claim_cards(link.claims),
        style="ag-card",
    )
