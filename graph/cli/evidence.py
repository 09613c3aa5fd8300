"""`claims` and `path`: who says what, and how two entities are connected."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.output import note, write_json
from graph.cli.perspective import nothing_counts, open_graph, with_perspective
from graph.errors import InputError
from graph.knowledge import KnowledgeGraph
from graph.model import Claim, PathAnswer, Stance, Status
from graph.records import claim_record, path_answer_record
from graph.sentences import counted
from graph.settings import BULK_LIMITS, LIMITS


def claims(arguments: Namespace) -> int:
    """Print the claims that meet all conditions; 1 if there are none."""
    graph = open_graph(arguments)
    found = _find_claims(graph, arguments)
    most = BULK_LIMITS.claims_listed if arguments.limit is None else arguments.limit or len(found)
    if arguments.json:
        write_json([claim_record(claim) for claim in found[:most]])
    elif found:
        from graph.cli.paths import print_claim_groups

        print_claim_groups(graph, found[:most], len(found))
    elif not nothing_counts(graph):
        note("No claim meets these conditions.")
        if arguments.by and (quoted := graph.claims_found(via=arguments.by)):
            note(f"{counted(len(quoted), 'claim')} of others came through it: ask with --via, not --by.")
        _note_left_out(graph, arguments)
    if len(found) > most:
        note(f"{most:,} of {len(found):,} claims are listed; --limit N lists N of them, --limit 0 all.")
    return EXIT_DONE if found else EXIT_NEGATIVE


def _find_claims(graph: KnowledgeGraph, arguments: Namespace) -> Sequence[Claim]:
    return graph.claims_found(
        about=arguments.about,
        by=arguments.by,
        via=arguments.via,
        document=arguments.document,
        stance=Stance(arguments.stance) if arguments.stance else None,
    )


def _note_left_out(graph: KnowledgeGraph, arguments: Namespace) -> None:
    """Say how many claims meet the conditions that the perspective does not let count."""
    widest = graph.perspective.widest
    others = len(_find_claims(graph.under(widest), arguments)) if graph.perspective != widest else 0
    if others:
        verb = "meets" if others == 1 else "meet"
        note(f"Where every claim counts, {counted(others, 'claim')} {verb} them.")


def path(arguments: Namespace) -> int:
    """Print the best paths between two entities; 1 if there is none, with what would open one."""
    if arguments.cite and arguments.json:
        raise InputError("--cite prints text for people and --json for programs; give one of the two.")
    graph = open_graph(arguments)
    answer = _find_paths(graph, arguments)
    if arguments.json:
        write_json(with_perspective(graph, path_answer_record(answer)))
    elif answer.paths and arguments.cite:
        from graph.cli.citing import print_cited

        print_cited(graph, answer, arguments)
    elif answer.paths:
        from graph.cli.paths import print_paths

        print_paths(graph, answer)
    if not answer.paths:
        _note_what_opens(answer)
    if answer.cut:
        note("There may be more paths: the search stopped at its limit before it had seen all.")
    return EXIT_DONE if answer.paths else EXIT_NEGATIVE


def _find_paths(graph: KnowledgeGraph, arguments: Namespace) -> PathAnswer:
    return graph.paths(
        arguments.start,
        arguments.end,
        k=arguments.k or LIMITS.path_count,
        max_hops=arguments.max_hops or LIMITS.path_max_hops,
        through=arguments.through,
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
