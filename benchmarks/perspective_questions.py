"""One question asked of all sides: the columns, bare numpy, and SPARQL in each of its formulations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

import numpy as np
import pyoxigraph as ox

from graph.adjacency import LinkArrays
from graph.adjacency.graphs import LinkGraph, graph_of
from graph.columns import NOT_TOLD, Columns, Contradicted, Judged, judge
from graph.columns.layout import Codes, Flags, Offsets
from graph.conflicts import ConflictKind
from graph.model import Certainty, Stance, Status
from graph.standing import status_of
from graph.store import Store

QUERIES = Path(__file__).parent / "queries"
UNGROUPED = "standing_rows"
VOICES = {
    1: (Stance.ASSERTS, Certainty.CERTAIN),
    2: (Stance.ASSERTS, Certainty.HEDGED),
    4: (Stance.DENIES, Certainty.CERTAIN),
    8: (Stance.UNSURE, Certainty.CERTAIN),
}

DENIED = 4
VOICE_BITS = np.array([[1, 2], [4, 4], [8, 8]], np.uint8)
"""The number of a voice by the places of stance and certainty."""
STATUSES = np.array(
    [NOT_TOLD]
    + [
        tuple(Status).index(status_of(voice for bit, voice in VOICES.items() if bits & bit))
        for bits in range(1, 16)
    ],
    np.uint8,
)
"""The status that voices make together, by the sum of their numbers."""

Stands = Mapping[str, tuple[Status, int, int]]
"""Each proposition that is told: its status, its named and its unnamed origins."""


@dataclass(frozen=True, slots=True)
class Question:
    """Whose claims count, and up to which day."""

    claimants: tuple[str, ...]
    day: np.datetime64

    def query(self, name: str) -> str:
        """Return a query of the benchmark with this question put into it."""
        nodes = [f"<{claimant}>" for claimant in self.claimants]
        given = {"CLAIMANTS": " ".join(nodes), "LISTED": ", ".join(nodes), "DAY": str(self.day)}
        if name == "standing_in":
            given["CLAIMANTS"] = given["LISTED"]
        return Template((QUERIES / f"{name}.rq").read_text(encoding="utf-8")).substitute(given)


@dataclass(frozen=True, slots=True)
class Told:
    """How the propositions stand by the claims that count, and the links that are shown by them."""

    judged: Judged
    links: LinkGraph


def ask_columns(columns: Columns, arrays: LinkArrays, question: Question) -> Told:
    """Answer from the columns: who counts, then statuses and origins, and which links are shown."""
    tells, last = _chosen(columns, question)
    judged = judge(columns, tells[columns.claimant] & (columns.said_to <= last))
    return Told(judged, graph_of(arrays, columns, judged))


def _chosen(columns: Columns, question: Question) -> tuple[Flags, int]:
    tells = np.zeros(len(columns.entities), np.bool_)
    tells[[columns.entities.index(claimant) for claimant in question.claimants]] = True
    return tells, question.day.astype(object).toordinal()


Grouped = tuple[Codes, Offsets, Offsets, Flags]
"""Statuses, named and unnamed origins of each proposition, and which links are shown."""


def bare_group_by(columns: Columns, arrays: LinkArrays, question: Question) -> Callable[[], Grouped]:
    """Return the peer: the same answer as bare lines of numpy over the same columns.

    It is helped: who tells, the voice of each claim and the claim of each pair are made ready, and as claims
    lie by proposition nothing is sorted. Origins are counted once for each proposition by marking pairs,
    which is several times as fast as ``np.unique``.
    """
    tells, last = _chosen(columns, question)
    claimant, day, about = (np.array(one) for one in (columns.claimant, columns.said_to, columns.proposition))
    pairs, pair_about = np.array(columns.pairs), np.array(columns.pair_proposition)
    known: Flags = np.array(columns.pair_known)
    voice = VOICE_BITS[columns.stance, columns.certainty]
    claim_of_pair = np.repeat(np.arange(len(about)), np.diff(columns.pair_offsets))
    link, count = np.array(arrays.proposition), len(columns.propositions)

    def grouped() -> Grouped:
        counting = tells[claimant] & (day <= last)
        rows = np.flatnonzero(counting)
        first = np.flatnonzero(np.diff(about[rows], prepend=-1))
        status = np.full(count, NOT_TOLD, np.uint8)
        status[about[rows[first]]] = STATUSES[np.bitwise_or.reduceat(voice[rows], first)]
        lent = np.zeros(len(pair_about), np.bool_)
        lent[pairs[(counting & (voice < DENIED))[claim_of_pair]]] = True
        named = np.bincount(pair_about[lent & known], minlength=count)
        unnamed = np.bincount(pair_about[lent & ~known], minlength=count)
        return status, named, unnamed, status[link] != NOT_TOLD

    return grouped


def same_as_grouped(told: Told, grouped: Grouped) -> bool:
    """Return whether columns and bare numpy say the same."""
    judged, shown = told.judged, told.links.looked_into
    ours = judged.status, judged.origins, judged.unknown_origins
    links = np.ones(shown.arrays.links, np.bool_) if shown.shows_all else shown.allowed
    return all(np.array_equal(*each) for each in zip((*ours, links), grouped, strict=True))


def ask_sparql(store: Store, question: Question, name: str) -> Stands:
    """Answer the part of the question that is about standing by one SPARQL query."""
    return READERS.get(name, _from_columns_of_voices)(store.query(question.query(name)))


def _from_columns_of_voices(solutions: ox.QuerySolutions) -> Stands:
    """Read rows with one number for each voice."""
    found = {}
    for row in solutions:
        bits = sum(bit for place, bit in enumerate(VOICES, 1) if row[place].value != "0")
        found[row[0].value] = (bits, int(row[5].value), int(row[6].value))
    return _with_status(found)


def _from_sum_of_voices(solutions: ox.QuerySolutions) -> Stands:
    return _with_status(
        {row[0].value: tuple(int(row[place].value) for place in (1, 2, 3)) for row in solutions}
    )


def _from_rows(solutions: ox.QuerySolutions) -> Stands:
    bits: defaultdict[str, int] = defaultdict(int)
    origins: defaultdict[str, set[ox.NamedNode | ox.Literal]] = defaultdict(set)
    for proposition, voice, origin in solutions:
        bits[proposition.value] |= int(voice.value)
        if int(voice.value) < 4:
            origins[proposition.value].add(origin)
    named = {iri: sum(isinstance(one, ox.NamedNode) for one in found) for iri, found in origins.items()}
    told = {
        iri: (bits[iri], named.get(iri, 0), len(origins.get(iri, ())) - named.get(iri, 0)) for iri in bits
    }
    return _with_status(told)


def _with_status(found: Mapping[str, tuple[int, int, int]]) -> Stands:
    known = tuple(Status)
    return {iri: (known[STATUSES[bits]], origins, unknown) for iri, (bits, origins, unknown) in found.items()}


READERS: Mapping[str, Callable[[ox.QuerySolutions], Stands]] = {
    "standing_voices": _from_sum_of_voices,
    "standing_graph": _from_sum_of_voices,
    UNGROUPED: _from_rows,
}
FORMULATIONS = tuple(sorted(path.stem for path in QUERIES.glob("standing_*.rq")))


def run_sparql(store: Store, question: Question, name: str) -> None:
    """Ask for every row and read nothing of it, which is less than any use of the answer costs.

    What is not grouped yet is no answer, so grouping it belongs to that formulation.
    """
    if name == UNGROUPED:
        ask_sparql(store, question, name)
        return
    for _ in store.query(question.query(name)):
        pass


def standing_by_columns(columns: Columns, judged: Judged) -> Stands:
    told = zip(columns.propositions, judged.status, judged.origins, judged.unknown_origins, strict=True)
    return {
        iri: (tuple(Status)[status], int(origins), int(unknown))
        for iri, status, origins, unknown in told
        if status != NOT_TOLD
    }


def contradictions_by_columns(columns: Columns, found: Contradicted) -> set[frozenset[str]]:
    """Return the subject and relation of figures that contradict each other, and the rivals that do."""
    told, figures = set(), list(ConflictKind).index(ConflictKind.FIGURES)
    for number in np.flatnonzero(found.conflicts).tolist():
        members = columns.conflict_members[slice(*columns.conflict_offsets[number : number + 2])]
        if columns.conflict_kind[number] == figures:
            about = columns.subject[members[0]], columns.predicate[members[0]]
            told.add(frozenset((columns.entities[about[0]], columns.predicates[about[1]])))
        else:
            told.add(frozenset(columns.propositions[one] for one in members))
    return told


def contradictions_by_sparql(store: Store, question: Question) -> set[frozenset[str]]:
    names = ("contradicted_figures", "contradicted_rivals")
    return {
        frozenset(term.value for term in row) for name in names for row in store.query(question.query(name))
    }
