"""How people see claims and paths: sentence by sentence, with the evidence underneath."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console

from graph.cli.printing import (
    console,
    heading,
    plain,
    print_claims,
    print_wrapped,
    sentence_text,
    status_text,
    symbol_text,
)
from graph.knowledge import KnowledgeGraph
from graph.model import Claim, Hop, Path, PathAnswer, Proposition, Ref, Standing, Status
from graph.namespaces import shorten
from graph.sentences import counted


def print_paths(graph: KnowledgeGraph, answer: PathAnswer) -> None:
    """Print each path hop by hop as sentences, the claims behind each hop under it."""
    out = console()
    out.print(heading(f"{answer.start.label} to {answer.end.label}", counted(len(answer.paths), "path")))
    for number, path in enumerate(answer.paths, 1):
        out.print()
        _print_path(out, graph, number, path)


def print_claim_groups(graph: KnowledgeGraph, found: Sequence[Claim], in_all: int) -> None:
    """Print claims, the first of so many, in their order, those on one proposition under its sentence."""
    out = console()
    out.print(heading(counted(in_all, "claim")))
    for proposition, together in _by_proposition(found):
        out.print()
        print_proposition(out, graph, proposition)
        print_claims(out, together, 4)
        for rival in graph.rivals(proposition):
            line = f"cannot stand together with: {graph.sentence(rival)} ({rival.standing.status.value})"
            print_wrapped(out, plain(line), 4, hanging=2)


def print_proposition(out: Console, graph: KnowledgeGraph, proposition: Proposition) -> None:
    """Print a proposition as a sentence, with how it stands, and the IRI by which it can be asked for."""
    ends = proposition.subject.label, proposition.object_text
    print_sentence(out, graph.sentence(proposition), ends, proposition.standing)
    print_wrapped(out, plain(shorten(proposition.iri), "dim"), 2)


def _by_proposition(found: Sequence[Claim]) -> Iterator[tuple[Proposition, tuple[Claim, ...]]]:
    """Yield each proposition with its claims, in the order in which the propositions are first met."""
    groups: dict[str, list[Claim]] = {}
    for claim in found:
        groups.setdefault(claim.proposition.iri, []).append(claim)
    for group in groups.values():
        yield group[0].proposition, tuple(group)


def _print_path(out: Console, graph: KnowledgeGraph, number: int, path: Path) -> None:
    out.print(heading(f"Path {number}", counted(len(path.hops), "hop")))
    for hop in path.hops:
        _print_hop(out, graph, hop)
        for other in hop.also:
            _print_hop(out, graph, other, columns=4, opening="also ")


def _print_hop(out: Console, graph: KnowledgeGraph, hop: Hop, columns: int = 2, opening: str = "") -> None:
    ends = hop.start.label, hop.end.label
    print_sentence(out, graph.sentence(hop), ends, hop.standing, columns=columns, opening=opening)
    print_claims(out, hop.claims, columns + 4)
    for end in (hop.start, hop.end) if not opening else ():
        _print_doubt(out, graph, end)


def _print_doubt(out: Console, graph: KnowledgeGraph, incident: Ref) -> None:
    """Say it under a hop if it leans on an incident that may never have taken place."""
    told = graph.occurrence(incident.iri)
    if told and told.standing.status is not Status.UNDISPUTED:
        words = f"whether it took place is {told.standing.status.value}: {incident.label}"
        print_wrapped(out, plain(words), 4, hanging=2)


def print_sentence(
    out: Console,
    sentence: str,
    ends: tuple[str, str],
    standing: Standing,
    *,
    columns: int = 0,
    opening: str = "",
) -> None:
    """Print a sentence with the sign of how it stands before it and the status behind it."""
    line = symbol_text(standing).append(opening, style="dim").append_text(sentence_text(sentence, ends))
    print_wrapped(out, line.append("  ").append_text(status_text(standing)), columns, hanging=2)
