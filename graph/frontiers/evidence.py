"""The claims behind a few links, asked of a store when the paths are known; the rest is forgotten.

What the links need is brought into a small store in memory and read there as any store is, so that a claim
is the same value wherever its graph lies. Only how statements stand is taken as the build derived it, since
relay chains lead beyond what was brought here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.claims import read_claims, read_documents
from graph.frontiers.supplying import Supplier, triples
from graph.lexicon import read_lexicon
from graph.model import Claim, Standing
from graph.namespaces import AG, RDF
from graph.network import Network, ViewLink, ViewNode, build_network
from graph.store.batches import store_of

if TYPE_CHECKING:
    from graph.store import Term

Statement = tuple["Term", "Term", "Term"]
Content = tuple[str, str, "str | Term"]
"""Subject and predicate; the object is text where it is an IRI."""
_SUBJECT, _PREDICATE, _OBJECT = RDF + "subject", RDF + "predicate", RDF + "object"
_SPEAKING = ("claimant", "onBehalfOf", "saidTo", "relayedFrom", "outlet")
_ENDS = (*(AG + name for name in _SPEAKING), _SUBJECT, _OBJECT)
_RIVAL = AG + "incompatibleWith"


def evidence_of(supplier: Supplier, links: Collection[ViewLink], named: Iterable[str]) -> Network:
    """Return the network of `links` alone, each with all its claims; the entities `named` are in it, too."""
    brought = _Brought(supplier)
    walked = brought.contents({(link.source, link.predicate.iri, link.target) for link in links})
    brought.claims_about(walked)
    brought.rivals_of(walked)
    entities = {*brought.entities(), *named, *(end for link in links for end in link.ends)}
    identity = supplier.canonical(sorted(entities))
    everyone = sorted(entities | {identity.canonical(one) for one in entities})
    said = (*brought.said, *triples(supplier.rows("frontier_named", thing=everyone)))
    part = store_of(said, supplier.ontology.quads())
    lexicon = read_lexicon(part)
    claims = read_claims(part, lexicon, identity, read_documents(part, lexicon))
    standing = {link.iri: link.standing for link in links}
    shown = {identity.canonical(one) for one in entities if one in lexicon.types}
    nodes = (ViewNode(iri, lexicon.ref(iri).label, lexicon.types.get(iri, ())) for iri in shown)
    return build_network(
        nodes,
        (_standing(one, standing[one.proposition.iri]) for one in claims if one.proposition.iri in standing),
    )


def _standing(claim: Claim, standing: Standing) -> Claim:
    return replace(claim, proposition=replace(claim.proposition, standing=standing))


@dataclass(slots=True)
class _Brought:
    """What was brought of a store so far: statements by the thing that they are about."""

    supplier: Supplier
    about: dict[str, list[Statement]] = field(default_factory=dict)

    @property
    def said(self) -> Iterator[Statement]:
        """Every statement, but that one proposition excludes another which was not brought."""
        for one in (each for statements in self.about.values() for each in statements):
            if str(one[1].value) != _RIVAL or str(one[2].value) in self.about:
                yield one

    def contents(self, contents: Collection[Content]) -> tuple[str, ...]:
        """Bring every proposition with one of these contents, of folded entities, too; return their IRIs."""
        subjects = {subject for subject, _, _ in contents}
        objects = {target for _, _, target in contents}
        ends = sorted({one for one in (*subjects, *objects) if isinstance(one, str)})
        folded = self.supplier.folded_into(ends)
        rows = self.supplier.rows(
            "frontier_twins",
            subject=sorted({*subjects, *(one for one, by in folded.items() if by in subjects)}),
            object=[*objects, *(one for one, by in folded.items() if by in objects)],
        )
        found = set()
        for proposition, subject, predicate, target in rows:
            if (
                proposition is not None
                and subject is not None
                and predicate is not None
                and target is not None
            ):
                spoken_of = str(subject.value)
                end = _object(target)
                content = (
                    folded.get(spoken_of, spoken_of),
                    str(predicate.value),
                    folded.get(end, end) if isinstance(end, str) else end,
                )
                if content in contents:
                    found.add(str(proposition.value))
        self._bring(found)
        return tuple(sorted(found))

    def rivals_of(self, propositions: Collection[str]) -> None:
        """Bring what excludes `propositions`, and what is of the same content as that."""
        forth = self._values(_RIVAL, propositions)
        back = self.supplier.rows("frontier_rivals", other=propositions)
        rivals = sorted({*forth, *(str(one.value) for one, _ in back if one is not None)} - set(propositions))
        self._bring(rivals)
        ends = self._values(_SUBJECT, rivals) | self._values(_OBJECT, rivals)
        canonical = self.supplier.canonical(sorted(ends)).canonical
        contents = set()
        for rival in rivals:
            said = {str(name.value): value for _, name, value in self.about.get(rival, ())}
            if {_SUBJECT, _PREDICATE, _OBJECT} <= said.keys():
                end = _object(said[_OBJECT])
                whom = canonical(str(said[_SUBJECT].value))
                contents.add(
                    (whom, str(said[_PREDICATE].value), canonical(end) if isinstance(end, str) else end)
                )
        if contents:
            self.contents(contents)

    def claims_about(self, propositions: Collection[str]) -> None:
        """Bring the claims about `propositions`, with what they were taken from and where they stand."""
        self._keep(triples(self.supplier.rows("frontier_claims", proposition=propositions)))
        relayed = sorted(self._values(AG + "relayedFrom") - self.about.keys())
        self._keep(triples(self.supplier.rows("frontier_relayed", claim=relayed)))
        for name in (AG + "proposition", AG + "position", AG + "document"):
            self._bring(self._values(name))

    def entities(self) -> set[str]:
        """Return what was spoken of, and who speaks or prints."""
        return {one for name in _ENDS for one in self._values(name)} - self.about.keys()

    def _values(self, name: str, things: Iterable[str] | None = None) -> set[str]:
        """Return the IRIs that a property gives of `things`, or of all that was brought."""
        groups = self.about.values() if things is None else (self.about.get(one, []) for one in things)
        return {
            str(value.value)
            for statements in groups
            for _, property_, value in statements
            if str(property_.value) == name and isinstance(_object(value), str)
        }

    def _bring(self, things: Iterable[str]) -> None:
        wanted = sorted(set(things) - self.about.keys())
        self._keep(triples(self.supplier.rows("frontier_said", thing=wanted)))

    def _keep(self, statements: Iterable[Statement]) -> None:
        for one in statements:
            self.about.setdefault(str(one[0].value), []).append(one)


def _object(term: Term) -> str | Term:
    """Return an IRI as text, and a literal as it is."""
    return str(term.value) if getattr(term, "datatype", None) is None else term
