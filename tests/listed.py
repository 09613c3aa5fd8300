"""A small import beside the articles: a list of losses with an entity of its own for everything it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

from graph.builds import InputFile
from graph.ingest.bulk import Part, build_parts, held_parts
from graph.ingest.settling import settled
from graph.namespaces import BASE, ID

GRAPH = BASE + "graph/import/list"
DIGEST = "sha256:" + "0" * 64
HEAD = f"""@base <{BASE}> .
@prefix ag: <{BASE}ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<id/list/actor/list> a ag:MediaOutlet ; skos:prefLabel "The List"@en .
<id/list/document/table> a ag:Document ; dcterms:title "Losses seen"@en ; ag:outlet <id/list/actor/list> ;
    ag:digest "{DIGEST}" ; ag:lineCount 900 ; ag:rowCount 9 ; ag:rejectedRowCount 0 ; ag:mapping "{DIGEST}" .
"""


def slug(name: str) -> str:
    return "".join(each if each.isalnum() else "-" for each in name.casefold())


class Listing:
    """Writes the import statement by statement."""

    def __init__(self) -> None:
        self._text = [HEAD]
        self._said: set[str] = set()
        self._claims = 0

    def weapon(self, name: str, category: str = "unspecified-arms") -> str:
        iri = f"id/list/weapon/{slug(name)}"
        if iri not in self._said:
            self._said.add(iri)
            self._text.append(f'<{iri}> a ag:Weapon ; skos:prefLabel "{name}"@en .\n')
            self.claim(iri, "category", f"<id/category/{category}>")
        return iri

    def state(self, name: str) -> str:
        iri = f"id/list/state/{slug(name)}"
        if iri not in self._said:
            self._said.add(iri)
            self._text.append(f'<{iri}> a ag:State ; skos:prefLabel "{name}"@en .\n')
        return iri

    def loss(
        self,
        key: str,
        weapon: str,
        side: str,
        day: str,
        *,
        status: str = "Destroyed",
        count: int | None = None,
        counted_to: str = "",
        category: str = "unspecified-arms",
    ) -> str:
        """One loss: of one piece unless it has a count; a running count with the last day that it covers."""
        iri = f"id/list/loss/{key}"
        self._text.append(f'<{iri}> a ag:EquipmentLoss ; skos:prefLabel "Loss {key}"@en .\n')
        self.claim(iri, "item", f"<{self.weapon(weapon, category)}>", day)
        self.claim(iri, "losingSide", f"<{self.state(side)}>", day)
        if status:
            self.claim(iri, "lossStatus", f"ag:{status}", day)
        if count is not None:
            self.claim(iri, "count", str(count), day)
        if counted_to:
            self.claim(iri, "countedTo", f'"{counted_to}"^^xsd:date', day)
        return iri

    def claim(self, subject: str, relation: str, value: str, day: str = "", stance: str = "Asserts") -> None:
        self._claims += 1
        number, said = self._claims, f"id/list/proposition/{slug(subject + relation + value)}"
        if said not in self._said:
            self._said.add(said)
            self._text.append(
                f"<{said}> a ag:Proposition ; rdf:subject <{subject}> ; rdf:predicate ag:{relation} ; "
                f"rdf:object {value} .\n"
            )
        made = (
            f' ag:madeOn "{day}"^^xsd:date ; ag:madeOnPrecision ag:Day ; ag:madeOnBasis ag:Stated ;'
            if day
            else ""
        )
        self._text.append(
            f"<id/list/claim/{number}> a ag:RowClaim ; ag:proposition <{said}> ; "
            f"ag:claimant <id/list/actor/list> ; ag:stance ag:{stance} ; ag:certainty ag:Certain ; "
            f"ag:modality ag:Fact ; ag:document <id/list/document/table> ;{made} ag:line {number} ; "
            f'ag:gloss "A row of the list says so."@en .\n'
        )

    def text(self) -> str:
        return "".join(self._text)

    def put(self, location: Path, folder: Path) -> None:
        """Let the store at `location` hold this import and nothing of an earlier one."""
        path = folder / "list.nt"
        with path.open("wb") as file:
            ox.serialize(ox.parse(self.text(), ox.RdfFormat.TURTLE), file, ox.RdfFormat.N_TRIPLES)
        kept: Sequence[Part] = [one for one in held_parts(location, folder) if one.graph != GRAPH]
        new = Part(GRAPH, path, InputFile("list.csv", "0" * 64))
        build_parts(settled([*kept, new], location, folder), location)


def listed(location: Path, folder: Path, losses: Iterable[Sequence[str]]) -> None:
    """Put an import of single pieces into a store: key, weapon, side and day of each."""
    listing = Listing()
    for key, weapon, side, day in losses:
        listing.loss(key, weapon, side, day)
    listing.put(location, folder)


def entity(end: str) -> str:
    return f"{ID}list/{end}"
