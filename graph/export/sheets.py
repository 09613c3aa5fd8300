"""The graph as tables: nodes, links, claims, documents and other statements, a column each field.

What CSV, Parquet and Neo4j's import share. A cell is text, a whole number or nothing; a cell that holds
several IRIs is a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from graph.columns import NONE
from graph.export.attributes import link_columns, node_columns
from graph.export.escaping import as_json
from graph.export.evidence import Evidence, names
from graph.export.extent import Extent, Rows
from graph.export.texts import Texts, by_number, taken
from graph.model import Certainty, Modality, Stance
from graph.wordings import BASES, PRECISIONS

Lists: TypeAlias = list[list[str]]
Sheet: TypeAlias = Mapping[str, "list[str] | list[int] | list[int | None] | list[bool] | Lists"]
"""Some rows of a table: the cells of each column."""

KINDS: Mapping[str, Mapping[str, type]] = {
    "nodes": {
        **dict.fromkeys(("iri", "label", "type", "types", "told"), str),
        **dict.fromkeys(("claims", "asserting", "denying", "unsure"), int),
        **dict.fromkeys(("dated_from", "dated_to", "graph"), str),
    },
    "edges": {
        **dict.fromkeys(("iri", "source", "source_label", "label", "target", "target_label"), str),
        **dict.fromkeys(("predicate", "status"), str),
        **dict.fromkeys(("origins", "unknown_origins", "claims", "asserting", "denying", "unsure"), int),
        **dict.fromkeys(("said_from", "said_to", "said_precision", "graph"), str),
    },
    "claims": {
        **dict.fromkeys(
            ("iri", "stance", "certainty", "modality", "gloss", "claimant", "claimant_label"), str
        ),
        **dict.fromkeys(("on_behalf_of", "on_behalf_of_label"), str),
        **dict.fromkeys(("said_to", "relayed_from"), list),
        **dict.fromkeys(("proposition", "subject", "subject_label", "label", "object", "object_label"), str),
        **dict.fromkeys(("object_datatype", "predicate", "status"), str),
        **dict.fromkeys(("origins", "unknown_origins"), int),
        **dict.fromkeys(("document", "document_title", "outlet", "published"), str),
        **dict.fromkeys(("line", "start", "end"), int),
        **dict.fromkeys(("anchor", "made_on", "made_on_precision", "made_on_basis"), str),
        "reference": bool,
        **dict.fromkeys(("note", "graph", "proposition_graph"), str),
    },
    "statements": {"about": str, "statements": str},
}
"""The columns of each table, and what their cells are; ``statements`` holds N-Quads of all that people
wrote of a thing of which the other tables do not hold all: from these tables a graph reads back whole."""


@dataclass(frozen=True)
class Sheets:
    """Makes rows of tables from rows of an extent."""

    extent: Extent

    @property
    def rows(self) -> Mapping[str, Rows]:
        """The rows of each table."""
        extent = self.extent
        propositions = np.concatenate([extent.links, extent.values])
        claims = extent.claims_of(propositions)[0]
        told = len(extent.words.statements) if extent.everything else 0
        return {"nodes": extent.nodes, "edges": extent.links, "claims": claims, "statements": np.arange(told)}

    def sheet(self, name: str, rows: Rows) -> Sheet:
        """Return some rows of the table `name`."""
        make: Mapping[str, Callable[[Rows], Sheet]] = {
            "nodes": self._nodes,
            "edges": self._edges,
            "claims": self._claims,
            "statements": self._statements,
        }
        return make[name](rows)

    @property
    def _evidence(self) -> Evidence:
        return Evidence(self.extent, as_json)

    def _nodes(self, rows: Rows) -> Sheet:
        return _typed("nodes", node_columns(self.extent, rows, self._evidence))

    def _edges(self, rows: Rows) -> Sheet:
        held = link_columns(self.extent, rows, self._evidence)
        columns, words = self.extent.columns, self.extent.words
        held["source_label"] = taken(words.label, columns.subject[rows])
        held["target_label"] = taken(words.label, columns.object[rows])
        return _typed("edges", held)

    def _claims(self, rows: Rows) -> Sheet:
        columns, words, evidence = self.extent.columns, self.extent.words, self._evidence
        about, document = columns.proposition[rows], columns.document[rows]
        said = _texts(
            {
                "iri": names(columns.claims, rows),
                "gloss": taken(words.gloss, rows),
                **self._actor("claimant", columns.claimant[rows]),
                **self._actor("on_behalf_of", columns.on_behalf_of[rows]),
                "proposition": names(columns.propositions, about),
                **self._actor("subject", columns.subject[about]),
                "label": evidence.captions(about),
                "object": evidence.targets(about),
                "object_label": evidence.target_labels(about),
                "object_datatype": by_number(
                    words.datatype[about], lambda known: taken(words.datatypes, known), b""
                ),
                "predicate": names(columns.predicates, columns.predicate[about]),
                "status": evidence.statuses(about),
                "document": names(columns.documents, document),
                "document_title": taken(words.title, document),
                "outlet": taken(words.label, columns.outlet[document]),
                "published": taken(words.published, document),
                "anchor": taken(words.anchor, rows),
                "made_on": taken(words.made_on, rows),
                "note": taken(words.note, rows),
                "graph": evidence.graphs(words.claim_graph[rows]),
                "proposition_graph": evidence.graphs(words.proposition_graph[about]),
            }
        )
        judged = self.extent.judged
        return {
            **said,
            "stance": [tuple(Stance)[code].value for code in columns.stance[rows].tolist()],
            "certainty": [tuple(Certainty)[code].value for code in columns.certainty[rows].tolist()],
            "modality": [tuple(Modality)[code].value for code in columns.modality[rows].tolist()],
            "said_to": list(self._lists(rows, words.said_to_offsets, words.said_to)),
            "relayed_from": list(self._sources(rows)),
            "origins": judged.origins[about].tolist(),
            "unknown_origins": judged.unknown_origins[about].tolist(),
            "line": _known(words.line[rows]),
            "start": _known(words.start[rows]),
            "end": _known(words.end[rows]),
            "made_on_precision": [PRECISIONS[code] for code in words.made_on_precision[rows].tolist()],
            "made_on_basis": [BASES[code] for code in words.made_on_basis[rows].tolist()],
            "reference": columns.reference[rows].tolist(),
        }

    def _statements(self, rows: Rows) -> Sheet:
        held = [text.decode() for text in self.extent.words.statements.take(rows)]
        return {"about": [text.partition(" ")[0].strip("<>") for text in held], "statements": held}

    def _actor(self, name: str, rows: Rows) -> dict[str, Texts]:
        return {
            name: names(self.extent.columns.entities, rows),
            f"{name}_label": taken(self.extent.words.label, rows),
        }

    def _sources(self, rows: Rows) -> Iterator[list[str]]:
        columns = self.extent.columns
        actors = self._lists(rows, columns.relay_actor_offsets, columns.relay_actors)
        for row, whom in zip(rows.tolist(), actors, strict=True):
            start, end = columns.relay_claim_offsets[row : row + 2]
            yield sorted([*whom, *(columns.claims[one] for one in columns.relay_claims[start:end].tolist())])

    def _lists(self, rows: Rows, offsets: Rows, numbers: Rows) -> Iterator[list[str]]:
        entities = self.extent.columns.entities
        for start, end in zip(offsets[rows].tolist(), offsets[rows + 1].tolist(), strict=True):
            yield [entities[one] for one in numbers[start:end].tolist()] if end > start else []


def _typed(table: str, columns: Mapping[str, Texts]) -> Sheet:
    return {
        name: [int(text) for text in columns[name]] if kind is int else _decoded(columns[name])
        for name, kind in KINDS[table].items()
    }


def _decoded(texts: Texts) -> list[str]:
    return [text.decode() for text in texts]


def _texts(columns: Mapping[str, Texts]) -> dict[str, list[str]]:
    return {name: [text.decode() for text in texts] for name, texts in columns.items()}


def _known(numbers: Rows) -> list[int | None]:
    return [None if number == NONE else number for number in numbers.tolist()]
