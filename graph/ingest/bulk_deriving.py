"""What follows from the statements of a build, as lines of N-Quads: the same as `graph.ingest.derive` tells.

Relations, standings, foldings, rivals, wider classes and other names are found as integers, all at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from graph.columns import NONE, NOT_TOLD, Judged, judge
from graph.columns.deriving import Derived, derive
from graph.columns.statements import Statements
from graph.columns.stretches import offsets_of, stretches
from graph.identity import Identity, Judgement, Verdict, fold
from graph.ingest.bulk_classes import with_ontology
from graph.model import Status
from graph.namespaces import AG, GRAPH_DERIVED, GRAPH_RELATIONS, RDF, SKOS, SKOSXL, XSD, local_name
from graph.settings import BULK_LIMITS
from graph.triples import Ids, Terms, Triples

_DERIVED = f"<{GRAPH_DERIVED}> .\n".encode()
_RELATIONS = f"<{GRAPH_RELATIONS}> .\n".encode()


@dataclass(frozen=True, slots=True, eq=False)
class Following:
    """What follows from the triples of a build."""

    written: Triples
    """What people wrote."""
    derived: Derived
    identity: Identity
    wider: tuple[Ids, Ids]
    """Things, each beside a class that follows from a narrower one."""
    names: tuple[Ids, Ids]
    """Entities, each beside a name that an `ag:Name` of it gives and that it has not got itself."""


def follow(triples: Triples) -> Following:
    """Return what follows from `triples`, which people wrote.

    Raises
    ------
    DataError
        If identity judgements contradict each other.
    StoreError
        If a claim lacks what every claim has, which no rule lets pass.
    """
    everything, wider = with_ontology(triples)
    identity = fold(_judgements(everything))
    derived = derive(everything, identity)
    return Following(triples, derived, identity, wider, _other_names(everything))


def derived_lines(following: Following) -> Iterator[bytes]:
    """Yield every quad that follows, as N-Quads."""
    derived = following.derived
    judged = judge(derived.columns, np.ones(len(derived.columns.claims), np.bool_))
    yield from _relations(derived, judged)
    yield from _standings(derived, judged)
    yield from _pairs(derived.statements.terms, rivals_judged(derived.statements), f"<{AG}incompatibleWith>")
    for folded, canonical in sorted(following.identity.canonicals.items()):
        yield b"<%b> <%b> <%b> %b" % (
            folded.encode(),
            f"{AG}canonicalEntity".encode(),
            canonical.encode(),
            _DERIVED,
        )
    terms = derived.statements.terms
    yield from _pairs(terms, following.wider, f"<{RDF}type>")
    yield from _pairs(terms, following.names, f"<{SKOS}altLabel>")


def _judgements(triples: Triples) -> Iterator[Judgement]:
    """Yield the identity judgements; their reasons say nothing about who is who and are left out."""
    statements = Statements(triples, np.zeros(0, np.int32))
    value = triples.terms.value
    canonical, verdict = (statements.value_of(AG + name) for name in ("canonical", "verdict"))
    for one in np.unique(statements.members(AG + "IdentityJudgement")).tolist():
        yield Judgement(
            iri=value(one),
            entities=frozenset(triples.terms.values(statements.values_of(AG + "sameEntity", one).tolist())),
            canonical=value(int(canonical[one])) if canonical[one] != NONE else "",
            verdict=Verdict(local_name(value(int(verdict[one])))),
        )


def _relations(derived: Derived, judged: Judged) -> Iterator[bytes]:
    """Yield a direct triple for each proposition that somebody asserts, and for no other."""
    contents, terms = derived.contents, derived.statements.terms
    asserted = np.flatnonzero(judged.asserted)
    ends = (one[asserted] for one in (contents.subject, contents.predicate, contents.object))
    for subject, predicate, target in _written(terms, *ends):
        yield b"%b %b %b %b" % (subject, predicate, target, _RELATIONS)


def _standings(derived: Derived, judged: Judged) -> Iterator[bytes]:
    """Yield the status and the counts of origins of each proposition about which there is a claim."""
    contents = derived.contents
    told = np.flatnonzero(judged.status[contents.standing_for] != NOT_TOLD)
    group = contents.standing_for[told]
    named = _written(derived.statements.terms, contents.stated.numbers[told])
    numbers = zip(
        named,
        judged.status[group].tolist(),
        judged.origins[group].tolist(),
        judged.unknown_origins[group].tolist(),
        strict=True,
    )
    statuses = [one.iri.encode() for one in Status]
    status, origins, unknown = (f"<{AG}{name}>".encode() for name in ("status", "origins", "unknownOrigins"))
    integer = f"<{XSD}integer>".encode()
    line = b'%%b %b <%%b> %b%%b %b "%%d"^^%b %b%%b %b "%%d"^^%b %b' % (
        status,
        _DERIVED,
        origins,
        integer,
        _DERIVED,
        unknown,
        integer,
        _DERIVED,
    )
    for (node,), place, known, other in numbers:
        yield line % (node, statuses[place], node, known, node, other)


def rivals_judged(statements: Statements) -> tuple[Ids, Ids]:
    """Return propositions that a judgement holds incompatible, each beside another, unless it is written."""
    terms = statements.terms
    said = (column.tolist() for column in statements.triples.of(AG + "incompatibleWith"))
    written = {frozenset(pair) for pair in zip(*said, strict=True)}
    kind = statements.value_of(AG + "contradictionKind")
    judgements = np.unique(statements.members(AG + "ContradictionJudgement"))
    judgements = judgements[kind[judgements] == terms.iri(AG + "Incompatible")]
    pairs = set()
    for one in judgements.tolist():
        members = sorted(statements.values_of(AG + "contradicts", one).tolist(), key=terms.value)
        pairs |= {pair for pair in combinations(members, 2) if frozenset(pair) not in written}
    ordered = sorted(pairs, key=lambda pair: (terms.value(pair[0]), terms.value(pair[1])))
    columns = np.array(ordered, np.int32).reshape(-1, 2).T
    return columns[0], columns[1]


def _pairs(terms: Terms, pairs: tuple[Ids, Ids], predicate: str) -> Iterable[bytes]:
    between = predicate.encode()
    for one, other in _written(terms, *pairs):
        yield b"%b %b %b %b" % (one, between, other, _DERIVED)


def _other_names(triples: Triples) -> tuple[Ids, Ids]:
    """Return entities, each beside a name that is said of it by a name of its own, unless it is written."""
    names, owners = triples.of(AG + "nameOf")
    sources, forms = triples.of(SKOSXL + "literalForm")
    offsets = offsets_of(sources, len(triples.terms))
    counts = np.diff(offsets)[names]
    size = np.int64(len(triples.terms))
    named = np.repeat(owners, counts) * size + forms[stretches(offsets[names], counts)]
    written = triples.of(SKOS + "altLabel")
    new = np.setdiff1d(named, written[0] * size + written[1])
    return (new // size).astype(np.int32), (new % size).astype(np.int32)


def _written(terms: Terms, *columns: Ids) -> Iterator[tuple[bytes, ...]]:
    """Yield row by row the N-Triples writing of what is in `columns`; memory holds some rows at a time."""
    for start in range(0, len(columns[0]), BULK_LIMITS.written_rows):
        some = (column[start : start + BULK_LIMITS.written_rows] for column in columns)
        yield from zip(*(letters(terms, one) for one in some), strict=True)


def letters(terms: Terms, numbers: Ids) -> list[bytes]:
    """Return the N-Triples writing of each of `numbers`."""
    whole = terms.writing.data
    spans = zip(terms.offsets[numbers].tolist(), terms.offsets[numbers + 1].tolist(), strict=True)
    return [bytes(whole[start:end]) for start, end in spans]
