"""`contradictions`: where claims contradict each other, and nothing resolved."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.output import note, write_json
from graph.cli.perspective import nothing_counts, open_graph, with_perspective
from graph.contradictions import Contradiction, ContradictionKind
from graph.knowledge import KnowledgeGraph
from graph.records.disputes import contradiction_record
from graph.sentences import counted


def contradictions(arguments: Namespace) -> int:
    """Print the contradictions asked for, heaviest first; 1 if there are none."""
    graph = open_graph(arguments)
    found = _find(graph, arguments, arguments.kind)
    denials = 0 if arguments.kind else len(_find(graph, arguments, [ContradictionKind.DENIAL]))
    if arguments.json:
        records = [contradiction_record(one) for one in found]
        write_json(with_perspective(graph, {"contradictions": records, "denials_not_listed": denials}))
    elif found:
        from graph.cli.sides import print_contradictions

        print_contradictions(graph, found, brief=arguments.brief)
    elif not nothing_counts(graph):
        note(_none(arguments))
    if denials:
        one = denials == 1
        note(
            f"{counted(denials, 'denial')} of what nobody asserts {'is' if one else 'are'} not listed; "
            f"--kind denial lists {'it' if one else 'them'}."
        )
    return EXIT_DONE if found else EXIT_NEGATIVE


def _find(graph: KnowledgeGraph, arguments: Namespace, kinds: list[str]) -> Sequence[Contradiction]:
    between = tuple(arguments.between) if arguments.between else None
    return graph.contradictions(about=arguments.about, between=between, kinds=kinds)


def _none(arguments: Namespace) -> str:
    about = f" about {arguments.about!r}" if arguments.about else ""
    between = " between {!r} and {!r}".format(*arguments.between) if arguments.between else ""
    kinds = f" of the kind {' or '.join(arguments.kind)}" if arguments.kind else ""
    return f"No claims that count contradict each other{about}{between}{kinds}."
