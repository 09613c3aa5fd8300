"""All claims and documents of a store read into values, seen through identity judgements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from graph.errors import StoreError
from graph.identity import Identity, Judgement, Verdict, fold, group_propositions
from graph.lexicon import Lexicon, properties, text_in_english
from graph.model import (
    Certainty,
    Claim,
    Document,
    Modality,
    Proposition,
    Ref,
    Stance,
    Standing,
    Status,
    Value,
)
from graph.namespaces import AG, DCTERMS, RDF, SCHEMA, SKOS, local_name
from graph.resources import application_query
from graph.standing import restand

if TYPE_CHECKING:
    from graph.store import Store, Term

Said: TypeAlias = Mapping[str, list["Term"]]
"""The values of each property of one thing."""

_NOT_YET_STANDING = Standing(Status.UNCONFIRMED, 0, 0)


def read_identity(store: Store) -> Identity:
    """Return who is held to be whom by the judgements in `store`."""
    found = properties(store.select(application_query("identity_judgements")))
    return fold(_judgement(iri, said) for iri, said in found.items())


def read_documents(store: Store, lexicon: Lexicon) -> tuple[Document, ...]:
    """Return the documents of `store`, oldest first; those without a date last."""
    found = properties(store.select(application_query("documents")))
    documents = (document_of(iri, said, lexicon) for iri, said in found.items())
    return tuple(sorted(documents, key=lambda one: (not one.date, one.date, one.iri)))


def read_claims(
    store: Store, lexicon: Lexicon, identity: Identity, documents: Iterable[Document]
) -> tuple[Claim, ...]:
    """Return every claim of `store` in the order of its document, reference claims last.

    Entities are those that `identity` holds them to be, and claims whose propositions so become one
    share it; its status and origins are derived from all of them.
    """
    found = properties(store.select(application_query("claims")))
    reader = ClaimReader(
        lexicon,
        identity,
        {document.iri: document for document in documents},
        _read_propositions(store, lexicon, identity),
        {iri: _text(said, AG + "gloss") for iri, said in found.items()},
        _read_positions(store),
    )
    claims = (reader.claim(iri, said) for iri, said in found.items())
    return restand(sorted(claims, key=document_order), identity.canonical)


def document_order(claim: Claim) -> tuple[bool, bool, str, str, int, int, str]:
    """Return what claims are sorted by to stand as in their documents, oldest document first."""
    document = claim.document
    place = (claim.line or 0, claim.start or 0, claim.iri)
    return (claim.reference, not document.date, document.date, document.iri, *place)


@dataclass(frozen=True, slots=True)
class ClaimReader:
    """What is needed to turn the properties of one claim into a value."""

    lexicon: Lexicon
    identity: Identity
    documents: Mapping[str, Document]
    propositions: Mapping[str, Proposition]
    glosses: Mapping[str, str]
    positions: Mapping[str, tuple[int, int]]

    def claim(self, iri: str, said: Said) -> Claim:
        """Return the claim `iri` of which all this is said."""
        claimant = _one(iri, said, AG + "claimant")
        line = _text(said, AG + "line")
        start, end = self.positions.get(iri, (None, None))
        return Claim(
            iri=iri,
            gloss=self.glosses[iri],
            proposition=self.propositions[_one(iri, said, AG + "proposition")],
            claimant=self._entity(claimant),
            on_behalf_of=next(iter(self._sources(said, AG + "onBehalfOf")), None),
            said_to=self._sources(said, AG + "saidTo"),
            relayed_from=self._sources(said, AG + "relayedFrom"),
            stance=Stance(_word(iri, said, AG + "stance")),
            certainty=Certainty(_word(iri, said, AG + "certainty")),
            modality=Modality(_word(iri, said, AG + "modality")),
            document=self.documents[_one(iri, said, AG + "document")],
            line=int(line) if line else None,
            start=start,
            end=end,
            anchor=_text(said, AG + "anchor"),
            made_on=_text(said, AG + "madeOn"),
            made_on_precision=_name(said, AG + "madeOnPrecision"),
            made_on_basis=_name(said, AG + "madeOnBasis"),
            note=_text(said, SKOS + "note"),
            reference=AG + "ReferenceClaim" in {str(term.value) for term in said.get(RDF + "type", ())},
            evidence=_text(said, AG + "evidence"),
            reported_in=tuple(self.documents[iri] for iri in reported_in(said) if iri in self.documents),
            claimant_unnamed="UnnamedSource" in self.lexicon.types.get(claimant, ()),
        )

    def _entity(self, iri: str) -> Ref:
        return self.lexicon.ref(self.identity.canonical(iri))

    def _sources(self, said: Said, property: str) -> tuple[Ref, ...]:
        """Return actors with their labels and claims with their glosses, in the order of their IRIs."""
        iris = sorted({str(term.value) for term in said.get(property, ())})
        return tuple(
            Ref(iri, self.glosses[iri]) if iri in self.glosses else self._entity(iri) for iri in iris
        )


def _read_propositions(store: Store, lexicon: Lexicon, identity: Identity) -> dict[str, Proposition]:
    """Return each proposition's IRI as stated with the proposition that stands for its content."""
    contents = {}
    for iri, subject, predicate, target in store.select(application_query("propositions")):
        if iri is not None and subject is not None and predicate is not None and target is not None:
            contents[str(iri.value)] = (
                lexicon.ref(identity.canonical(str(subject.value))),
                lexicon.ref(str(predicate.value)),
                object_of(target, lexicon, identity),
            )
    standing_for = group_propositions(contents)
    rivals = _read_incompatibilities(store, standing_for)
    return {
        iri: Proposition(standing_for[iri], *content, _NOT_YET_STANDING, rivals.get(standing_for[iri], ()))
        for iri, content in contents.items()
    }


def _read_incompatibilities(store: Store, standing_for: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the rivals of each proposition, all by the IRIs that stand for their contents."""
    rivals: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in store.select(application_query("incompatibilities")):
        if one is not None and other is not None:
            rivals[standing_for[str(one.value)]].add(standing_for[str(other.value)])
    return {iri: tuple(sorted(others - {iri})) for iri, others in rivals.items()}


def object_of(term: Term, lexicon: Lexicon, identity: Identity) -> Ref | Value:
    """Return the object of a proposition: a thing as what it is held to be, or a value as it is written."""
    datatype = getattr(term, "datatype", None)
    if datatype is None:
        return lexicon.ref(identity.canonical(str(term.value)))
    return Value(str(term.value), str(datatype.value), str(getattr(term, "language", None) or ""))


def _read_positions(store: Store) -> dict[str, tuple[int, int]]:
    rows = store.select(application_query("claim_positions"))
    return {
        str(claim.value): (int(str(start.value)), int(str(end.value)))
        for claim, start, end in rows
        if claim is not None and start is not None and end is not None
    }


def document_of(iri: str, said: Said, lexicon: Lexicon) -> Document:
    """Return the document `iri` of which all this is said."""
    outlet = _text(said, AG + "outlet")
    return Document(
        iri=iri,
        title=_text(said, DCTERMS + "title") or lexicon.ref(iri).label,
        outlet=lexicon.ref(outlet) if outlet else None,
        date=_text(said, AG + "published"),
        date_precision=_name(said, AG + "publishedPrecision"),
        date_basis=_name(said, AG + "publishedBasis"),
        url=_text(said, SCHEMA + "url"),
        digest=_text(said, AG + "digest"),
        furniture_lines=tuple(sorted(int(str(line.value)) for line in said.get(AG + "furnitureLine", ()))),
    )


def reported_in(said: Said) -> list[str]:
    """Return the IRIs of the documents in which a claim of a table was said, in their order."""
    return sorted({str(term.value) for term in said.get(AG + "reportedIn", ())})


def _judgement(iri: str, said: Said) -> Judgement:
    return Judgement(
        iri=iri,
        entities=frozenset(str(term.value) for term in said.get(AG + "sameEntity", ())),
        canonical=_one(iri, said, AG + "canonical"),
        verdict=Verdict(local_name(_one(iri, said, AG + "verdict"))),
        basis=_name(said, AG + "basis"),
        reason=_text(said, AG + "reason"),
    )


def _text(said: Said, property: str) -> str:
    return text_in_english(said.get(property, ()))


def _name(said: Said, property: str) -> str:
    """Return the local name of an individual of the ontology in small letters; empty without one."""
    return local_name(_text(said, property)).lower()


def _one(iri: str, said: Said, property: str) -> str:
    value = _text(said, property)
    if not value:
        raise StoreError(
            f"<{iri}> in the store has no ag:{local_name(property)}; a build would have refused it. "
            "Build the store again with `armsgraph build`."
        )
    return value


def _word(iri: str, said: Said, property: str) -> str:
    return local_name(_one(iri, said, property)).lower()
