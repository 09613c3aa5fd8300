"""What a page about one thing shows, as plain values that its template sets: no markup, no query.

Every text in them comes from data; the template escapes each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from urllib.parse import quote

import pyoxigraph as ox

from graph.contradictions import Contradiction
from graph.errors import InputError
from graph.knowledge import KnowledgeGraph
from graph.lexicon import words_of
from graph.model import Certainty, Claim, Document, EntityCard, Modality, Proposition, Ref, Stance, Value
from graph.namespaces import BASE, ID, RDF, local_name, shorten, web_address
from graph.sentences import counted, standing_sentence
from graph.settings import LIMITS

View = dict[str, object]
_SIDES = {
    Stance.ASSERTS: "Who says so",
    Stance.DENIES: "Who denies it",
    Stance.UNSURE: "Who leaves it open",
}


class Views:
    """Makes the views of one graph; addresses in them are those of the server that shows them.

    Parameters
    ----------
    graph
        Under the perspective that is served.
    root
        What the server's own paths begin with.
    """

    def __init__(self, graph: KnowledgeGraph, root: str = "") -> None:
        self._graph = graph
        self._root = root

    def of(self, iri: str, triples: Sequence[ox.Triple]) -> tuple[str, View]:
        """Return the name of the template for the thing `iri`, and what that sets.

        Parameters
        ----------
        iri
            Of a thing that `triples` describe.
        triples
            See `graph.server.entity_pages_rdf.description_of`.
        """
        if self._graph.kinds(iri):
            return "entity.html", self._entity(self._graph.show(iri), iri)
        if claim := self._graph.claim(iri):
            return "claim.html", self._one_claim(claim)
        about = list(self._graph.claims_on([iri]))
        if about:
            return "proposition.html", self._proposition(about[0].proposition, about)
        if document := next((one for one in self._graph.documents() if one.iri == iri), None):
            return "document.html", self._document_page(document)
        return "thing.html", self._thing(iri, triples)

    def suggestions(self, name: str) -> list[View]:
        """Return links to the entities whose names are like `name`; often none."""
        try:
            found = self._graph.search(name, LIMITS.suggestion_count)
        except InputError:
            return []
        return [self.link(Ref(match.iri, match.label)) for match in found]

    def link(self, ref: Ref) -> View:
        """Return a thing as its label and the address it leads to; empty where no link may lead there."""
        if ref.iri.startswith(ID):
            return {"label": ref.label, "href": f"{self._root}/{quote(ref.iri[len(BASE) :], safe='/')}"}
        return {"label": ref.label, "href": web_address(ref.iri) or ""}

    def _entity(self, card: EntityCard, asked: str) -> View:
        links, attributes = card.links, card.attributes
        told = [one.claims for one in links] + [one.claims for one in attributes]
        claims = {claim.iri for part in told for claim in part}
        said = f"{counted(len(claims), 'claim')} in {counted(len(card.documents), 'document')}"
        return {
            "title": card.label,
            "kinds": [words_of(kind) for kind in card.types],
            "summary": f"{said} speak of {_amount(links, attributes)}.",
            "description": card.description,
            "note": card.note,
            "folded_from": shorten(asked) if asked != card.iri else "",
            "canonical_link": self.link(Ref(card.iri, card.label)),
            "identity": card.identity,
            "same_as": [self.link(ref) for ref in card.same_as],
            "names": [
                {
                    "text": name.text,
                    "language": name.language,
                    "document": self.link(name.document) if name.document else None,
                    "line": name.line,
                }
                for name in card.aliases
            ],
            "values": [self._statement(one.claims) for one in attributes[: LIMITS.page_links]],
            "links": [self._statement(one.claims) for one in links[: LIMITS.page_links]],
            "hidden": _beyond(links) + _beyond(attributes),
            **self._contradictions(card.iri),
            "documents": [self._document(one) for one in card.documents],
        }

    def _contradictions(self, entity: str) -> View:
        found = self._graph.contradictions(about=entity)
        shown = [self._contradiction(one) for one in found[: LIMITS.page_cards]]
        return {"contradictions": shown, "more_contradictions": len(found) - len(shown)}

    def _contradiction(self, contradiction: Contradiction) -> View:
        return {
            "kind": contradiction.kind.value,
            "rule": contradiction.rule,
            "statements": [
                {
                    "href": self.link(Ref(one.iri, ""))["href"],
                    "sentence": self._graph.sentence(one),
                    "standing": standing_sentence(one.standing),
                }
                for one in contradiction.propositions
            ],
        }

    def _statement(self, claims: Sequence[Claim]) -> View:
        """Return one proposition with the claims of each side."""
        proposition = claims[0].proposition
        return {**self._content(proposition), "sides": self._sides(claims), "hidden": _beyond(claims)}

    def _content(self, proposition: Proposition) -> View:
        target = proposition.object
        end = self.link(target) if isinstance(target, Ref) else {"label": target.text, "href": ""}
        return {
            "href": self.link(Ref(proposition.iri, ""))["href"],
            "sentence": self._graph.sentence(proposition),
            "status": proposition.standing.status.value,
            "standing": standing_sentence(proposition.standing),
            "subject": self.link(proposition.subject),
            "predicate": proposition.predicate.label,
            "object": end,
        }

    def _sides(self, claims: Iterable[Claim]) -> list[View]:
        shown = list(islice(claims, LIMITS.page_links))
        sides = ((stance, [one for one in shown if one.stance is stance]) for stance in _SIDES)
        return [
            {"stance": stance.value, "heading": _SIDES[stance], "claims": [self._claim(one) for one in found]}
            for stance, found in sides
            if found
        ]

    def _claim(self, claim: Claim) -> View:
        marks = [] if claim.certainty is Certainty.CERTAIN else ["hedged"]
        marks += [] if claim.modality is Modality.FACT else [f"a {claim.modality.value}, not a fact"]
        marks += ["supplied by the editors"] if claim.reference else []
        return {
            "href": self.link(Ref(claim.iri, ""))["href"],
            "iri": claim.iri,
            "claimant": self.link(claim.claimant),
            "on_behalf_of": self.link(claim.on_behalf_of) if claim.on_behalf_of else None,
            "gloss": claim.gloss,
            "marks": marks,
            "made_on": claim.made_on,
            "document": self._document(claim.document),
            "line": claim.line,
            "relayed_from": [self.link(ref) for ref in claim.relayed_from],
        }

    def _one_claim(self, claim: Claim) -> View:
        return {
            "title": claim.gloss,
            "kinds": ["claim"],
            "summary": self._graph.sentence(claim),
            "statement": self._content(claim.proposition),
            "claim": self._claim(claim),
            "said_to": [self.link(ref) for ref in claim.said_to],
            "place": [claim.start, claim.end] if claim.start is not None else [],
            "anchor": claim.anchor,
            "note": claim.note,
        }

    def _proposition(self, proposition: Proposition, claims: Sequence[Claim]) -> View:
        rivals = self._graph.rivals(proposition)
        return {
            "title": self._graph.sentence(proposition),
            "kinds": ["proposition"],
            "summary": f"{standing_sentence(proposition.standing).capitalize()}.",
            "statement": self._statement(claims),
            "rivals": [self._content(one) for one in rivals],
        }

    def _document(self, document: Document) -> View:
        return {
            **self.link(Ref(document.iri, document.title)),
            "outlet": self.link(document.outlet) if document.outlet else None,
            "date": document.date,
            "address": web_address(document.url) or "",
        }

    def _document_page(self, document: Document) -> View:
        claims = list(self._graph.claims(document=document.iri))
        return {
            "title": document.title,
            "kinds": ["document"],
            "summary": f"{counted(len(claims), 'claim')} stand in it.",
            "document": self._document(document),
            "digest": document.digest,
            "sides": self._sides(claims),
            "hidden": _beyond(claims),
        }

    def _thing(self, iri: str, triples: Iterable[ox.Triple]) -> View:
        own = [one for one in triples if isinstance(one.subject, ox.NamedNode) and one.subject.value == iri]
        kinds = [one.object for one in own if one.predicate.value == RDF + "type"]
        return {
            "title": words_of(local_name(iri)),
            "kinds": [words_of(local_name(kind.value)) for kind in kinds if isinstance(kind, ox.NamedNode)],
            "summary": "",
            "rows": [
                {"property": shorten(one.predicate.value), "value": self._value(one.object)} for one in own
            ],
        }

    def _value(self, term: object) -> Mapping[str, object]:
        if isinstance(term, ox.NamedNode):
            return self.link(Ref(term.value, shorten(term.value)))
        if isinstance(term, ox.Literal):
            return {"label": Value(term.value, term.datatype.value).text, "href": ""}
        return {"label": "something without a name", "href": ""}


def _amount(links: Sequence[object], attributes: Sequence[object]) -> str:
    parts = [counted(len(links), "link")] if links or not attributes else []
    return " and ".join([*parts, counted(len(attributes), "value")] if attributes else parts)


def _beyond(things: Sequence[object]) -> int:
    """Return how many of `things` a page does not list."""
    return max(0, len(things) - LIMITS.page_links)
