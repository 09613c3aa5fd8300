"""Entities, documents, claims and paths as records: the evidence itself."""

from __future__ import annotations

TYPE_CHECKING = False  # not from `typing`: a search writes records, too, and must start fast
if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.labels import Match
    from graph.model import (
        Attribute,
        Claim,
        Document,
        EntityCard,
        Hop,
        Link,
        Name,
        Path,
        PathAnswer,
        Proposition,
        Ref,
        Standing,
        Untold,
    )

Record = dict[str, object]


def ref_record(ref: Ref) -> Record:
    """Return a thing as its IRI and label.

    Examples
    --------
    >>> from graph.model import Ref
    >>> ref_record(Ref("https://w3id.org/armsgraph/id/actor/rvc", "Russian Volunteer Corps"))
    {'iri': 'https://w3id.org/armsgraph/id/actor/rvc', 'label': 'Russian Volunteer Corps'}
    """
    return {"iri": ref.iri, "label": ref.label}


def match_record(match: Match) -> Record:
    """Return a search result with the name that matched."""
    return {
        "iri": match.iri,
        "label": match.label,
        "type": match.type,
        "matched": match.matched,
        "score": match.score,
    }


def claim_record(claim: Claim) -> Record:
    """Return a claim with everything needed to judge it: who, on whose behalf, how surely, and where."""
    return {
        "iri": claim.iri,
        "gloss": claim.gloss,
        "claimant": ref_record(claim.claimant),
        "on_behalf_of": _optional(claim.on_behalf_of),
        "said_to": _refs(claim.said_to),
        "stance": claim.stance.value,
        "certainty": claim.certainty.value,
        "modality": claim.modality.value,
        "proposition": proposition_record(claim.proposition),
        "document": _cited_document(claim.document),
        "line": claim.line,
        "start": claim.start,
        "end": claim.end,
        "anchor": claim.anchor,
        "made_on": claim.made_on,
        "made_on_precision": claim.made_on_precision,
        "made_on_basis": claim.made_on_basis,
        "relayed_from": _refs(claim.relayed_from),
        "note": claim.note,
        "reference": claim.reference,
        "evidence": claim.evidence,
        "reported_in": [_cited_document(document) for document in claim.reported_in],
    }


def proposition_record(proposition: Proposition) -> Record:
    """Return a proposition; ``object`` is an IRI where it is an entity, otherwise its text."""
    from graph.model import Ref

    target = proposition.object
    return {
        "iri": proposition.iri,
        "subject": proposition.subject.iri,
        "subject_label": proposition.subject.label,
        "predicate": proposition.predicate.iri,
        "predicate_label": proposition.predicate.label,
        "object": target.iri if isinstance(target, Ref) else target.text,
        "object_label": proposition.object_text,
        **_standing(proposition.standing),
        "incompatible_with": list(proposition.incompatible_with),
    }


def document_record(document: Document) -> Record:
    """Return a document with all that is known of it."""
    return {
        **_cited_document(document),
        "date_precision": document.date_precision,
        "date_basis": document.date_basis,
        "url": document.url,
        "digest": document.digest,
    }


def card_record(card: EntityCard) -> Record:
    """Return all that is known of one entity, every link and attribute with its claims."""
    return {
        "iri": card.iri,
        "label": card.label,
        "types": list(card.types),
        "aliases": [_name(name) for name in card.aliases],
        "description": card.description,
        "note": card.note,
        "same_as": _refs(card.same_as),
        "identity": list(card.identity),
        "category": _optional(card.category),
        "coordinates": _coordinates(card.coordinates),
        "links": [link_record(link) for link in card.links],
        "attributes": [attribute_record(attribute) for attribute in card.attributes],
        "documents": [document_record(document) for document in card.documents],
        **({"untold": [_untold(one) for one in card.untold]} if card.untold else {}),
    }


def _untold(one: Untold) -> Record:
    return {"direction": one.direction, **_predicate(one.predicate), "statements": one.statements}


def link_record(link: Link) -> Record:
    """Return one link of an entity, with its claims."""
    return {
        "direction": link.direction,
        **_predicate(link.predicate),
        "entity": ref_record(link.entity),
        **_standing(link.standing),
        "claims": _claims(link.claims),
    }


def attribute_record(attribute: Attribute) -> Record:
    """Return one number, date or text about an entity, with its claims."""
    return {
        **_predicate(attribute.predicate),
        "value": attribute.value.text,
        "datatype": attribute.value.datatype,
        **_standing(attribute.standing),
        "claims": _claims(attribute.claims),
    }


def path_answer_record(answer: PathAnswer) -> Record:
    """Return the answer to a path question; with no path, ``opens`` says what would open one."""
    return {
        "from": ref_record(answer.start),
        "to": ref_record(answer.end),
        "paths": [path_record(path) for path in answer.paths],
        "cut": answer.cut,
        "opens": list(answer.opens),
    }


def path_record(path: Path) -> Record:
    """Return one chain of hops."""
    return {"hops": [hop_record(hop) for hop in path.hops]}


def hop_record(hop: Hop) -> Record:
    """Return one hop with its claims, and under ``also`` the other propositions between the same two."""
    return {**_single_hop(hop), "also": [_single_hop(other) for other in hop.also]}


def _single_hop(hop: Hop) -> Record:
    return {
        "from": ref_record(hop.start),
        "to": ref_record(hop.end),
        **_predicate(hop.predicate),
        "direction": hop.direction,
        **_standing(hop.standing),
        "claims": _claims(hop.claims),
    }


def _standing(standing: Standing) -> Record:
    return {
        "status": standing.status.value,
        "origins": standing.origins,
        "unknown_origins": standing.unknown_origins,
    }


def _predicate(predicate: Ref) -> Record:
    return {"predicate": predicate.iri, "predicate_label": predicate.label}


def _name(name: Name) -> Record:
    return {
        "text": name.text,
        "language": name.language,
        "document": _optional(name.document),
        "line": name.line,
    }


def _cited_document(document: Document) -> Record:
    outlet = document.outlet.label if document.outlet else None
    return {"iri": document.iri, "title": document.title, "outlet": outlet, "date": document.date}


def _coordinates(coordinates: tuple[float, float] | None) -> Record | None:
    if coordinates is None:
        return None
    latitude, longitude = coordinates
    return {"latitude": latitude, "longitude": longitude}


def _claims(claims: Iterable[Claim]) -> list[Record]:
    return [claim_record(claim) for claim in claims]


def _refs(refs: Iterable[Ref]) -> list[Record]:
    return [ref_record(ref) for ref in refs]


def _optional(ref: Ref | None) -> Record | None:
    return ref_record(ref) if ref else None
