"""`claims` and `path`: who says what, and how two entities are connected."""

from __future__ import annotations

from argparse import Namespace

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.output import note, write_json
from graph.knowledge import KnowledgeGraph
from graph.model import PathAnswer, Stance, Status
from graph.records import claim_record, path_answer_record
from graph.sentences import counted
from graph.settings import LIMITS


def claims(arguments: Namespace) -> int:
    """Print the claims that meet all conditions; 1 if there are none."""
    graph = KnowledgeGraph.open(arguments.store)
    found = graph.claims(
        about=arguments.about,
        by=arguments.by,
        via=arguments.via,
        document=arguments.document,
        stance=Stance(arguments.stance) if arguments.stance else None,
    )
    if arguments.json:
        write_json([claim_record(claim) for claim in found])
    elif found:
        from graph.cli.paths import print_claim_groups

        print_claim_groups(graph, found)
    else:
        note("No claim meets these conditions.")
        if arguments.by and (quoted := graph.claims(via=arguments.by)):
            note(f"{counted(len(quoted), 'claim')} of others came through it: ask with --via, not --by.")
    return EXIT_DONE if found else EXIT_NEGATIVE


def path(arguments: Namespace) -> int:
    """Print the best paths between two entities; 1 if there is none, with what would open one."""
    graph = KnowledgeGraph.open(arguments.store)
    answer = _find_paths(graph, arguments)
    if arguments.json:
        write_json(path_answer_record(answer))
    elif answer.paths:
        from graph.cli.paths import print_paths

        print_paths(graph, answer)
    if not answer.paths:
        _note_what_opens(answer)
    if answer.cut:
        note("There may be more paths of this length: the search stopped at its limit.")
    return EXIT_DONE if answer.paths else EXIT_NEGATIVE


def _find_paths(graph: KnowledgeGraph, arguments: Namespace) -> PathAnswer:
    return graph.paths(
        arguments.start,
        arguments.end,
        k=arguments.k or LIMITS.path_count,
        max_hops=arguments.max_hops or LIMITS.path_max_hops,
        avoid=arguments.avoid,
        relations=arguments.relation,
        directed=arguments.directed,
        statuses=[Status(status) for status in arguments.status] or None,
        include_denied=arguments.include_denied,
    )


def _note_what_opens(answer: PathAnswer) -> None:
    note(f"No path connects {answer.start.label} with {answer.end.label} under these conditions.")
    for sentence in answer.opens:
        note(f"  {sentence}")
