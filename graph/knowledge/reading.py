"""What is read of a store once, whatever perspective is asked for afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from graph.citations import Archive, archive_of
from graph.claims import read_claims, read_documents, read_identity
from graph.columns import Columns, columns_of, derive_columns
from graph.conflicts import Conflict, read_conflicts, read_contents
from graph.dataset import dataset_of
from graph.filters import Ground, ground_of
from graph.identity import Identity, Verdict, fold, group_propositions
from graph.knowledge.distant import Distant
from graph.layout import is_address
from graph.lexicon import Lexicon, Relation, read_lexicon, read_relations
from graph.model import Claim, Document, Proposition
from graph.network import Network, ViewNode, build_network
from graph.origins import Attribution, attribution_of, linked
from graph.search import LabelIndex
from graph.store import Store
from graph.views import most_told


class Reading:
    """Everything in a store, seen through its identity judgements or all but some of them.

    Each part is read when it is first asked for, and kept.

    Examples
    --------
    >>> from graph.store import open_store
    >>> Reading(open_store()).claims
    ()
    """

    def __init__(self, store: Store, apart: frozenset[str] = frozenset()) -> None:
        self.store = store
        self.apart = apart
        self._held_apart: dict[frozenset[str], Reading] = {apart: self}

    def held_apart(self, judgements: Iterable[str]) -> Reading:
        """Return the same store read without the identity judgements with these IRIs."""
        wanted = frozenset(judgements)
        if wanted not in self._held_apart:
            other = Reading(self.store, wanted)
            other._held_apart = self._held_apart
            self._held_apart[wanted] = other
        return self._held_apart[wanted]

    @cached_property
    def index(self) -> LabelIndex:
        """Names and the entities that bear them; those held apart bear their own."""
        return LabelIndex.of(self._as_held_apart() if self.apart else self.store)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of the ontology, and the classes of entities."""
        return read_lexicon(self.store)

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
    def documents(self) -> tuple[Document, ...]:
        """The documents, oldest first."""
        return read_documents(self.store, self.lexicon)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, in the order of its document."""
        return read_claims(self.store, self.lexicon, self.identity, self.documents)

    @cached_property
    def columns(self) -> Columns:
        """The claims as integer columns."""
        return derive_columns(self.store, self.identity) if self.apart else columns_of(self.store)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What cannot all hold, whoever says it."""
        return read_conflicts(self.store, self.identity)

    @cached_property
    def chains(self) -> dict[str, Attribution]:
        """Whose word each claim is, and from which claims it was taken."""
        return linked(map(attribution_of, self.claims), self.identity.canonical)

    @cached_property
    def archive(self) -> Archive:
        """Every claim and its chain, for following where claims come from."""
        return archive_of(self.claims, self.lexicon, self.chains)

    @cached_property
    def ground(self) -> Ground:
        """Where and when things were by anybody's word, for filters."""
        return ground_of(self.claims, self.lexicon)

    @cached_property
    def propositions(self) -> dict[str, Proposition]:
        """Every proposition that some claim is about, by its IRI."""
        return {claim.proposition.iri: claim.proposition for claim in self.claims}

    @cached_property
    def standing_for(self) -> dict[str, str]:
        """Each proposition as stated to the one that stands for its content."""
        return group_propositions(read_contents(self.store, self.identity))

    @cached_property
    def nodes(self) -> tuple[ViewNode, ...]:
        """The entities, each as what it is held to be."""
        canonical = {self.identity.canonical(iri) for iri in self.lexicon.types}
        refs = (self.lexicon.ref(iri) for iri in sorted(canonical))
        return tuple(ViewNode(ref.iri, ref.label, self.lexicon.types.get(ref.iri, ())) for ref in refs)

    @cached_property
    def network(self) -> Network:
        """The entities and every link between them."""
        return build_network(self.nodes, self.claims)

    @cached_property
    def most_told(self) -> str:
        """The incident whose links carry most claims; without incidents the entity, without these empty."""
        return most_told(self.network) if self.network else ""

    def _as_held_apart(self) -> Store:
        """Return everything in memory, folded as the judgements that are left fold it."""
        return dataset_of(self.store, self.claims, self.claims, self.identity, self.apart)

    def inferred(self) -> tuple[str, ...]:
        """Return the IRIs of the judgements that hold entities to be one although no text says so."""
        judgements = (self.identity if not self.apart else read_identity(self.store)).judgements
        return tuple(one.iri for one in judgements if one.verdict is Verdict.SAME and one.basis == "inferred")
