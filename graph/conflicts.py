"""What cannot all hold, whoever says it: sets of propositions that the ontology or a judgement sets against
each other.

A conflict is not yet a contradiction: it becomes one where claims that count really assert two of its
members.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from graph.dates import span_meant
from graph.identity import Identity, group_propositions
from graph.lexicon import properties, text_in_english
from graph.model import Value
from graph.namespaces import AG, XSD, local_name
from graph.resources import application_query

if TYPE_CHECKING:
    from graph.store import Store, Term

_NUMBERS = frozenset(XSD + name for name in ("integer", "decimal", "double", "float", "nonNegativeInteger"))


class ConflictKind(StrEnum):
    """What sets propositions against each other."""

    INCOMPATIBLE = "incompatible"
    FIGURES = "figures"
    FRAMING = "framing"


class Rule(StrEnum):
    """Who says that they conflict: the editors, or the ontology."""

    JUDGEMENT = "judgement"
    FUNCTIONAL = "functional"
    EXCLUSIVE = "exclusive"


@dataclass(frozen=True, slots=True)
class Member:
    """A proposition of a conflict; two of one conflict exclude each other where their intervals are apart."""

    proposition: str
    low: float
    """The least it can mean: a number, a day (as `datetime.date.toordinal`), or its place in the set."""
    high: float
    """The most it can mean."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Propositions of which no two that exclude each other can hold together."""

    kind: ConflictKind
    rule: Rule
    ground: str
    """The reason that a judgement gives, or the IRIs of the relations that the ontology declares."""
    judgement: str
    """IRI of the judgement that says so, be it as well; empty where there is none with a reason."""
    members: tuple[Member, ...]
    reason: str = ""
    """The reason of a judgement that sees it as the ontology does; empty where `ground` is all there is."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a proposition says, of canonical entities."""

    subject: str
    predicate: str
    object: str | Value


@dataclass(frozen=True, slots=True)
class ConflictRules:
    """What sets propositions against each other in one store."""

    functional: frozenset[str] = frozenset()
    """Relations that can hold of one value only (``owl:FunctionalProperty``)."""
    exclusive: tuple[tuple[str, str], ...] = ()
    """Pairs of relations that cannot hold between the same two (``owl:propertyDisjointWith``)."""
    judged: tuple[Judged, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """Propositions that the editors set against each other."""

    kind: ConflictKind
    propositions: frozenset[str] = field(default_factory=frozenset)
    reason: str = ""
    judgement: str = ""


def read_conflicts(store: Store, identity: Identity) -> tuple[Conflict, ...]:
    """Return every conflict among the propositions of `store`, seen through `identity`; often none."""
    stated = read_contents(store, identity)
    standing_for = group_propositions(stated)
    contents = {iri: content for iri, content in stated.items() if standing_for[iri] == iri}
    return conflicts_among(contents, read_rules(store, standing_for))


def read_contents(store: Store, identity: Identity) -> dict[str, Content]:
    """Return what each proposition of `store` says, of the entities that `identity` holds them to be."""
    rows = store.select(application_query("propositions"))
    return {
        str(iri.value): Content(
            identity.canonical(str(subject.value)), str(predicate.value), _object(target, identity)
        )
        for iri, subject, predicate, target in rows
        if iri is not None and subject is not None and predicate is not None and target is not None
    }


def read_rules(store: Store, standing_for: Mapping[str, str]) -> ConflictRules:
    """Return the rules that the ontology in `store` and the editors' judgements give.

    Parameters
    ----------
    store
        Where they are.
    standing_for
        Each proposition as stated to the one that stands for its content.
    """
    functional = store.select(application_query("functional_relations"))
    exclusive = store.select(application_query("exclusive_relations"))
    return ConflictRules(
        frozenset(str(relation.value) for (relation,) in functional if relation is not None),
        tuple((str(one.value), str(other.value)) for one, other in exclusive if one and other),
        (*_judgements(store, standing_for), *_stated_pairs(store, standing_for)),
    )


def conflicts_among(contents: Mapping[str, Content], rules: ConflictRules) -> tuple[Conflict, ...]:
    """Return the conflicts that `rules` make among `contents`, in a stable order.

    Examples
    --------
    >>> two, three = Value("2", XSD + "integer"), Value("3", XSD + "integer")
    >>> contents = {"p/1": Content("loss", "count", two), "p/2": Content("loss", "count", three)}
    >>> [found] = conflicts_among(contents, ConflictRules(functional=frozenset({"count"})))
    >>> found.kind.value, [member.low for member in found.members]
    ('figures', [2.0, 3.0])
    """
    declared = [*_functional(contents, rules.functional), *_exclusive(contents, rules.exclusive)]
    found = _told_once(declared, tuple(_judged(contents, rules.judged)))
    return tuple(sorted(found, key=lambda one: (one.kind, [each.proposition for each in one.members])))


def _told_once(declared: Iterable[Conflict], judged: Iterable[Conflict]) -> Iterator[Conflict]:
    """Yield all conflicts, those that ontology and editors see alike only once, with both."""
    by_members = {_propositions(one): one for one in judged if one.kind is not ConflictKind.FRAMING}
    told = set()
    for one in declared:
        same = by_members.get(_propositions(one))
        if same:
            told.add(_propositions(same))
        yield replace(one, judgement=same.judgement, reason=same.ground) if same else one
    for one in judged:
        if one.kind is ConflictKind.FRAMING or _propositions(one) not in told:
            yield one


def _propositions(conflict: Conflict) -> frozenset[str]:
    return frozenset(each.proposition for each in conflict.members)


def _judged(contents: Mapping[str, Content], judged: Iterable[Judged]) -> Iterator[Conflict]:
    """Yield what the editors decided; a pair that a judgement with a reason covers is not told twice."""
    given = list(judged)
    reasoned = [one.propositions for one in given if one.judgement and one.kind is ConflictKind.INCOMPATIBLE]
    for one in given:
        members = one.propositions & contents.keys()
        told_before = not one.judgement and any(members <= each for each in reasoned)
        if len(members) > 1 and not told_before:
            yield Conflict(one.kind, Rule.JUDGEMENT, one.reason, one.judgement, _placed(sorted(members)))


def _functional(contents: Mapping[str, Content], functional: frozenset[str]) -> Iterator[Conflict]:
    grouped: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for iri, content in contents.items():
        if content.predicate in functional:
            grouped[content.subject, content.predicate].append(iri)
    for (_, relation), group in grouped.items():
        if len(group) > 1:
            kind, members = _measured(sorted(group), contents)
            yield Conflict(kind, Rule.FUNCTIONAL, relation, "", members)


def _exclusive(contents: Mapping[str, Content], exclusive: Iterable[tuple[str, str]]) -> Iterator[Conflict]:
    pairs = list(exclusive)
    relations = {relation for pair in pairs for relation in pair}
    between = {
        (one.subject, one.object, one.predicate): iri
        for iri, one in contents.items()
        if one.predicate in relations
    }
    for one, other in pairs:
        for (subject, target, relation), iri in between.items():
            rival = between.get((subject, target, other)) if relation == one else None
            if rival is not None:
                members = _placed(sorted((iri, rival)))
                yield Conflict(ConflictKind.INCOMPATIBLE, Rule.EXCLUSIVE, f"{one} {other}", "", members)


def _placed(propositions: Iterable[str]) -> tuple[Member, ...]:
    """Return members that all exclude each other."""
    return tuple(Member(iri, float(place), float(place)) for place, iri in enumerate(propositions))


def _measured(
    propositions: list[str], contents: Mapping[str, Content]
) -> tuple[ConflictKind, tuple[Member, ...]]:
    """Return members by the numbers or days that they give; by their place where one gives neither."""
    intervals = [_interval(contents[iri].object) for iri in propositions]
    if any(each is None for each in intervals):
        return ConflictKind.INCOMPATIBLE, _placed(propositions)
    measured = zip(propositions, intervals, strict=True)
    return ConflictKind.FIGURES, tuple(Member(iri, *each) for iri, each in measured if each is not None)


def _interval(target: str | Value) -> tuple[float, float] | None:
    """Return what a number or an imprecise date can mean, as its least and greatest value."""
    if not isinstance(target, Value):
        return None
    if target.datatype in _NUMBERS:
        return float(target.text), float(target.text)
    span = span_meant(target)
    return (float(span.start.toordinal()), float(span.end.toordinal())) if span else None


def judged_by(judgement: str, propositions: frozenset[str], kind: str, reason: str) -> Judged:
    """Return what a judgement sets against each other, given the IRI of the kind that it names."""
    framing = local_name(kind) == "FramingDifference"
    chosen = ConflictKind.FRAMING if framing else ConflictKind.INCOMPATIBLE
    return Judged(chosen, propositions, reason, judgement)


def judged_pairs(pairs: Iterable[tuple[str, str]]) -> Iterator[Judged]:
    """Yield each of `pairs`, whichever comes first in it, as propositions that cannot both hold."""
    for pair in sorted({frozenset(pair) for pair in pairs}, key=sorted):
        yield Judged(ConflictKind.INCOMPATIBLE, pair)


def _judgements(store: Store, standing_for: Mapping[str, str]) -> Iterator[Judged]:
    found = properties(store.select(application_query("contradiction_judgements")))
    for iri, said in found.items():
        stated = (str(term.value) for term in said.get(AG + "contradicts", ()))
        propositions = frozenset(standing_for[one] for one in stated if one in standing_for)
        kind, reason = (text_in_english(said.get(AG + name, ())) for name in ("contradictionKind", "reason"))
        yield judged_by(iri, propositions, kind, reason)


def _stated_pairs(store: Store, standing_for: Mapping[str, str]) -> Iterator[Judged]:
    return judged_pairs(
        (standing_for[str(one.value)], standing_for[str(other.value)])
        for one, other in store.select(application_query("incompatibilities"))
        if one is not None and other is not None
    )


def _object(term: Term, identity: Identity) -> str | Value:
    datatype = getattr(term, "datatype", None)
    if datatype is None:
        return identity.canonical(str(term.value))
    return Value(str(term.value), str(datatype.value), str(getattr(term, "language", None) or ""))
