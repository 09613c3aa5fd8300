"""Counts of losses that part, as cards: both sides with what they rest on, and what may explain it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.model import Claim
from graph.tallies import CountsApart, Entry, Manner, Reckoning
from graph.tallies.wording import apart_sentences, apart_title, entry_sentence
from graph.ui.clickable import go_button
from graph.ui.leading import address_of
from graph.ui.opening import Opened
from graph.ui.plain import Markup, element, outside_link
from graph.ui.sides import folded_claims, side, side_by_side
from graph.ui.states import JOIN, JoinState
from graph.ui.words import say


def counts_card(one: CountsApart) -> Markup:
    """Return everything about two counts that part; claims and rows open one by one."""
    found = one.difference
    mark = say("contradictions.mark-counts" if one.is_contradiction else "contradictions.mark-undocumented")
    series = address_of(JOIN, JoinState(weapon=one.weapon.iri, side=one.side.iri))
    return element(
        "article",
        element("p", element("span", mark, style="ag-status"), style="ag-small ag-weight"),
        element("h3", apart_title(one)),
        *(element("p", text) for text in apart_sentences(one)),
        side_by_side(
            [
                _side(found.statements or (found.claimed,), _claims_of(one, found.claimed)),
                _side((found.against,), _claims_of(one, found.against), _rows(one)),
            ]
        ),
        element("p", element("strong", say("contradictions.may-explain")), style="ag-small"),
        element("ul", *(element("li", text) for text in one.explanations), style="ag-small"),
        element("p", one.takes_in, style="ag-small ag-note"),
        element("p", element("a", say("contradictions.series"), href=series, target="_self")),
        style="ag-card ag-dispute",
    )


def _claims_of(one: CountsApart, entry: Entry) -> tuple[Claim, ...]:
    return tuple(claim for claim in one.claims if claim.claimant.iri == entry.source.iri)


def _side(entries: Sequence[Entry], claims: Sequence[Claim], *more: Markup | None) -> Markup:
    said = (element("p", entry_sentence(entry), style="ag-small") for entry in entries)
    listed = folded_claims(claims) if claims else None
    return side(entries[0].source.label, *said, listed, *more)


def _rows(one: CountsApart) -> Markup | None:
    """Return the first rows of a list, folded up; None where the other side is a figure."""
    if one.difference.against.manner is not Manner.PIECES:
        return None
    items = [_row(piece, row) for piece, row in zip(one.pieces, one.rows, strict=False)]
    rest = len(one.pieces) - len(items)
    if rest > 0:
        items.append(element("li", say("contradictions.more-rows", n=rest)))
    summary = element("summary", say("contradictions.rows", n=len(one.pieces)))
    return element("details", summary, element("ul", *items), style="ag-small ag-fold")


def _row(piece: Reckoning, row: Claim) -> Markup:
    fate = ", ".join(sorted(piece.statuses)) or say("contradictions.no-fate")
    place = say("contradictions.row", day=piece.day, fate=fate, said=row.gloss, line=row.line or "?")
    return element("li", place, " ", outside_link(say("contradictions.evidence"), row.evidence))


def counts_list(opened: Opened, entity: str) -> Markup | None:
    """Return where counts about an entity part, for a card that is clicked; None without any.

    Each goes to ``counts``, a space and its key.
    """
    items = [
        element("li", go_button(f"counts {one.key}", apart_title(one)), _told(one))
        for one in opened.graph.counts_apart(entity)
    ]
    if not items:
        return None
    return element("div", element("h4", say("card.counts", n=len(items))), element("ul", *items))


def _told(one: CountsApart) -> Markup:
    return element("p", " ".join(apart_sentences(one)), style="ag-small")


def with_key_or_all(found: Iterable[CountsApart], key: str) -> tuple[CountsApart, ...]:
    """Return those of `found` that are called `key`; all of them without a key."""
    return tuple(one for one in found if not key or one.key == key)
