"""The side panel's card of an entity: all that is known of it, folded, every row a way to its evidence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from graph.model import Attribute, Claim, EntityCard, Hop, Link, Proposition, Ref, Standing
from graph.network import ViewLink
from graph.presentation import LINES, spaced
from graph.settings import BULK_LIMITS, LIMITS
from graph.ui.clickable import go_button
from graph.ui.evidence import claim_cards, count_line, document_line, standing_line
from graph.ui.plain import Markup, element, join, outside_link
from graph.ui.session import short_iri
from graph.ui.words import say

Sentence: TypeAlias = Callable[[Hop | Proposition], str]

_MORE_CLAIMS = 30
"""Claims that a card shows when more are asked for; asked once more, so many times as many."""
_PAPERS = "all-documents"
"""What is told apart as open where a card shows all documents."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a card is asked for beyond what it shows at first, and the claims that it counts."""

    about: Sequence[Claim] = ()
    """Claims about the entity."""
    by: Sequence[Claim] = ()
    """Claims that it makes, or that are made on its behalf."""
    open: Collection[str] = ()
    """Names of the parts that are unfolded: ``about``, ``by``, and ``all`` before the name of a list."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One statement about the entity."""

    group: str
    words: str
    standing: Standing
    proposition: str
    relation: tuple[str, str] = ("", "")
    """Of a link: its direction, and the IRI of its relation."""


def entity_card(
    card: EntityCard,
    sentence: Sentence,
    asked: Asked,
    identity: Markup | None = None,
    counts: Markup | None = None,
) -> Markup:
    """Return what is known of an entity, for `graph.ui.clickable.clickable`.

    A click goes to ``select`` and the IRI of a statement, or to ``open`` and the name of a part.

    Parameters
    ----------
    card
        What is known.
    sentence
        Reads a hop or a proposition out in plain English.
    asked
        What is unfolded, and the claims that are counted.
    identity
        Why it is held to be another, or not.
    counts
        Where counts of its losses part.
    """
    return element(
        "section",
        element("p", _kind(card), style="ag-kind"),
        element("p", card.description) if card.description else None,
        _aliases(card),
        _identity(card),
        identity,
        element("p", say("card.note", note=card.note), style="ag-small ag-note") if card.note else None,
        counts,
        _attributes(card, sentence, asked),
        _links(card, sentence, asked),
        _claims(asked),
        _documents(card, asked),
        style="ag-card ag-entity",
    )


def _kind(card: EntityCard) -> str:
    parts = [spaced(card.types[0]) if card.types else say("card.entity")]
    if card.category:
        parts.append(card.category.label)
    if card.coordinates:
        latitude, longitude = card.coordinates
        parts.append(say("card.coordinates", latitude=latitude, longitude=longitude))
    return " · ".join(parts)


def _aliases(card: EntityCard) -> Markup | None:
    texts = dict.fromkeys(name.text for name in card.aliases if name.text != card.label)
    if not texts:
        return None
    names = element("bdi", ", ".join(texts))
    return element("p", say("card.aliases_before"), names, say("card.aliases_after"), style="ag-small")


def _identity(card: EntityCard) -> Markup | None:
    if not card.same_as:
        return None
    held = ", ".join(ref.label for ref in card.same_as)
    return element(
        "p", say("card.held_one", names=held, reasons=" ".join(card.identity)), style="ag-small ag-note"
    )


def _attributes(card: EntityCard, sentence: Sentence, asked: Asked) -> Markup | None:
    if not card.attributes:
        return None
    rows = [_attribute(card, each, sentence) for each in card.attributes]
    left = sum(one.statements for one in card.untold if not one.links)
    heading = element("h4", say("card.said_of_it", n=len(rows) + left))
    return join([heading, *_listed(rows, "values", asked), *_left_out(card)])


def _attribute(card: EntityCard, attribute: Attribute, sentence: Sentence) -> _Row:
    said = _without_subject(card, sentence(attribute.claims[0].proposition))
    return _Row("", said, attribute.standing, attribute.claims[0].proposition.iri)


def _links(card: EntityCard, sentence: Sentence, asked: Asked) -> Markup | None:
    if not card.links:
        return None
    rows = sorted((_link(card, each, sentence) for each in card.links), key=lambda row: row.group)
    grouped = [(name, list(found)) for name, found in groupby(rows, key=lambda row: row.group)]
    left = {(one.direction, one.predicate.iri): one.statements for one in card.untold if one.links}
    heads = [_head(name, found, left) for name, found in grouped]
    if len(rows) > LIMITS.card_links:
        groups = [_group_on_demand(head, *each, asked) for head, each in zip(heads, grouped, strict=True)]
    else:
        few = len(rows) <= LIMITS.card_rows
        groups = [_group(head, *each, asked, few=few) for head, each in zip(heads, grouped, strict=True)]
    why = element("p", say("card.cut_why"), style="ag-small") if left else None
    heading = element("h4", say("card.links", n=len(rows) + sum(left.values())))
    return join([heading, *groups, *([why] if why else [])])


def _head(name: str, rows: Sequence[_Row], left: Mapping[tuple[str, str], int]) -> str:
    """Return what heads the links of a relation: how many, and of how many where some are left out."""
    more = sum(left.get(relation, 0) for relation in {row.relation for row in rows})
    if more:
        return say("card.group_cut", relation=name, n=len(rows), all=len(rows) + more)
    return say("card.group", relation=name, n=len(rows))


def _left_out(card: EntityCard) -> Iterator[Markup]:
    """Yield what a card leaves out of very many statements that are no links, by relation."""
    left = [one for one in card.untold if not one.links]
    items = [
        element("li", say("card.untold", relation=one.predicate.label, n=one.statements)) for one in left
    ]
    if left:
        yield element("p", say("card.untold_why"), style="ag-small")
        yield element("ul", *items, style="ag-small")


def _link(card: EntityCard, link: Link, sentence: Sentence) -> _Row:
    here = Ref(card.iri, card.label)
    said = sentence(Hop(here, link.entity, link.predicate, link.direction, link.standing, link.claims))
    phrase, cut, _ = _without_subject(card, said).rpartition(link.entity.label)
    group = phrase.strip(" -") if cut and phrase.strip(" -") else link.predicate.label
    relation = (link.direction, link.predicate.iri)
    return _Row(group, link.entity.label, link.standing, link.claims[0].proposition.iri, relation)


def _without_subject(card: EntityCard, said: str) -> str:
    """Return a sentence that the card's entity begins as the rest of it: the card's head names the entity."""
    own, _, rest = said.partition(f"{card.label} - ")
    return said if own else rest.replace(" - ", " ", 1)


def _group(head: str, name: str, rows: Sequence[_Row], asked: Asked, *, few: bool) -> Markup:
    """Return the links of one relation, folded unless the card has but a `few` links in all."""
    summary = element("summary", head)
    unfolded = {"open": ""} if few or f"all {name}" in asked.open else {}
    return element("details", summary, *_listed(rows, name, asked), **unfolded)


def _group_on_demand(head: str, name: str, rows: Sequence[_Row], asked: Asked) -> Markup:
    """Return the same for a card of very many links: they travel to the browser when they are asked for."""
    unfolded = bool({f"group {name}", f"all {name}"} & set(asked.open))
    state = {"aria-expanded": "true" if unfolded else "false"}
    button = go_button(f"open group {name}", head, style="ag-go ag-fold", **state)
    return element("div", button, *(_listed(rows, name, asked) if unfolded else ()))


def _listed(rows: Sequence[_Row], name: str, asked: Asked) -> list[Markup]:
    """Return rows as a list, cut with a button for the rest unless all are asked for."""
    cut = len(rows) > LIMITS.card_rows and f"all {name}" not in asked.open
    shown = rows[: LIMITS.card_rows] if cut else rows
    listed = element("ul", *map(_row, shown), style="ag-rowlist")
    return [listed, go_button(f"open all {name}", say("card.show_all", n=len(rows)))] if cut else [listed]


def _row(row: _Row) -> Markup:
    suffix = LINES[row.standing.status].suffix
    return element(
        "li",
        go_button(f"select {short_iri(row.proposition)}", element("bdi", row.words)),
        element("span", suffix, style="ag-suffix") if suffix else None,
    )


def _claims(asked: Asked) -> Markup:
    parts = [
        _counted("about", say("card.claims_about", n=len(asked.about)), asked.about, asked),
        _counted("by", say("card.claims_by", n=len(asked.by)), asked.by, asked),
    ]
    told = [part for part in parts if part]
    if not told:
        told = [element("p", say("card.claims_none"), style="ag-small")]
    return join([element("h4", say("card.claims")), *told])


def _counted(name: str, words: str, claims: Sequence[Claim], asked: Asked) -> Markup | None:
    """Return how many claims there are, which draws them when it is asked for."""
    if not claims:
        return None
    unfolded = name in asked.open
    button = go_button(f"open {name}", words, **{"aria-expanded": "true" if unfolded else "false"})
    return element("div", button, *(first_claims(claims, name, asked.open) if unfolded else ()))


def first_claims(claims: Sequence[Claim], name: str, unfolded: Collection[str]) -> list[Markup]:
    """Return the cards of `claims`: the first ones, and a button for more, as often as that is `unfolded`."""
    asked = sum(one.startswith("more ") and one.endswith(f" {name}") for one in unfolded)
    shown = LIMITS.card_claims if not asked else min(_MORE_CLAIMS**asked, BULK_LIMITS.statements_read)
    rest = len(claims) - shown
    if rest <= 0:
        return [claim_cards(claims)]
    if shown == BULK_LIMITS.statements_read:
        return [claim_cards(claims[:shown]), element("p", say("card.claims_cut", n=rest), style="ag-small")]
    more = min(_MORE_CLAIMS ** (asked + 1), BULK_LIMITS.statements_read, len(claims)) - shown
    words = say("card.more_claims", n=more) if more == rest else say("card.some_claims", n=more, all=rest)
    return [claim_cards(claims[:shown]), go_button(" ".join(("open", "more", str(asked + 1), name)), words)]


def _documents(card: EntityCard, asked: Asked) -> Markup | None:
    """Return the documents, folded; of many the first ones, with a button for the rest."""
    if not card.documents:
        return None
    unfolded = _PAPERS in asked.open
    cut = len(card.documents) > LIMITS.card_rows and not unfolded
    items = (
        element("li", document_line(one), " ", outside_link(say("card.open"), one.url))
        for one in card.documents[: LIMITS.card_rows if cut else None]
    )
    summary = element("summary", say("card.documents", n=len(card.documents)))
    more = go_button(f"open {_PAPERS}", say("card.show_all", n=len(card.documents))) if cut else None
    state = {"open": ""} if unfolded else {}
    listed = element("ul", *items, style="ag-small")
    return element("details", summary, listed, more, style="ag-papers", **state)


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
