"""Just some claims of a store, read in batches: the same words and the same standing as if all were read.

Which claims there are, what they are about and how that stands comes from the columns; the store is asked
only for what is written on the claims that are wanted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from graph.claims.whole import (
    ClaimReader,
    Said,
    document_of,
    document_order,
    object_of,
    reported_in,
)
from graph.columns import NONE, NOT_TOLD, Columns, judge
from graph.columns.reading import property_values
from graph.identity import Identity
from graph.lexicon import Lexicon, properties, text_in_english
from graph.model import Claim, Document, Proposition, Ref, Standing, Status, Value
from graph.namespaces import AG, OA, RDF
from graph.resources import application_query
from graph.settings import BULK_LIMITS, LIMITS
from graph.store.batches import batched, in_batches
from graph.store.selection import is_iri

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns import Judged
    from graph.store import Store, Term
    from graph.wordings import Wordings

_SUBJECT, _PREDICATE, _OBJECT = RDF + "subject", RDF + "predicate", RDF + "object"
_GLOSS, _LINE, _POSITION = AG + "gloss", AG + "line", AG + "position"
_ACTORS = tuple(AG + name for name in ("claimant", "onBehalfOf", "saidTo", "relayedFrom"))


@dataclass(slots=True)
class Shelf:
    """The claims of a store, of which any few are read at once; documents and exclusions are kept.

    Examples
    --------
    >>> from graph.store import open_store
    >>> store = open_store()
    >>> from graph.columns import columns_of
    >>> Shelf(store, Lexicon(), Identity(), columns_of(store)).read([])
    ()
    """

    store: Store
    lexicon: Lexicon
    identity: Identity
    columns: Columns
    judged: Judged | None = None
    """How each proposition stands by all claims; judged when first needed unless given."""
    words: Wordings | None = None
    """The words of the claims by the rows of `columns`, if they are at hand: else the store is asked."""
    _documents: dict[str, Document] = field(default_factory=dict)
    _rivals: dict[str, tuple[str, ...]] | None = None
    _ranks: NDArray[np.int64] | None = None

    def read(self, rows: Iterable[int]) -> tuple[Claim, ...]:
        """Return the claims in these rows of the columns, in the order of their documents."""
        wanted = sorted(set(map(int, rows)))
        found = (one for batch in in_batches(wanted, BULK_LIMITS.claim_batch) for one in self._claims(batch))
        return tuple(sorted(found, key=document_order))

    def propositions(self, numbers: Iterable[int]) -> dict[int, Proposition]:
        """Return the propositions with these numbers, standing as all claims make them stand."""
        wanted = sorted(set(map(int, numbers)))
        found: dict[int, Proposition] = {}
        for batch in in_batches(wanted, BULK_LIMITS.claim_batch):
            found.update(self._propositions(batch))
        return found

    def documents(self, iris: Iterable[str]) -> dict[str, Document]:
        """Return the documents with these IRIs; no entry for what is nowhere said to be anything."""
        wanted = list(dict.fromkeys(iris))
        missing = [iri for iri in wanted if iri not in self._documents]
        if missing:
            said = self.said(missing)
            self.lexicon.know(_values(said.values(), (AG + "outlet",)))
            self._documents.update({iri: document_of(iri, one, self.lexicon) for iri, one in said.items()})
        return {iri: self._documents[iri] for iri in wanted if iri in self._documents}

    def stream(self, batch: int = BULK_LIMITS.claim_batch) -> Iterator[Claim]:
        """Yield every claim in the order of `graph.claims.read_claims`, about `batch` of them in memory.

        A document with more claims than that is put in order by its lines first.
        """
        waiting: list[int] = []
        for rows in self._by_document():
            if len(waiting) + len(rows) > batch:
                yield from self.read(waiting)
                waiting = []
            if len(rows) > batch:
                for some in in_batches(self._by_line(rows), batch):
                    yield from self.read(some)
            else:
                waiting += rows
        yield from self.read(waiting)

    def number_of(self, proposition: str) -> int:
        """Return the number of the proposition that stands for the content of the one with this IRI.

        `NONE` where there is no such proposition.
        """
        columns = self.columns
        number = columns.propositions.index(proposition)
        said = {} if number != NONE else self.said([proposition]).get(proposition, {})
        if not all(said.get(name) for name in (_SUBJECT, _PREDICATE, _OBJECT)):
            return number
        subject = columns.entities.index(self.identity.canonical(str(said[_SUBJECT][0].value)))
        predicate = columns.predicates.index(str(said[_PREDICATE][0].value))
        target = object_of(said[_OBJECT][0], self.lexicon, self.identity)
        place = columns.entities.index(target.iri) if isinstance(target, Ref) else NONE
        alike = (columns.subject == subject) & (columns.predicate == predicate) & (columns.object == place)
        found = np.flatnonzero(alike).tolist()
        return next((one for one, held in self.propositions(found).items() if held.object == target), NONE)

    def said(self, things: Iterable[str]) -> dict[str, dict[str, list[Term]]]:
        """Return everything said of `things`, in the order of their IRIs; nothing of what is no IRI."""
        found: dict[str, dict[str, list[Term]]] = {}
        text = application_query("frontier_said")
        for batch in in_batches(sorted(filter(is_iri, set(things))), LIMITS.frontier_batch):
            found.update(properties(self.store.select(batched(text, thing=batch))))
        return found

    def _claims(self, rows: Sequence[int]) -> Iterator[Claim]:
        columns = self.columns
        iris = [columns.claims[row] for row in rows]
        said = self.said(iris)
        propositions = self._propositions(sorted(set(columns.proposition[list(rows)].tolist())))
        self.lexicon.know(self._actors(said))
        stated = {iri: _first(said[iri], AG + "proposition") for iri in iris}
        cited = {columns.documents[each] for each in set(columns.document[list(rows)].tolist())}
        cited.update(iri for one in said.values() for iri in reported_in(one))
        reader = ClaimReader(
            self.lexicon,
            self.identity,
            self.documents(sorted(cited)),
            {
                stated[iri]: propositions[number]
                for iri, number in zip(iris, columns.proposition[list(rows)].tolist(), strict=True)
            },
            self._glosses(said),
            self._positions(said),
        )
        return (reader.claim(iri, said[iri]) for iri in iris)

    def ranks(self) -> NDArray[np.int64]:
        """Return for each claim the place of its document, after all of which those of references come."""
        if self._ranks is None:
            columns = self.columns
            written = self._published()
            order = sorted(range(len(written)), key=lambda one: (not written[one], written[one], one))
            place = np.full(len(written) + 1, len(written))
            place[order] = np.arange(len(written))
            self._ranks = columns.reference * np.int64(len(place)) + place[columns.document]
        return self._ranks

    def _published(self) -> list[str]:
        """Return when each document was published, as it is written."""
        if self.words is not None:
            return [one.decode() for one in self.words.published]
        dates = dict(property_values(self.store, AG + "published"))
        return [dates.get(iri, "") for iri in self.columns.documents]

    def _by_document(self) -> Iterator[list[int]]:
        """Yield the rows of the claims of each document, oldest first, and then those of references."""
        ranks = self.ranks()
        order = np.argsort(ranks, kind="stable")
        for rows in np.split(order, np.flatnonzero(np.diff(ranks[order])) + 1):
            yield rows.tolist()

    def _by_line(self, rows: Sequence[int]) -> list[int]:
        """Return the rows of one document in the order of its lines, without keeping what is said there."""
        places = []
        for batch in in_batches(rows, BULK_LIMITS.claim_batch):
            said = self.said(self.columns.claims[row] for row in batch)
            at = self._positions(said)
            for row in batch:
                iri = self.columns.claims[row]
                start = at.get(iri, (0, 0))[0]
                places.append((int(_first(said[iri], _LINE) or 0), start, iri, row))
        return [row for *_, row in sorted(places)]

    def _actors(self, said: Mapping[str, Said]) -> set[str]:
        stated = _values(said.values(), _ACTORS)
        return stated | {self.identity.canonical(iri) for iri in stated}

    def _glosses(self, said: Mapping[str, Said]) -> dict[str, str]:
        """Return what the claims and those claims from which they were taken say, in our words."""
        relayed = _values(said.values(), (AG + "relayedFrom",)) - said.keys()
        others = self.said(iri for iri in relayed if self.columns.claims.index(iri) != NONE)
        return {iri: text_in_english(one.get(_GLOSS, ())) for iri, one in {**said, **others}.items()}

    def _positions(self, said: Mapping[str, Said]) -> dict[str, tuple[int, int]]:
        at = {iri: _first(one, _POSITION) for iri, one in said.items() if _POSITION in one}
        found = self.said(at.values())
        places = {iri: found.get(position, {}) for iri, position in at.items()}
        return {
            iri: (int(_first(place, OA + "start")), int(_first(place, OA + "end")))
            for iri, place in places.items()
            if OA + "start" in place and OA + "end" in place
        }

    def _propositions(self, numbers: Sequence[int]) -> dict[int, Proposition]:
        columns, rivals = self.columns, self._excluded()
        iris = {number: columns.propositions[number] for number in numbers}
        objects = self._objects(iris)
        ends = {number: columns.entities[int(columns.subject[number])] for number in numbers}
        relations = {number: columns.predicates[int(columns.predicate[number])] for number in numbers}
        held = (one for one in objects.values() if isinstance(one, str))
        self.lexicon.know((*ends.values(), *relations.values(), *held))
        return {
            number: Proposition(
                iri,
                self.lexicon.ref(ends[number]),
                self.lexicon.ref(relations[number]),
                self._meant(objects[number]),
                self._standing(number),
                rivals.get(iri, ()),
            )
            for number, iri in iris.items()
        }

    def _objects(self, iris: Mapping[int, str]) -> dict[int, str | Value | Term]:
        """Return the object of each proposition: the IRI of a thing, or a value as it is written."""
        columns = self.columns
        values = {number: iri for number, iri in iris.items() if columns.object[number] == NONE}
        found: dict[int, str | Value | Term] = {
            number: columns.entities[int(columns.object[number])] for number in iris.keys() - values.keys()
        }
        if self.words is not None:
            return found | {number: self.words.value_of(number) for number in values}
        said = self.said(values.values())
        return found | {number: said[iri][_OBJECT][0] for number, iri in values.items()}

    def _meant(self, target: str | Value | Term) -> Ref | Value:
        if isinstance(target, Value):
            return target
        if isinstance(target, str):
            return self.lexicon.ref(target)
        return object_of(target, self.lexicon, self.identity)

    def _standing(self, number: int) -> Standing:
        judged = self._judged()
        status = int(judged.status[number])
        if status == NOT_TOLD:
            return Standing(Status.UNCONFIRMED, 0, 0)
        origins = int(judged.origins[number])
        return Standing(tuple(Status)[status], origins, int(judged.unknown_origins[number]))

    def _judged(self) -> Judged:
        if self.judged is None:
            self.judged = judge(self.columns, np.ones(len(self.columns.claims), np.bool_))
        return self.judged

    def _excluded(self) -> dict[str, tuple[str, ...]]:
        """Return what each proposition excludes by a judgement, all by the IRIs that stand for contents."""
        if self._rivals is None:
            self._rivals = {}  # what is asked for meanwhile is only the content of a few
            names, found = self.columns.propositions, defaultdict[int, set[int]](set)
            for one, other in self.store.select(application_query("incompatibilities")):
                if one is not None and other is not None:
                    ends = self.number_of(str(one.value)), self.number_of(str(other.value))
                    found[ends[0]].add(ends[1])
            self._rivals = {names[iri]: self._named(others - {iri}) for iri, others in found.items()}
        return self._rivals

    def _named(self, numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(sorted(self.columns.propositions[number] for number in numbers))


def _values(said: Iterable[Said], properties: Iterable[str]) -> set[str]:
    """Return the values of `properties` among all that is `said`, as text."""
    names = tuple(properties)
    return {str(term.value) for one in said for name in names for term in one.get(name, ())}


def _first(said: Said, property: str) -> str:
    return text_in_english(said.get(property, ()))
