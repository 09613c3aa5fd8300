"""Claims and propositions as JSON, many at once: the shape that `graph.records` gives, byte for byte.

Every distinct thing of a batch is written once and put where it is named, so that a claim costs a few
microseconds; tests hold the outcome against `graph.records`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

import numpy as np

from graph.columns import NONE, Names
from graph.export.escaping import Escape, Texts
from graph.export.extent import Extent, Rows
from graph.model import Certainty, Modality, Stance, Status
from graph.presentation import LINES
from graph.wordings import BASES, PRECISIONS, Pieces

_CLAIM = (
    b'{"iri":"%b","gloss":"%b","claimant":%b,"on_behalf_of":%b,"said_to":%b,%b,"proposition":%b,'
    b'"document":%b,"line":%b,"start":%b,"end":%b,"anchor":"%b","made_on":"%b",%b,"relayed_from":%b,'
    b'"note":"%b","reference":%b,"graph":"%b"}'
)
_PROPOSITION = (
    b'"iri":"%b","subject":"%b","subject_label":"%b","predicate":"%b","predicate_label":"%b",'
    b'"object":"%b","object_label":"%b",%b,"incompatible_with":%b'
)
_SUFFIXES = tuple(LINES[status].suffix.encode() for status in Status)
_STATUSES = tuple(status.value.encode() for status in Status)
_STANCES = [
    f'"stance":"{stance.value}","certainty":"{certainty.value}","modality":"{modality.value}"'.encode()
    for stance in Stance
    for certainty in Certainty
    for modality in Modality
]
_DATED = [
    f'"made_on_precision":"{precision}","made_on_basis":"{basis}"'.encode()
    for precision in PRECISIONS
    for basis in BASES
]


def by_number(numbers: Rows, write: Callable[[Rows], Texts], nothing: bytes = b"null") -> Texts:
    """Return what `write` makes of each number, once for each distinct one; `nothing` for negative ones."""
    if not len(numbers):
        return []
    distinct, places = np.unique(numbers, return_inverse=True)
    known = distinct[distinct >= 0]
    made = np.empty(len(distinct), object)
    made[: len(distinct) - len(known)] = nothing
    made[len(distinct) - len(known) :] = write(known)
    found: Texts = made[places].tolist()
    return found


def names(table: Names, rows: Rows) -> Texts:
    """Return the names with these numbers."""
    return Pieces(table.letters, table.offsets).take(rows)


@dataclass(frozen=True)
class Evidence:
    """Writes rows of an extent as JSON, its texts escaped for the file that they go into."""

    extent: Extent
    escape: Escape
    """Makes texts fit for a JSON string in that file."""

    def claims(self, rows: Rows) -> Texts:
        """Return claims as `graph.records.claim_record` has them, and in which graph each was written."""
        columns, words, escape = self.extent.columns, self.extent.words, self.escape
        said = (columns.stance[rows] * len(Certainty) + columns.certainty[rows]).astype(np.int64)
        said = said * len(Modality) + columns.modality[rows]
        dated = words.made_on_precision[rows] * len(BASES) + words.made_on_basis[rows]
        held = zip(
            escape(names(columns.claims, rows)),
            escape(words.gloss.take(rows)),
            self.entities(columns.claimant[rows]),
            self.entities(columns.on_behalf_of[rows]),
            self._listed(rows, words.said_to_offsets, words.said_to, self.entities),
            [_STANCES[code] for code in said.tolist()],
            by_number(columns.proposition[rows], self.propositions),
            by_number(columns.document[rows], self.documents),
            _numbers(words.line[rows]),
            _numbers(words.start[rows]),
            _numbers(words.end[rows]),
            escape(words.anchor.take(rows)),
            escape(words.made_on.take(rows)),
            [_DATED[code] for code in dated.tolist()],
            self._sources(rows),
            escape(words.note.take(rows)),
            [b"true" if held else b"false" for held in columns.reference[rows].tolist()],
            self.graphs(words.claim_graph[rows]),
            strict=True,
        )
        return [_CLAIM % row for row in held]

    def propositions(self, rows: Rows) -> Texts:
        """Return propositions as `graph.records.proposition_record` has them."""
        return [b"{" + one + b"}" for one in self.contents(rows)]

    def contents(self, rows: Rows) -> Texts:
        """Return what stands within the braces of propositions."""
        columns, words, escape = self.extent.columns, self.extent.words, self.escape
        held = zip(
            escape(names(columns.propositions, rows)),
            escape(names(columns.entities, columns.subject[rows])),
            escape(words.label.take(columns.subject[rows])),
            escape(names(columns.predicates, columns.predicate[rows])),
            escape(words.relation.take(columns.predicate[rows])),
            escape(self.targets(rows)),
            escape(self.target_labels(rows)),
            self.standing(rows),
            self._listed(rows, words.rival_offsets, words.rivals, self._quoted_propositions),
            strict=True,
        )
        return [_PROPOSITION % row for row in held]

    def targets(self, rows: Rows) -> Texts:
        """Return the object of each proposition: an IRI, or the text of a value. Not escaped."""
        columns, values = self.extent.columns, self.extent.words.value.take(rows)
        things = names(columns.entities, columns.object[rows])
        return [thing or value for thing, value in zip(things, values, strict=True)]

    def target_labels(self, rows: Rows) -> Texts:
        """Return the object of each proposition as people read it. Not escaped."""
        words, columns = self.extent.words, self.extent.columns
        labels = words.label.take(columns.object[rows])
        entity = (columns.object[rows] != NONE).tolist()
        values = words.value.take(rows)
        return [label if thing else value for label, value, thing in zip(labels, values, entity, strict=True)]

    def standing(self, rows: Rows) -> Texts:
        """Return status and origins of each proposition."""
        judged = self.extent.judged
        codes = zip(judged.status[rows].tolist(), judged.origins[rows].tolist(),
                    judged.unknown_origins[rows].tolist(), strict=True)  # fmt: skip
        form = b'"status":"%b","origins":%d,"unknown_origins":%d'
        return [
            form % (_STATUSES[status] if status < len(_STATUSES) else b"", named, other)
            for status, named, other in codes
        ]

    def captions(self, rows: Rows) -> Texts:
        """Return each relation as people read it, which says so unless undisputed. Not escaped."""
        labels = self.extent.words.relation.take(self.extent.columns.predicate[rows])
        codes = self.extent.judged.status[rows].tolist()
        return [label + _SUFFIXES[code] for label, code in zip(labels, codes, strict=True)]

    def statuses(self, rows: Rows) -> Texts:
        """Return the status of each proposition."""
        return [_STATUSES[code] for code in self.extent.judged.status[rows].tolist()]

    def entities(self, rows: Rows) -> Texts:
        """Return entities by IRI and label; ``null`` for negative numbers."""
        return by_number(rows, self._entities)

    def _entities(self, rows: Rows) -> Texts:
        iris = self.escape(names(self.extent.columns.entities, rows))
        labels = self.escape(self.extent.words.label.take(rows))
        return [b'{"iri":"%b","label":"%b"}' % pair for pair in zip(iris, labels, strict=True)]

    def documents(self, rows: Rows) -> Texts:
        """Return documents as a claim names them."""
        words, columns, escape = self.extent.words, self.extent.columns, self.escape
        outlets = columns.outlet[rows]
        named = [b'"%b"' % label if outlet >= 0 else b"null" for outlet, label in
                 zip(outlets.tolist(), escape(words.label.take(outlets)), strict=True)]  # fmt: skip
        held = zip(
            escape(names(columns.documents, rows)),
            escape(words.title.take(rows)),
            named,
            escape(words.published.take(rows)),
            strict=True,
        )
        return [b'{"iri":"%b","title":"%b","outlet":%b,"date":"%b"}' % row for row in held]

    def graphs(self, numbers: Rows) -> Texts:
        """Return the names of graphs as exports give them: ``curated``, ``import/oryx``."""
        return by_number(numbers, lambda known: self.escape(self.extent.words.graphs.take(known)), b"")

    def _sources(self, rows: Rows) -> Texts:
        """Return the actors and claims from which each claim was taken, in the order of their IRIs."""
        columns = self.extent.columns
        actors = _parts(rows, columns.relay_actor_offsets, columns.relay_actors)
        claims = _parts(rows, columns.relay_claim_offsets, columns.relay_claims)
        place = np.concatenate([actors[0], claims[0]])
        refs = [*self.entities(actors[1]), *by_number(claims[1], self._glossed)]
        return _grouped(len(rows), sorted(zip(place.tolist(), refs, strict=True)))

    def _glossed(self, rows: Rows) -> Texts:
        iris = self.escape(names(self.extent.columns.claims, rows))
        glosses = self.escape(self.extent.words.gloss.take(rows))
        return [b'{"iri":"%b","label":"%b"}' % pair for pair in zip(iris, glosses, strict=True)]

    def _quoted_propositions(self, rows: Rows) -> Texts:
        return [b'"%b"' % iri for iri in self.escape(names(self.extent.columns.propositions, rows))]

    def _listed(self, rows: Rows, offsets: Rows, numbers: Rows, write: Callable[[Rows], Texts]) -> Texts:
        place, held = _parts(rows, offsets, numbers)
        return _grouped(len(rows), zip(place.tolist(), write(held), strict=True))

    def of_each(self, propositions: Rows) -> Texts:
        """Return the claims of each proposition as a JSON list."""
        rows, ends = self.extent.claims_of(propositions)
        written = self.claims(rows)
        return [b"[" + b",".join(written[a:b]) + b"]" for a, b in pairwise(ends)]

    def values(self, nodes: Rows) -> Texts:
        """Return what is claimed of the values of each entity as a JSON list."""
        rows, ends = self.extent.values_of(nodes)
        if not len(rows):
            return [b"[]"] * len(nodes)
        words = self.extent.words
        kinds = by_number(words.datatype[rows], words.datatypes.take, b"")
        held = zip(
            self.escape(self.captions(rows)),
            self.contents(rows),
            self.escape(kinds),
            self.graphs(words.proposition_graph[rows]),
            self.of_each(rows),
            strict=True,
        )
        written = [b'{"label":"%b",%b,"datatype":"%b","graph":"%b","claims":%b}' % row for row in held]
        return [b"[" + b",".join(written[a:b]) + b"]" for a, b in pairwise(ends)]

    def statements(self, nodes: Rows) -> Texts:
        """Return what people wrote that no field holds, as N-Quads, by the entity with which it goes."""
        if not self.extent.everything:
            return [b""] * len(nodes)
        words = self.extent.words
        starts = np.searchsorted(words.statement_home, nodes, "left")
        starts[nodes == self.extent.nodes[0]] = 0  # what names no entity goes with the first
        ends = np.searchsorted(words.statement_home, nodes, "right")
        return [
            b"".join(words.statements.slice(a, b))
            for a, b in zip(starts.tolist(), ends.tolist(), strict=True)
        ]


def _parts(rows: Rows, offsets: Rows, numbers: Rows) -> tuple[Rows, Rows]:
    """Return what `numbers` hold for each of `rows`, and for each of them the place of its row."""
    sizes = offsets[rows + 1] - offsets[rows]
    places = np.repeat(np.arange(len(rows)), sizes)
    before = np.repeat(np.cumsum(sizes) - sizes, sizes)
    return places, numbers[np.arange(len(places)) - before + np.repeat(offsets[rows], sizes)]


def _grouped(count: int, placed: Iterable[tuple[int, bytes]]) -> Texts:
    """Return a JSON list for each of `count` places, of what belongs there."""
    found = [b"[]"] * count
    for place, group in groupby(placed, key=itemgetter(0)):
        found[place] = b"[" + b",".join(one for _, one in group) + b"]"
    return found


def _numbers(numbers: Rows) -> Texts:
    return [b"%d" % number if number >= 0 else b"null" for number in numbers.tolist()]
