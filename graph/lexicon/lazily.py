"""Words read when they are asked for: a question about one thing needs the labels of a few, not of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from graph.lexicon.words import (
    Lexicon,
    class_parents,
    classes_of_entities,
    most_specific_first,
    properties,
    read_labels,
    read_relations,
    read_types,
    text_in_english,
)
from graph.namespaces import AG, RDF, RDFS, SKOS
from graph.resources import application_query
from graph.settings import LIMITS
from graph.store.batches import batched, in_batches
from graph.store.selection import is_iri

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.store import Store, Term

_TYPE, _LABEL, _RELATION_LABEL = RDF + "type", SKOS + "prefLabel", RDFS + "label"
_Word = TypeVar("_Word")


class _Asked(Mapping[str, _Word], Generic[_Word]):
    """One kind of words of every thing, each read when it is first asked for; all where all are wanted."""

    def __init__(
        self, some: Callable[[Iterable[str]], object], every: Callable[[], Mapping[str, _Word]]
    ) -> None:
        self.known: dict[str, _Word | None] = {}
        """What was asked for so far; None of what has no such word."""
        self._some, self._every = some, every
        self._all: Mapping[str, _Word] | None = None

    def __getitem__(self, thing: str) -> _Word:
        if self._all is not None:
            return self._all[thing]
        if thing not in self.known:
            self._some([thing])
        found = self.known[thing]
        if found is None:
            raise KeyError(thing)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def _whole(self) -> Mapping[str, _Word]:
        if self._all is None:
            self._all = self._every()
        return self._all


@dataclass(slots=True)
class _Reader:
    """Reads the words of some things of a store at once."""

    store: Store
    classes: frozenset[str]
    """The classes of entities."""
    parents: Mapping[str, set[str]]
    labels: _Asked[str] = field(init=False)
    types: _Asked[tuple[str, ...]] = field(init=False)
    _specific: dict[frozenset[str], tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.labels = _Asked(self.know, lambda: read_labels(self.store))
        self.types = _Asked(self.know, lambda: read_types(self.store))

    def know(self, things: Iterable[str]) -> None:
        """Read the words of those of `things` that are not known yet."""
        wanted = list(dict.fromkeys(iri for iri in things if iri not in self.labels.known))
        text = application_query("frontier_said")
        for batch in in_batches(wanted, LIMITS.frontier_batch):
            askable = [iri for iri in batch if is_iri(iri)]
            found = properties(self.store.select(batched(text, thing=askable))) if askable else {}
            for iri in batch:
                self._keep(iri, found.get(iri, {}))

    def _keep(self, iri: str, said: Mapping[str, list[Term]]) -> None:
        kinds = {str(kind.value) for kind in said.get(_TYPE, ())}
        labels = [*said.get(_LABEL, ())]
        if AG + "Relation" in kinds:
            labels += said.get(_RELATION_LABEL, ())
        given = frozenset(kinds & self.classes)
        if given not in self._specific:
            self._specific[given] = most_specific_first(set(given), self.parents)
        self.labels.known[iri] = text_in_english(labels) if labels else None
        self.types.known[iri] = self._specific[given] if given else None


def lazy_lexicon(store: Store) -> Lexicon:
    """Return the same words as `graph.lexicon.read_lexicon`, those of each thing read when asked for.

    Give several to `Lexicon.know` before they are asked for one by one: they come in one query. To go
    through all labels or classes reads all of them.

    Examples
    --------
    >>> from graph.store import open_store
    >>> lazy_lexicon(open_store()).ref("https://w3id.org/armsgraph/ontology#weaponUsed").label
    'weapon used'
    """
    reader = _Reader(store, classes_of_entities(store), class_parents(store))
    reader.know(_relations_in(store))
    return Lexicon(reader.labels, reader.types, read_relations(store, reader.labels), reader.know)


def _relations_in(store: Store) -> set[str]:
    rows = store.select(application_query("columns_members"), kind=AG + "Relation")
    return {str(member.value) for _, member in rows if member is not None}
