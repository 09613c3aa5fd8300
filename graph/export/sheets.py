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
from graph.columns.folder import forget
from graph.export.attributes import plain_link_columns, plain_node_columns
from graph.export.escaping import as_json
from graph.export.evidence import Evidence, names
from graph.export.extent import Extent, Rows
from graph.export.metering import Meter
from graph.export.texts import Texts, by_number, taken
from graph.model import Certainty, Modality, Stance
from graph.settings import BULK_LIMITS
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

    def sheets(
        self, name: str, meter: Meter, size: int = BULK_LIMITS.export_batch_rows
    ) -> Iterator[tuple[Rows, Sheet]]:
        """Yield the table `name` as at most `size` rows at a time, by their numbers and as cells."""
        for rows in self.batches(self.rows(name), meter, size):
            yield rows, self.sheet(name, rows)

    def batches(self, rows: Rows, meter: Meter, size: int = BULK_LIMITS.export_batch_rows) -> Iterator[Rows]:
        """Yield `rows`, at most `size` at a time; what was read for them of mapped files is held no more."""
        for batch in meter.batches(rows, size):
            yield batch
            forget(self.extent.columns.claimant)
            forget(self.extent.words.kinds)

    def rows(self, name: str) -> Rows:
        """Return the rows of the table `name`."""
        extent = self.extent
        if name == "claims":
            return extent.claims_of(np.concatenate([extent.links, extent.values]))[0]
        if name == "statements":
            return np.arange(len(extent.words.statements) if extent.everything else 0)
        return extent.nodes if name == "nodes" else extent.links

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
        return _typed("nodes", plain_node_columns(self.extent, rows))

    def _edges(self, rows: Rows) -> Sheet:
        held = plain_link_columns(self.extent, rows, self._evidence)
        columns, words = self.extent.columns, self.extent.words
        held["source_label"] = taken(words.label, columns.subject[rows])
        held["target_label"] = taken(words.label, columns.object[rows])
        return _typed("edges", held)

    def _claims(self, rows: Rows) -> Sheet:
        return {
            **self._said(rows),
            **self._contents(self.extent.columns.proposition[rows]),
            **self._where(rows),
        }

    def _said(self, rows: Rows) -> Sheet:
        """Return who says something, how, to whom and after whom."""
        columns, words = self.extent.columns, self.extent.words
        return {
            "iri": _decoded(names(columns.claims, rows)),
            "stance": [tuple(Stance)[code].value for code in columns.stance[rows].tolist()],
            "certainty": [tuple(Certainty)[code].value for code in columns.certainty[rows].tolist()],
            "modality": [tuple(Modality)[code].value for code in columns.modality[rows].tolist()],
            "gloss": _decoded(taken(words.gloss, rows)),
            **self._actor("claimant", columns.claimant[rows]),
            **self._actor("on_behalf_of", columns.on_behalf_of[rows]),
            "said_to": list(self._lists(rows, words.said_to_offsets, words.said_to)),
            "relayed_from": list(self._sources(rows)),
        }

    def _contents(self, about: Rows) -> Sheet:
        """Return what propositions say and how they stand."""
        columns, words, evidence = self.extent.columns, self.extent.words, self._evidence
        datatypes = by_number(words.datatype[about], lambda known: taken(words.datatypes, known), b"")
        return {
            "proposition": _decoded(names(columns.propositions, about)),
            **self._actor("subject", columns.subject[about]),
            "label": _decoded(evidence.captions(about)),
            "object": _decoded(evidence.targets(about)),
            "object_label": _decoded(evidence.target_labels(about)),
            "object_datatype": _decoded(datatypes),
            "predicate": _decoded(names(columns.predicates, columns.predicate[about])),
            "status": _decoded(evidence.statuses(about)),
            "origins": self.extent.judged.origins[about].tolist(),
            "unknown_origins": self.extent.judged.unknown_origins[about].tolist(),
            "proposition_graph": _decoded(evidence.graphs(words.proposition_graph[about])),
        }

    def _where(self, rows: Rows) -> Sheet:
        """Return where claims stand, when they were made, and what else is noted of them."""
        columns, words = self.extent.columns, self.extent.words
        document = columns.document[rows]
        return {
            "document": _decoded(names(columns.documents, document)),
            "document_title": _decoded(taken(words.title, document)),
            "outlet": _decoded(taken(words.label, columns.outlet[document])),
            "published": _decoded(taken(words.published, document)),
            "line": _known(words.line[rows]),
            "start": _known(words.start[rows]),
            "end": _known(words.end[rows]),
            "anchor": _decoded(taken(words.anchor, rows)),
            "made_on": _decoded(taken(words.made_on, rows)),
            "made_on_precision": [PRECISIONS[code] for code in words.made_on_precision[rows].tolist()],
            "made_on_basis": [BASES[code] for code in words.made_on_basis[rows].tolist()],
            "reference": columns.reference[rows].tolist(),
            "note": _decoded(taken(words.note, rows)),
            "graph": _decoded(self._evidence.graphs(words.claim_graph[rows])),
        }

    def _statements(self, rows: Rows) -> Sheet:
        held = [text.decode() for text in self.extent.words.statements.take(rows)]
        return {"about": [text.partition(" ")[0].strip("<>") for text in held], "statements": held}

    def _actor(self, name: str, rows: Rows) -> Sheet:
        return {
            name: _decoded(names(self.extent.columns.entities, rows)),
            f"{name}_label": _decoded(taken(self.extent.words.label, rows)),
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


def _known(numbers: Rows) -> list[int | None]:
    return [None if number == NONE else number for number in numbers.tolist()]
