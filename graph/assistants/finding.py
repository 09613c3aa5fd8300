"""`search`, `show` and `overview`: what there is, which entity is meant, and what is known of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graph.assistants.answering import Answered, AssistantTool, claim_lines
from graph.assistants.paging import PAGING, few, page
from graph.assistants.parameters import Given, text
from graph.assistants.shapes import TEXT, TEXTS, answer, many, of, paged, perhaps, record
from graph.knowledge import KnowledgeGraph
from graph.model import Attribute, Claim, EntityCard, Link
from graph.namespaces import shorten
from graph.quoting import Citations
from graph.records import attribute_record, card_record, document_record, link_record, match_record
from graph.sentences import counted, standing_sentence
from graph.settings import LIMITS


def _overview(graph: KnowledgeGraph, _given: Given) -> Answered:
    counts = dict(graph.counts())
    documents = graph.documents()
    lines = [f"{one.title} ({one.date or 'no date'}) <{shorten(one.iri)}>" for one in documents]
    found = ", ".join(f"{number:,} {name}" for name, number in counts.items())
    return Answered(
        {"counts": counts, "documents": [document_record(one) for one in documents]},
        (f"The graph holds {found}.", "Its documents:"),
        tuple(lines[: LIMITS.assistant_list_items]),
    )


def _search(graph: KnowledgeGraph, given: Given) -> Answered:
    wanted = given["offset"] + given["limit"]
    matches = graph.search(given["text"], wanted + 1)
    part = page(matches, match_record, given)
    more = len(matches) > wanted
    lines = tuple(
        f"{one.label} ({one.type}{'' if one.matched == one.label else f'; found as {one.matched}'}) "
        f"<{shorten(one.iri)}>"
        for one in part.items
    )
    said = (
        f"{counted(len(part.items), 'entity', 'entities')} with a name like it, the best first."
        if part.items
        else (f"Nothing is called {given['text']!r}, nor anything like it.")
    )
    fields = {"matches": part.records, "offset": part.offset, "next_offset": wanted if more else None}
    cut = (f"More names match; ask again with offset {wanted}.",) if more else ()
    return Answered(fields, (said,), lines, cut)


def _show(graph: KnowledgeGraph, given: Given) -> Answered:
    card = graph.show(given["entity"])
    told: tuple[Link | Attribute, ...] = (*card.links, *card.attributes)
    part = page(told, _told_record, given)
    links = [made for one, made in zip(part.items, part.records, strict=True) if isinstance(one, Link)]
    attributes = [
        made for one, made in zip(part.items, part.records, strict=True) if isinstance(one, Attribute)
    ]
    bare = card_record(replace(card, links=(), attributes=()))
    content = {**bare, **part.fields("links"), "links": links, "attributes": attributes}
    said = (f"{counted(len(told), 'statement')} about this entity count.",)
    lines = (*_named(card), *_told_lines(graph, part.items))
    return Answered(content, said, lines, (*part.cut, *_cut_claims(part.items)))


def _told_record(one: Link | Attribute) -> dict[str, Any]:
    kept = replace(one, claims=few(one.claims))
    made = link_record(kept) if isinstance(kept, Link) else attribute_record(kept)
    return {**made, "claims_in_all": len(one.claims)}


def _named(card: EntityCard) -> list[str]:
    """Return who or what a card is of."""
    kinds = ", ".join(card.types) or "entity"
    others = "; ".join(dict.fromkeys(name.text for name in card.aliases))
    lines = [f"{card.label} ({kinds}) <{shorten(card.iri)}>"]
    lines += [f"Also called: {others}"] if others else []
    lines += [one for one in (card.description, card.note) if one]
    lines += [f"Held to be the same as {one.label} <{shorten(one.iri)}>" for one in card.same_as]
    return [*lines, *(f"On these grounds: {one}" for one in card.identity)]


def _told_lines(graph: KnowledgeGraph, told: tuple[Link | Attribute, ...]) -> list[str]:
    cited = Citations()
    lines = []
    for one in told:
        lines.append(f"{graph.sentence(one.claims[0].proposition)} ({standing_sentence(one.standing)})")
        lines += [f"  {line}" for line in claim_lines(few(one.claims), cited)]
    return lines


def _cut_claims(told: tuple[Link | Attribute, ...]) -> tuple[str, ...]:
    return cut_claims([one.claims for one in told])


def cut_claims(groups: list[tuple[Claim, ...]]) -> tuple[str, ...]:
    """Return that statements have more claims than are here, if it is so."""
    number = sum(len(few(claims)) < len(claims) for claims in groups)
    if not number:
        return ()
    verb = "has" if number == 1 else "have"
    return (
        f"{counted(number, 'statement')} {verb} more claims than are here (see claims_in_all); "
        "claims and origins give all.",
    )


FINDING = (
    AssistantTool(
        "overview",
        "What the graph holds",
        "What this graph holds: counts of entities, links, claims and documents, and its documents. "
        "Begin here if you do not know the graph.",
        (),
        answer(told=True, counts={"type": "object"}, documents=many(of("document"))),
        _overview,
    ),
    AssistantTool(
        "search",
        "Find entities by name",
        "Find actors, weapons, incidents and places by label, alias, another script or a near miss. "
        "Gives their IRIs, which every other tool takes.",
        (text("text", "A name or a part of one, in any script.", required=True), *PAGING),
        answer(
            told=False,
            matches=many(of("match")),
            offset={"type": "integer"},
            next_offset=perhaps({"type": "integer"}),
        ),
        _search,
        told=False,
    ),
    AssistantTool(
        "show",
        "Show one entity",
        "All that is known of one entity: names, links and figures, each with its status, its independent "
        "origins and its claims.",
        (text("entity", "A label, an alias or an IRI.", required=True), *PAGING),
        answer(
            told=True,
            iri=TEXT,
            label=TEXT,
            types=TEXTS,
            aliases=many(record(text=TEXT)),
            same_as=many(of("ref")),
            identity=TEXTS,
            attributes=many(of("attribute")),
            **paged("links", of("link")),
        ),
        _show,
    ),
)
