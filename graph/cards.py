"""All that is known of one entity, put together from its claims and its names.

Pure: whoever lets only some claims count gets the card that those make.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from graph.asking import ends
from graph.columns import NONE
from graph.identity import Identity
from graph.lexicon import Lexicon
from graph.model import Attribute, Claim, Document, EntityCard, Link, Ref, Status, Untold, Value
from graph.namespaces import AG, SKOS
from graph.naming import Wording
from graph.selecting import OfRelation

if TYPE_CHECKING:
    from graph.columns.layout import Flags

CATEGORY = AG + "category"
COORDINATES = AG + "coordinates"
_POINT = re.compile(r"POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)", re.IGNORECASE)


def entity_card(
    entity: str, claims: Iterable[Claim], lexicon: Lexicon, identity: Identity, wording: Wording
) -> EntityCard:
    """Return the card of `entity` as `claims` make it.

    A link whose other end is an entity is a link; one to a value or a category is an attribute. A
    category or a coordinate that is only denied is not taken for its own.
    """
    groups = _by_proposition(claim for claim in claims if entity in ends(claim))
    attributes = tuple(sorted(_attributes(entity, groups, lexicon), key=_attribute_order))
    return EntityCard(
        iri=entity,
        label=lexicon.ref(entity).label,
        types=lexicon.types.get(entity, ()),
        description=wording.description,
        note=wording.note,
        aliases=wording.names,
        identity=identity.reasons(entity),
        same_as=tuple(lexicon.ref(iri) for iri in identity.folded(entity)),
        category=_category(groups),
        coordinates=_coordinates(attributes),
        links=tuple(sorted(_links(entity, groups, lexicon), key=_link_order)),
        attributes=attributes,
        documents=_documents(groups),
    )


def left_out(parts: Iterable[OfRelation], is_entity: Flags, lexicon: Lexicon) -> tuple[Untold, ...]:
    """Return what a card leaves out of the `parts` that each relation has in it; `is_entity` says what links.

    In the order of the card: outwards first, then by the label of the relation.
    """
    found = (
        Untold(one.direction, lexicon.ref(one.relation), len(one.left), _links_to(one.end, is_entity))
        for one in parts
        if len(one.left)
    )
    return tuple(sorted(found, key=lambda one: (one.direction != "out", one.predicate.label)))


def _links_to(end: int, is_entity: Flags) -> bool:
    return end != NONE and bool(is_entity[end])


def point(text: str) -> tuple[float, float] | None:
    """Return the latitude and longitude of a WKT point, which writes the longitude first.

    Examples
    --------
    >>> point("POINT(36.59 50.6)")
    (50.6, 36.59)
    """
    found = _POINT.search(text)
    return (float(found[2]), float(found[1])) if found else None


def _by_proposition(claims: Iterable[Claim]) -> list[tuple[Claim, ...]]:
    grouped: dict[str, list[Claim]] = {}
    for claim in claims:
        grouped.setdefault(claim.proposition.iri, []).append(claim)
    return [tuple(group) for _, group in sorted(grouped.items())]


def _links(entity: str, groups: Sequence[tuple[Claim, ...]], lexicon: Lexicon) -> Iterable[Link]:
    for group in groups:
        proposition = group[0].proposition
        target = proposition.object
        if isinstance(target, Ref) and target.iri in lexicon.types:
            out = proposition.subject.iri == entity
            other = target if out else proposition.subject
            direction = "out" if out else "in"
            yield Link(direction, proposition.predicate, other, proposition.standing, group)


def _attributes(entity: str, groups: Sequence[tuple[Claim, ...]], lexicon: Lexicon) -> Iterable[Attribute]:
    for group in groups:
        proposition = group[0].proposition
        target = proposition.object
        if isinstance(target, Ref):
            if target.iri in lexicon.types:
                continue
            target = Value(target.label, SKOS + "Concept")
        if proposition.subject.iri == entity:
            yield Attribute(proposition.predicate, target, proposition.standing, group)


def _category(groups: Sequence[tuple[Claim, ...]]) -> Ref | None:
    for group in groups:
        proposition = group[0].proposition
        held = proposition.standing.status is not Status.DENIED_ONLY
        if proposition.predicate.iri == CATEGORY and isinstance(proposition.object, Ref) and held:
            return proposition.object
    return None


def _coordinates(attributes: Iterable[Attribute]) -> tuple[float, float] | None:
    for attribute in attributes:
        if attribute.predicate.iri == COORDINATES and attribute.standing.status is not Status.DENIED_ONLY:
            return point(attribute.value.text)
    return None


def _documents(groups: Sequence[tuple[Claim, ...]]) -> tuple[Document, ...]:
    found = {claim.document.iri: claim.document for group in groups for claim in group}
    return tuple(sorted(found.values(), key=lambda one: (not one.date, one.date, one.iri)))


def _link_order(link: Link) -> tuple[bool, str, str, str]:
    return (link.direction != "out", link.predicate.label, link.entity.label, link.claims[0].proposition.iri)


def _attribute_order(attribute: Attribute) -> tuple[str, str, str]:
    return (attribute.predicate.label, attribute.value.text, attribute.claims[0].proposition.iri)
