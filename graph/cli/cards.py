"""How people see one entity: names, place, links and figures, each with who stands behind it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from graph.cli.output import harmless
from graph.cli.printing import (
    STANCE_WORDS,
    console,
    document_text,
    heading,
    plain,
    print_wrapped,
    sentence_text,
    status_text,
    symbol_text,
)
from graph.knowledge import KnowledgeGraph
from graph.model import Attribute, Claim, EntityCard, Hop, Link, Ref, Stance
from graph.namespaces import shorten
from graph.sentences import counted


def print_card(graph: KnowledgeGraph, card: EntityCard, whole: EntityCard) -> None:
    """Print what counts of one entity, its links as sentences that it begins.

    Parameters
    ----------
    graph
        The graph that `card` is from.
    card
        What is known of the entity.
    whole
        What is known of it where every claim counts: sections say how much of that is shown.
    """
    out = console()
    out.print(heading(card.label, card.types[0] if card.types else "", shorten(card.iri)))
    for text in (card.description, card.note and f"Note: {card.note}"):
        if text:
            print_wrapped(out, plain(text), 2)
    _print_identity(out, card)
    if whole is not card:
        _print_part(out, card, whole)
    links = [_link_lines(graph, card, link) for link in card.links]
    _print_section(out, "Links", links, len(whole.links) + _untold(whole, links=True))
    figures = [_attribute_lines(each) for each in card.attributes]
    _print_section(out, "Figures and facts", figures, len(whole.attributes) + _untold(whole, links=False))
    documents: list[tuple[Text, ...]] = [(plain(document_text(each)),) for each in card.documents]
    _print_section(out, "Documents", documents, max(len(documents), len(whole.documents)))
    if card.untold:
        relations = "; ".join(f"{one.statements:,} more of “{one.predicate.label}”" for one in card.untold)
        said = f"Told are the statements with most claims; not here: {relations}. "
        print_wrapped(out, plain(f"{said}`armsgraph claims --about` lists the claims."), 2)


def _print_part(out: Console, card: EntityCard, whole: EntityCard) -> None:
    """Print how much of what is known of an entity counts."""
    parts = (
        (len(card.links) + _untold(card, links=True), len(whole.links) + _untold(whole, links=True), "link"),
        (
            len(card.attributes) + _untold(card, links=False),
            len(whole.attributes) + _untold(whole, links=False),
            "figure or fact",
        ),
    )
    plurals = {"link": "links", "figure or fact": "figures and facts"}
    out.print()
    if not (card.links or card.attributes):
        known = [counted(known, noun, plurals[noun]) for _, known, noun in parts if known]
        rest = f"; where every claim counts there are {' and '.join(known)}" if known else ""
        print_wrapped(out, plain(f"Nothing that counts speaks of {card.label}{rest}."), 2)
        return
    shown = [f"{shown:,} of {counted(known, noun, plurals[noun])}" for shown, known, noun in parts if known]
    print_wrapped(out, plain(f"What counts: {', '.join(shown)}."), 2)


def _untold(card: EntityCard, *, links: bool) -> int:
    """Return how many statements a card leaves out: links, or figures and facts."""
    return sum(one.statements for one in card.untold if one.links is links)


def _print_identity(out: Console, card: EntityCard) -> None:
    if _aliases(card):
        _print_field(out, "Also called", "; ".join(_aliases(card)))
    if card.same_as:
        _print_field(out, "Held to be the same", "; ".join(each.label for each in card.same_as))
    for reason in card.identity:
        _print_field(out, "Because", reason)
    if card.category:
        _print_field(out, "Category", card.category.label)
    if card.coordinates:
        latitude, longitude = card.coordinates
        _print_field(out, "Coordinates", f"{latitude:g}, {longitude:g}")


def _print_field(out: Console, name: str, text: str) -> None:
    line = Text(f"{name}: ", style="dim")
    print_wrapped(out, line.append(harmless(text), style="not dim"), 2)


def _aliases(card: EntityCard) -> list[str]:
    """Return the names other than the label, each once, with their language where it is not English."""
    shown = (
        f"{name.text} ({name.language})" if name.language not in ("", "en") else name.text
        for name in card.aliases
        if name.text != card.label
    )
    return list(dict.fromkeys(shown))


def _print_section(out: Console, title: str, entries: list[tuple[Text, ...]], in_all: int) -> None:
    if not entries:
        return
    out.print()
    shown = f"{len(entries):,}" if len(entries) == in_all else f"{len(entries):,} of {in_all:,}"
    out.print(heading(f"{title} ({shown})"))
    for first, *rest in entries:
        print_wrapped(out, first, 2, hanging=2)
        for line in rest:
            print_wrapped(out, line, 6)


def _link_lines(graph: KnowledgeGraph, card: EntityCard, link: Link) -> tuple[Text, ...]:
    line = symbol_text(link.standing).append_text(_link_text(graph, card, link))
    return line.append("  ").append_text(status_text(link.standing)), _voices(link.claims)


def _link_text(graph: KnowledgeGraph, card: EntityCard, link: Link) -> Text:
    """Return the link as a sentence; the entity itself is left out where it would begin it."""
    own = Ref(card.iri, card.label)
    sentence = graph.sentence(
        Hop(own, link.entity, link.predicate, link.direction, link.standing, link.claims)
    )
    text = sentence_text(sentence, (card.label, link.entity.label))
    opening = len(harmless(f"{card.label} - "))
    return text[opening:] if sentence.startswith(f"{card.label} - ") else text


def _attribute_lines(attribute: Attribute) -> tuple[Text, ...]:
    line = symbol_text(attribute.standing)
    line.append(f"{harmless(attribute.predicate.label)}  ", style="dim")
    line.append(harmless(attribute.value.text), style="bold not dim")
    return line.append("  ").append_text(status_text(attribute.standing)), _voices(attribute.claims)


def _voices(claims: Iterable[Claim]) -> Text:
    """Return who takes which stance, such as ``Daily Post: asserted; Anna Hale: denied``."""
    by_stance: dict[Stance, list[str]] = {}
    for claim in claims:
        speakers = by_stance.setdefault(claim.stance, [])
        if claim.claimant.label not in speakers:
            speakers.append(claim.claimant.label)
    parts = [
        f"{_listed(by_stance[stance])}: {STANCE_WORDS[stance]}" for stance in Stance if stance in by_stance
    ]
    return plain("; ".join(parts), "dim")


def _listed(speakers: list[str]) -> str:
    shown = ", ".join(speakers[:4])
    return f"{shown} and {counted(len(speakers) - 4, 'other')}" if len(speakers) > 4 else shown
