"""The words of a store: labels of things, classes of entities, relations and how to read them out."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.errors import UnknownRelationError
from graph.model import Ref
from graph.namespaces import AG, RDFS, SKOS, local_name, shorten
from graph.resources import application_query
from graph.settings import LIMITS

if TYPE_CHECKING:
    from graph.store import Store, Term

CONCERNS = AG + "concerns"
"""A claim about the subject of such a relation is about its object, too."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of the ontology and how to say it."""

    ref: Ref
    phrase: str
    """Read between subject and object: "was carried out by"."""
    inverse_phrase: str
    """Read between object and subject: "carried out"."""
    definition: str = ""
    broader: frozenset[str] = frozenset()
    """IRIs of the relations it is a special case of, near and far."""


def _nothing_to_read(things: Iterable[str]) -> None:
    """Everything is known."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Labels, classes and relations of one store."""

    labels: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Each entity to the local names of its classes, most specific first, without ``Entity`` itself."""
    relations: Mapping[str, Relation] = field(default_factory=dict)
    know: Callable[[Iterable[str]], None] = field(default=_nothing_to_read, compare=False, repr=False)
    """Reads the words of some things at once, where they are read only when asked for."""

    def ref(self, iri: str) -> Ref:
        """Return the thing `iri` with its label; without one, with its local name as words.

        Examples
        --------
        >>> Lexicon().ref("https://w3id.org/armsgraph/ontology#weaponUsed").label
        'weapon used'
        """
        return Ref(iri, self.labels.get(iri) or words_of(local_name(iri)))

    def concerning(self) -> frozenset[str]:
        """Return the relations through which a claim about the subject is also about the object."""
        special = {iri for iri, relation in self.relations.items() if CONCERNS in relation.broader}
        return frozenset(special | {CONCERNS})


def read_lexicon(store: Store) -> Lexicon:
    """Return the words that `store` and the ontology inside it use."""
    labels = read_labels(store)
    return Lexicon(labels, read_types(store), read_relations(store, labels))


def read_relations(store: Store, labels: Mapping[str, str] | None = None) -> dict[str, Relation]:
    """Return the relations of the ontology inside `store` by IRI; no label of an entity is read for it.

    `labels` are what they are called where that is known already.
    """
    broader: defaultdict[str, set[str]] = defaultdict(set)
    for relation, parent in _pairs(store, "relation_parents"):
        broader[relation].add(parent)
    found = properties(store.select(application_query("relations")))
    called = {} if labels is None else labels  # asked whether they are empty, lazy ones read every label
    return {iri: _relation(iri, said, called, broader[iri]) for iri, said in found.items()}


def read_labels(store: Store) -> dict[str, str]:
    """Return the labels of entities, categories and relations in `store`, in English where there are such."""
    texts: defaultdict[str, list[Term]] = defaultdict(list)
    for thing, label in store.select(application_query("labels")):
        if thing is not None and label is not None:
            texts[str(thing.value)].append(label)
    return {iri: text_in_english(terms) for iri, terms in texts.items()}


def read_types(store: Store) -> dict[str, tuple[str, ...]]:
    """Return the classes of each entity of `store`, as `Lexicon.types` has them."""
    parents = class_parents(store)
    given: defaultdict[str, set[str]] = defaultdict(set)
    for entity, class_ in _pairs(store, "entity_classes"):
        given[entity].add(class_)
    return {entity: most_specific_first(classes, parents) for entity, classes in given.items()}


def class_parents(store: Store) -> dict[str, set[str]]:
    """Return the superclasses, direct ones, of each class beneath that of all entities."""
    parents: defaultdict[str, set[str]] = defaultdict(set)
    for child, parent in _pairs(store, "class_parents"):
        parents[child].add(parent)
    return dict(parents)


def classes_of_entities(store: Store) -> frozenset[str]:
    """Return the classes whose members are entities, that of all of them included."""
    found = store.select(application_query("frontier_classes"))
    return frozenset(str(one.value) for (one,) in found if one is not None)


def most_specific_first(classes: set[str], parents: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Return the local names of `classes` and all above them, without that of all entities."""
    everything = classes.union(*(_ancestors(one, parents) for one in classes)) - {AG + "Entity"}
    ordered = sorted(everything, key=lambda one: (-len(_ancestors(one, parents)), one))
    return tuple(local_name(one) for one in ordered)


def relation_named(relations: Iterable[Ref], name: str) -> Ref:
    """Return the one of `relations` with this local name, label, CURIE or IRI.

    Raises
    ------
    UnknownRelationError
        If there is none; near ones are suggested.
    """
    wanted, known = name.strip().casefold(), []
    for relation in relations:
        spelt = (relation.iri, shorten(relation.iri), local_name(relation.iri), relation.label)
        if wanted in {one.casefold() for one in spelt}:
            return relation
        known.append(local_name(relation.iri))
    near = difflib.get_close_matches(name.strip(), sorted(known), LIMITS.suggestion_count)
    raise UnknownRelationError(name, near)


def words_of(name: str) -> str:
    """Return a local name as words.

    Examples
    --------
    >>> words_of("losingSide"), words_of("grey-column")
    ('losing side', 'grey column')
    """
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return " ".join(spaced.replace("-", " ").replace("_", " ").split())


def text_in_english(terms: Iterable[Term]) -> str:
    """Return the text of the English literal among `terms`, otherwise of the first in their order."""
    given = list(terms)
    if len(given) == 1:
        return str(given[0].value)
    given.sort(key=lambda term: (_language(term) != "en", _language(term), str(term.value)))
    return str(given[0].value) if given else ""


def properties(rows: Iterable[tuple[Term | None, ...]]) -> dict[str, dict[str, list[Term]]]:
    """Return rows of thing, property, value as the values of each property of each thing, in IRI order."""
    found: defaultdict[str, dict[str, list[Term]]] = defaultdict(dict)
    for thing, name, value in rows:
        if thing is not None and name is not None and value is not None:
            found[str(thing.value)].setdefault(str(name.value), []).append(value)
    return {iri: found[iri] for iri in sorted(found)}


def _language(term: Term) -> str:
    return str(getattr(term, "language", None) or "")


def _pairs(store: Store, query: str) -> list[tuple[str, str]]:
    rows = store.select(application_query(query))
    return [
        (str(one.value), str(other.value)) for one, other in rows if one is not None and other is not None
    ]


def _ancestors(class_: str, parents: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = set(parents.get(class_, ()))
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting |= parents.get(one, set())
    return found


def _relation(
    iri: str, said: Mapping[str, list[Term]], labels: Mapping[str, str], broader: set[str]
) -> Relation:
    label = labels.get(iri) or text_in_english(said.get(RDFS + "label", ())) or words_of(local_name(iri))
    return Relation(
        ref=Ref(iri, label),
        phrase=text_in_english(said.get(AG + "phrase", ())) or label,
        inverse_phrase=text_in_english(said.get(AG + "inversePhrase", ())),
        definition=text_in_english(said.get(SKOS + "definition", ())),
        broader=frozenset(broader),
    )
