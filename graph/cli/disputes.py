"""`contradictions`: where claims contradict each other, and nothing resolved."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.output import note, write_json
from graph.cli.perspective import nothing_counts, open_graph, with_perspective
from graph.contradictions import Contradiction, ContradictionKind
from graph.knowledge import KnowledgeGraph
from graph.records import Record
from graph.records.disputes import contradiction_record
from graph.records.tallies import counts_apart_record
from graph.sentences import counted
from graph.tallies import CountsApart

COUNTS = "counts"
"""What counts of losses that part are called where kinds are asked for."""


def contradictions(arguments: Namespace) -> int:
    """Print the contradictions asked for, heaviest first; 1 if there are none."""
    graph = open_graph(arguments)
    found = _find(graph, arguments, arguments.kind)
    apart = _counts(graph, arguments)
    denials = 0 if arguments.kind else len(_find(graph, arguments, [ContradictionKind.DENIAL]))
    if arguments.json:
        record: Record = {
            "contradictions": [contradiction_record(one) for one in found],
            "counts_apart": [counts_apart_record(one) for one in apart],
            "denials_not_listed": denials,
        }
        write_json(with_perspective(graph, record))
    elif found or apart:
        _print(graph, found, apart, brief=arguments.brief)
    elif not nothing_counts(graph):
        note(_none(arguments))
    if not arguments.json and (not arguments.kind or COUNTS in arguments.kind):
        from graph.cli.counts import hint_undecided

        hint_undecided(graph, [graph.named(arguments.about).iri] if arguments.about else ())
    if denials:
        one = denials == 1
        note(
            f"{counted(denials, 'denial')} of what nobody asserts {'is' if one else 'are'} not listed; "
            f"--kind denial lists {'it' if one else 'them'}."
        )
    return EXIT_DONE if found or apart else EXIT_NEGATIVE


def _print(
    graph: KnowledgeGraph, found: Sequence[Contradiction], apart: Sequence[CountsApart], *, brief: bool
) -> None:
    from graph.cli.counts import print_counts_apart
    from graph.cli.sides import print_contradictions

    if found:
        print_contradictions(graph, found, brief=brief)
    if apart:
        print_counts_apart(apart, brief=brief)


def _counts(graph: KnowledgeGraph, arguments: Namespace) -> Sequence[CountsApart]:
    """Return the counts of losses that part, unless only contradictions of other kinds are asked for."""
    if arguments.kind and COUNTS not in arguments.kind:
        return ()
    between = tuple(arguments.between) if arguments.between else None
    return graph.counts_apart(arguments.about, between)


def _find(graph: KnowledgeGraph, arguments: Namespace, kinds: list[str]) -> Sequence[Contradiction]:
    kinds_of_claims = [one for one in kinds if one != COUNTS]
    if kinds and not kinds_of_claims:
        return ()
    between = tuple(arguments.between) if arguments.between else None
    return graph.contradictions(about=arguments.about, between=between, kinds=kinds_of_claims)


def _none(arguments: Namespace) -> str:
    about = f" about {arguments.about!r}" if arguments.about else ""
    between = " between {!r} and {!r}".format(*arguments.between) if arguments.between else ""
    kinds = f" of the kind {' or '.join(arguments.kind)}" if arguments.kind else ""
    return f"No claims that count contradict each other{about}{between}{kinds}."
