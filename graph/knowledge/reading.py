"""What is read of a store once, whatever perspective is asked for afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from graph.adjacency import LinkArrays, entities_among, link_arrays, links_of
from graph.citations import Archive, archive_of
from graph.claims import Shelf, document_order, read_claims, read_documents, read_identity
from graph.columns import NONE, Columns, Judged, columns_of, derive_columns, judge
from graph.columns.reading import property_values
from graph.conflicts import Conflict, ConflictRules, read_conflicts, read_rules
from graph.filters import ColumnGround
from graph.identity import Identity, Verdict, fold
from graph.joining import Joinable, joinable_entities
from graph.knowledge.distant import Distant
from graph.knowledge.titles import StandingFor
from graph.layout import is_address
from graph.lexicon import Lexicon, Relation, lazy_lexicon, read_lexicon, read_relations
from graph.model import Claim, Document, Ref
from graph.namespaces import DCTERMS
from graph.network import LinksTold, Network, most_told
from graph.origins import Attribution, attribution_of, linked
from graph.search import LabelIndex
from graph.selecting import spoken_of
from graph.settings import BULK_LIMITS
from graph.store import Store
from graph.tallies import Figures
from graph.telling import Telling
from graph.wordings import wordings_at_hand

if TYPE_CHECKING:
    from graph.columns.layout import Flags
    from graph.wordings import Wordings


class Reading:
    """Everything in a store, seen through its identity judgements or all but some of them.

    Each part is read when it is first asked for, and kept. A question about one thing takes its claims from
    `some_claims`; `claims` is for what truly needs all of them: exports of everything, tellings compared as
    a whole, and the graph that a query sees under a perspective.

    Parameters
    ----------
    whole_below
        A graph with fewer claims is read whole at once, which is quicker than asking its store often.

    Examples
    --------
    >>> from graph.store import open_store
    >>> Reading(open_store()).claims
    ()
    """

    def __init__(
        self,
        store: Store,
        apart: frozenset[str] = frozenset(),
        *,
        whole_below: int = BULK_LIMITS.claims_read_whole,
    ) -> None:
        self.store = store
        self.apart = apart
        self._whole_below = whole_below
        self._held_apart: dict[frozenset[str], Reading] = {apart: self}

    def held_apart(self, judgements: Iterable[str]) -> Reading:
        """Return the same store read without the identity judgements with these IRIs."""
        wanted = frozenset(judgements)
        if wanted not in self._held_apart:
            other = Reading(self.store, wanted, whole_below=self._whole_below)
            other._held_apart = self._held_apart
            self._held_apart[wanted] = other
        return self._held_apart[wanted]

    @cached_property
    def index(self) -> LabelIndex:
        """Names and the entities that bear them; those held apart bear their own."""
        return LabelIndex.of(self._as_held_apart() if self.apart else self.store)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of the ontology, and the classes of entities; of a large graph, read when asked for."""
        return read_lexicon(self.store) if self.is_small else lazy_lexicon(self.store)

    @property
    def is_small(self) -> bool:
        """Whether the graph is read whole because that is quicker."""
        return len(self.columns.claims) < self._whole_below

    @cached_property
    def relations(self) -> dict[str, Relation]:
        """The relations of the ontology by IRI."""
        return dict(self.lexicon.relations) if "lexicon" in self.__dict__ else read_relations(self.store)

    @cached_property
    def distant(self) -> Distant:
        """The same store asked only for what a question needs."""
        return Distant(self.store, self.index)

    @property
    def is_far(self) -> bool:
        """Whether the store is another machine's, and its entities were not read yet."""
        return is_address(self.store.location) and "lexicon" not in self.__dict__ and not self.apart

    @cached_property
    def identity(self) -> Identity:
        """Who is held to be whom."""
        judged = read_identity(self.store)
        return fold(one for one in judged.judgements if one.iri not in self.apart) if self.apart else judged

    @cached_property
    def joinable(self) -> tuple[Joinable, ...]:
        """The actors, weapons and places, each with the graph it comes from."""
        others = joinable_entities(self.store, ("Actor", "Place"))
        return tuple(sorted((*self.weapons, *others), key=lambda one: one.iri))

    @cached_property
    def weapons(self) -> tuple[Joinable, ...]:
        """The weapons among them: counting asks for no others."""
        return joinable_entities(self.store, ("Weapon",))

    @cached_property
    def figures(self) -> Figures:
        """The values that propositions give, for counts of losses."""
        return Figures(self.store, self.columns, self.words)

    @cached_property
    def words(self) -> Wordings | None:
        """The words of the claims by the rows of `columns`, where they lie beside the build."""
        return None if self.apart else wordings_at_hand(self.store)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The documents, oldest first."""
        return read_documents(self.store, self.lexicon)

    @cached_property
    def catalogue(self) -> tuple[Document, ...]:
        """The documents as people name them, by title and outlet; of a large graph nothing else is read."""
        if self.is_small or "documents" in self.__dict__:
            return self.documents
        columns, titles = self.columns, dict(property_values(self.store, DCTERMS + "title"))
        outlets = (Ref(columns.entities[one], "") if one != NONE else None for one in columns.outlet.tolist())
        return tuple(
            Document(iri, titles.get(iri, ""), outlet, "", "", "", "", "", ())
            for iri, outlet in zip(columns.documents, outlets, strict=True)
        )

    @cached_property
    def shelf(self) -> Shelf:
        """The claims, to be read a few at a time."""
        return Shelf(self.store, self.lexicon, self.identity, self.columns, self.judged, self.words)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, in the order of its document."""
        if self.is_small:
            return read_claims(self.store, self.lexicon, self.identity, self.documents)
        return tuple(self.shelf.stream())

    def some_claims(self, rows: Iterable[int]) -> tuple[Claim, ...]:
        """Return the claims in these rows of the columns, in the order of their documents."""
        if self.is_small or "claims" in self.__dict__:
            held, columns = self._claims_by_iri, self.columns
            return tuple(sorted((held[columns.claims[int(row)]] for row in rows), key=document_order))
        return self.shelf.read(rows)

    @cached_property
    def _claims_by_iri(self) -> Mapping[str, Claim]:
        return {claim.iri: claim for claim in self.claims}

    @cached_property
    def columns(self) -> Columns:
        """The claims as integer columns."""
        return derive_columns(self.store, self.identity) if self.apart else columns_of(self.store)

    @cached_property
    def everything(self) -> Flags:
        """Every claim counting."""
        return np.ones(len(self.columns.claims), np.bool_)

    @cached_property
    def judged(self) -> Judged:
        """How each proposition stands by all claims."""
        return judge(self.columns, self.everything)

    @cached_property
    def arrays(self) -> LinkArrays:
        """The links between entities as arrays."""
        if not self.apart:
            return links_of(self.store)
        columns = self.columns
        return link_arrays(columns, entities_among(columns, self.store, self.identity))

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What cannot all hold, whoever says it."""
        return read_conflicts(self.store, self.identity)

    @cached_property
    def rules(self) -> ConflictRules:
        """What sets propositions against each other: by the ontology, and by the editors."""
        return read_rules(self.store, StandingFor(self.shelf))

    @cached_property
    def chains(self) -> dict[str, Attribution]:
        """Whose word each claim is, and from which claims it was taken: of all claims."""
        return linked(map(attribution_of, self.claims), self.identity.canonical)

    def archive_of(self, rows: Sequence[int]) -> Archive:
        """Return the claims in these rows and their chains, for following where claims come from.

        Give all that decides whose word one of them is, see `graph.selecting.citing_together`.
        """
        claims = self.some_claims(rows)
        chains = linked(map(attribution_of, claims), self.identity.canonical)
        columns = self.columns
        printers = (columns.entities[number] for number in np.unique(columns.outlet).tolist() if number >= 0)
        return archive_of(claims, self.lexicon, chains, printers=frozenset(printers))

    @cached_property
    def ground(self) -> ColumnGround:
        """Where and when things were by anybody's word, for filters."""
        return ColumnGround(
            self.store, self.columns, self.lexicon, self.judged.asserted, self.arrays.is_entity, self.words
        )

    @cached_property
    def told(self) -> LinksTold:
        """Every link between two entities."""
        columns = self.columns
        return LinksTold(
            columns,
            self.arrays,
            self.lexicon,
            self.judged,
            told=spoken_of(columns),
            nodes=self.arrays.is_entity,
            claim_counts=np.diff(columns.first_claim).astype(np.int32),
            read=self.about_each,
        )

    def about_each(self, propositions: Sequence[int]) -> dict[int, tuple[Claim, ...]]:
        """Return every claim about each of the propositions with these numbers."""
        first = self.columns.first_claim
        rows = [row for number in propositions for row in range(*first[number : number + 2].tolist())]
        return by_proposition(self.some_claims(rows), propositions, self.columns)

    @cached_property
    def network(self) -> Network:
        """The entities and every link between them, looking into the columns. For reading only."""
        from graph.network.columnar import ColumnNetwork

        return ColumnNetwork(self.told)

    @cached_property
    def most_told(self) -> str:
        """The incident whose links carry most claims; without incidents the entity, without these empty."""
        return most_told(self.told, self.ground.of_kind("Incident"))

    def _as_held_apart(self) -> Store:
        """Return everything in memory, folded as the judgements that are left fold it."""
        from graph.dataset import counting_of, dataset_of  # derives as a build does, for few

        told = counting_of(self.columns, Telling(self.everything, self.judged), self.everything)
        return dataset_of(self.store, told, self.identity, self.apart)

    def inferred(self) -> tuple[str, ...]:
        """Return the IRIs of the judgements that hold entities to be one although no text says so."""
        judgements = (self.identity if not self.apart else read_identity(self.store)).judgements
        return tuple(one.iri for one in judgements if one.verdict is Verdict.SAME and one.basis == "inferred")


def by_proposition(
    claims: Iterable[Claim], propositions: Iterable[int], columns: Columns
) -> dict[int, tuple[Claim, ...]]:
    """Return `claims` by the number of what they are about, in their order; each number has an entry."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.proposition.iri, []).append(claim)
    return {int(one): tuple(found.get(columns.propositions[int(one)], ())) for one in propositions}
