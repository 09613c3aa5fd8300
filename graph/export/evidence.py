"""Claims and propositions as JSON, many at once: the shape that `graph.records` gives, byte for byte.

Every distinct thing of a batch is written once and put where it is named, by compiled functions, so that a
claim costs a few microseconds; tests hold the outcome against `graph.records`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from graph.columns import Names
from graph.columns.folder import forget
from graph.columns.stretches import stretches
from graph.export.escaping import Escape
from graph.export.extent import Extent, Rows
from graph.export.texts import (
    Texts,
    both,
    brackets,
    by_number,
    chosen,
    digits,
    filled,
    in_order,
    listed,
    lists,
    taken,
)
from graph.model import Certainty, Modality, Stance, Status
from graph.presentation import LINES
from graph.wordings import BASES, PRECISIONS, Pieces

_CLAIM = (
    b'%b{"iri":"%b","gloss":"%b","claimant":%b,"on_behalf_of":%b,"said_to":%b,%b,"proposition":%b,'
    b'"document":%b,"line":%b,"start":%b,"end":%b,"anchor":"%b","made_on":"%b",%b,"relayed_from":%b,'
    b'"note":"%b","reference":%b,"graph":"%b"}%b'
)
_PROPOSITION = (
    b'"iri":"%b","subject":"%b","subject_label":"%b","predicate":"%b","predicate_label":"%b",'
    b'"object":"%b","object_label":"%b",%b,"incompatible_with":%b'
)
_NAMED = b'{"iri":"%b","label":"%b"}'
_STANDING = b'"status":"%b","origins":%b,"unknown_origins":%b'
_SUFFIXES = (*(LINES[status].suffix.encode() for status in Status), b"")
_STATUSES = (*(status.value.encode() for status in Status), b"")
"""The last is that of what nobody tells."""
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


def names(table: Names, rows: Rows) -> Texts:
    """Return the names with these numbers."""
    return taken(Pieces(table.letters, table.offsets), rows)


@dataclass(frozen=True)
class Evidence:
    """Writes rows of an extent as JSON, its texts escaped for the file that they go into."""

    extent: Extent
    escape: Escape
    """Makes texts fit for a JSON string in that file."""

    def claims(self, rows: Rows, ends: Sequence[int]) -> Texts:
        """Return claims as JSON lists, which begin and end at each of `ends` and the next.

        A claim is what `graph.records.claim_record` has, and in which graph it was written.
        """
        before, after = brackets(ends)
        columns, words, escape = self.extent.columns, self.extent.words, self.escape
        said = (columns.stance[rows] * len(Certainty) + columns.certainty[rows]).astype(np.int64)
        said = said * len(Modality) + columns.modality[rows]
        dated = words.made_on_precision[rows] * len(BASES) + words.made_on_basis[rows]
        written = filled(
            _CLAIM,
            before,
            escape(names(columns.claims, rows)),
            escape(taken(words.gloss, rows)),
            self.entities(columns.claimant[rows]),
            self.entities(columns.on_behalf_of[rows]),
            self._listed(rows, words.said_to_offsets, words.said_to, self.entities),
            chosen(_STANCES, said),
            by_number(columns.proposition[rows], self.propositions),
            by_number(columns.document[rows], self.documents),
            by_number(words.line[rows], digits),
            by_number(words.start[rows], digits),
            by_number(words.end[rows], digits),
            escape(taken(words.anchor, rows)),
            escape(taken(words.made_on, rows)),
            chosen(_DATED, dated),
            self._sources(rows),
            escape(taken(words.note, rows)),
            chosen((b"false", b"true"), columns.reference[rows]),
            self.graphs(words.claim_graph[rows]),
            after,
        )
        return lists(written, ends)

    def propositions(self, rows: Rows) -> Texts:
        """Return propositions as `graph.records.proposition_record` has them."""
        return filled(b"{%b}", self.contents(rows))

    def contents(self, rows: Rows) -> Texts:
        """Return what stands within the braces of propositions."""
        columns, words, escape = self.extent.columns, self.extent.words, self.escape
        return filled(
            _PROPOSITION,
            escape(names(columns.propositions, rows)),
            escape(names(columns.entities, columns.subject[rows])),
            escape(taken(words.label, columns.subject[rows])),
            escape(names(columns.predicates, columns.predicate[rows])),
            escape(taken(words.relation, columns.predicate[rows])),
            escape(self.targets(rows)),
            escape(self.target_labels(rows)),
            self.standing(rows),
            self._listed(rows, words.rival_offsets, words.rivals, self._quoted_propositions),
        )

    def targets(self, rows: Rows) -> Texts:
        """Return the object of each proposition: an IRI, or the text of a value. Not escaped."""
        columns = self.extent.columns
        return self._either(names(columns.entities, columns.object[rows]), rows)

    def target_labels(self, rows: Rows) -> Texts:
        """Return the object of each proposition as people read it. Not escaped."""
        return self._either(taken(self.extent.words.label, self.extent.columns.object[rows]), rows)

    def _either(self, things: Texts, rows: Rows) -> Texts:
        """Return what stands for an entity, or the text of a value: one of the two is empty."""
        return filled(b"%b%b", things, taken(self.extent.words.value, rows))

    def standing(self, rows: Rows) -> Texts:
        """Return status and origins of each proposition."""
        judged = self.extent.judged
        return filled(
            _STANDING, self.statuses(rows), digits(judged.origins[rows]), digits(judged.unknown_origins[rows])
        )

    def captions(self, rows: Rows) -> Texts:
        """Return each relation as people read it, which says so unless undisputed. Not escaped."""
        labels = taken(self.extent.words.relation, self.extent.columns.predicate[rows])
        return filled(b"%b%b", labels, chosen(_SUFFIXES, self._status(rows)))

    def statuses(self, rows: Rows) -> Texts:
        """Return the status of each proposition."""
        return chosen(_STATUSES, self._status(rows))

    def _status(self, rows: Rows) -> Rows:
        return np.minimum(self.extent.judged.status[rows], len(Status))

    def entities(self, rows: Rows) -> Texts:
        """Return entities by IRI and label; ``null`` for negative numbers."""
        return by_number(rows, self._entities)

    def _entities(self, rows: Rows) -> Texts:
        iris = self.escape(names(self.extent.columns.entities, rows))
        return filled(_NAMED, iris, self.escape(taken(self.extent.words.label, rows)))

    def documents(self, rows: Rows) -> Texts:
        """Return documents as a claim names them."""
        words, columns, escape = self.extent.words, self.extent.columns, self.escape
        return filled(
            b'{"iri":"%b","title":"%b","outlet":%b,"date":"%b"}',
            escape(names(columns.documents, rows)),
            escape(taken(words.title, rows)),
            by_number(columns.outlet[rows], lambda known: filled(b'"%b"', escape(taken(words.label, known)))),
            escape(taken(words.published, rows)),
        )

    def graphs(self, numbers: Rows) -> Texts:
        """Return the names of graphs as exports give them: ``curated``, ``import/oryx``."""
        return by_number(numbers, lambda known: self.escape(taken(self.extent.words.graphs, known)), b"")

    def _sources(self, rows: Rows) -> Texts:
        """Return the actors and claims from which each claim was taken, in the order of their IRIs."""
        columns = self.extent.columns
        actors = _parts(rows, columns.relay_actor_offsets, columns.relay_actors)
        claims = _parts(rows, columns.relay_claim_offsets, columns.relay_claims)
        place = np.concatenate([actors[0], claims[0]])
        refs = both(self.entities(actors[1]), by_number(claims[1], self._glossed))
        return listed(taken(refs, in_order(refs, place)), _ends(np.bincount(place, minlength=len(rows))))

    def _glossed(self, rows: Rows) -> Texts:
        iris = self.escape(names(self.extent.columns.claims, rows))
        return filled(_NAMED, iris, self.escape(taken(self.extent.words.gloss, rows)))

    def _quoted_propositions(self, rows: Rows) -> Texts:
        return filled(b'"%b"', self.escape(names(self.extent.columns.propositions, rows)))

    def _listed(self, rows: Rows, offsets: Rows, numbers: Rows, write: Callable[[Rows], Texts]) -> Texts:
        return listed(write(_parts(rows, offsets, numbers)[1]), _ends(offsets[rows + 1] - offsets[rows]))

    def of_each(self, propositions: Rows) -> Texts:
        """Return the claims of each proposition as a JSON list."""
        rows, ends = self.extent.claims_of(propositions)
        return self.claims(rows, ends)

    def values(self, nodes: Rows) -> Texts:
        """Return what is claimed of the values of each entity as a JSON list."""
        rows, ends = self.extent.values_of(nodes)
        words = self.extent.words
        written = filled(
            b'{"label":"%b",%b,"datatype":"%b","graph":"%b","claims":%b}',
            self.escape(self.captions(rows)),
            self.contents(rows),
            self.escape(by_number(words.datatype[rows], lambda known: taken(words.datatypes, known), b"")),
            self.graphs(words.proposition_graph[rows]),
            self.of_each(rows),
        )
        return listed(written, ends)

    def statements(self, nodes: Rows) -> Texts:
        """Return what people wrote that no field holds, as N-Quads, by the entity with which it goes."""
        words = self.extent.words
        forget(words.kinds)  # what was read for earlier ones, which is most of what a large graph holds
        starts, sizes = statements_with(self.extent, nodes)
        held = taken(words.statements, stretches(starts, sizes))
        return Pieces(held.letters, held.offsets[_ends(sizes)])  # those of one stand side by side already


def statements_with(extent: Extent, nodes: Rows) -> tuple[Rows, Rows]:
    """Return where what people wrote besides begins that goes with each entity, and how many it is."""
    home = extent.words.statement_home
    if not extent.everything:
        return nodes * 0, nodes * 0
    starts = np.searchsorted(home, nodes, "left")
    starts[nodes == extent.nodes[:1]] = 0  # what names no entity goes with the first
    return starts, np.searchsorted(home, nodes, "right") - starts


def _parts(rows: Rows, offsets: Rows, numbers: Rows) -> tuple[Rows, Rows]:
    """Return what `numbers` hold for each of `rows`, and for each of them the place of its row."""
    sizes = offsets[rows + 1] - offsets[rows]
    places = np.repeat(np.arange(len(rows)), sizes)
    before = np.repeat(np.cumsum(sizes) - sizes, sizes)
    return places, numbers[np.arange(len(places)) - before + np.repeat(offsets[rows], sizes)]


def _ends(sizes: Rows) -> Rows:
    """Return where lists of these sizes begin and end, one after the other."""
    return np.concatenate(([0], np.cumsum(sizes)))
