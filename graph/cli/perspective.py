"""Which claims count for a command: from its flags to the graph under a perspective, and saying so."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from graph.cli.output import note
from graph.errors import InputError
from graph.knowledge import KnowledgeGraph, Told
from graph.perspective import Perspective
from graph.records import Record
from graph.sentences import counted


def open_graph(arguments: Namespace) -> KnowledgeGraph:
    """Return the graph as the flags of a command let it be seen; say on stderr what counts.

    Raises
    ------
    InputError
        If a name, a date or a number is wrong, or two flags do not go together.
    """
    graph = KnowledgeGraph.open(arguments.store)
    if graph.store.lacking:
        note(graph.store.lacking)
    return under(graph, outlook(graph, arguments))


def outlook(
    graph: KnowledgeGraph, arguments: Namespace, instead: Mapping[str, object] | None = None
) -> Perspective:
    """Return the perspective that the flags ask for, with the conditions `instead` in place of theirs.

    Raises
    ------
    InputError
        If a name, a date or a number is wrong, or two flags do not go together.
    """
    for flag, given in (("--as-of", arguments.as_of), ("--perspective", arguments.perspective)):
        if given is not None and not given.strip():
            raise InputError(f"{flag} is given without a value; give one, or leave the flag out.")
    if arguments.dated and not arguments.as_of:
        raise InputError(f"--dated {arguments.dated} says how to read a date; give the date with --as-of.")
    return graph.outlook(**{**_conditions(arguments), **(instead or {})})


def under(graph: KnowledgeGraph, perspective: Perspective) -> KnowledgeGraph:
    """Return `graph` under `perspective`, and say on stderr how much that tells unless it is everything."""
    if perspective.is_everything:
        return graph
    seen = graph.under(perspective)
    note(told_sentence(seen))
    if nothing_counts(seen):
        from graph.cli.silence import reasons

        for reason in reasons(graph, perspective):
            note(reason)
    return seen


def nothing_counts(graph: KnowledgeGraph) -> bool:
    """Return whether the perspective of `graph` lets no claim count, although there are some."""
    return not graph.perspective.is_everything and graph.told().claims == 0


def told_sentence(graph: KnowledgeGraph) -> str:
    """Return what counts under the perspective of `graph`, and how much of everything that is."""
    title = opened(graph.described())
    told = graph.told()
    if not told.claims:
        return f"{title}: nothing counts, not one of {counted(told.claims_in_all, 'claim')}."
    return f"{title}: {amount(told)}."


def amount(told: Told) -> str:
    """Return how much is told.

    Examples
    --------
    >>> amount(Told(93, 408, 134, 668, 175))
    '93 of 408 links, 134 of 668 claims'
    """
    return (
        f"{told.links:,} of {counted(told.links_in_all, 'link')}, "
        f"{told.claims:,} of {counted(told.claims_in_all, 'claim')}"
    )


def opened(words: str) -> str:
    """Return words as they stand where a sentence begins.

    Examples
    --------
    >>> opened("as told by Moscow")
    'As told by Moscow'
    """
    return words[:1].upper() + words[1:]


def with_perspective(graph: KnowledgeGraph, record: Record) -> Record:
    """Return an answer that says which claims it rests on; unchanged where every claim counts."""
    if graph.perspective.is_everything:
        return record
    return {**record, "perspective": perspective_record(graph)}


def perspective_record(graph: KnowledgeGraph) -> Record:
    """Return the perspective of `graph` in words and field by field, with how much it tells."""
    return {
        "sentence": graph.described(),
        **asdict(graph.perspective),
        "told": asdict(graph.told()),
    }


def _conditions(arguments: Namespace) -> dict[str, Any]:
    """Return what the flags say, as `KnowledgeGraph.outlook` takes it."""
    return {
        "named": arguments.perspective or "",
        "told_by": arguments.as_told_by,
        "without": arguments.without,
        "own_voice": arguments.own_voice,
        "background": arguments.background,
        "named_only": arguments.named_only,
        "outlets": arguments.outlet,
        "documents": arguments.in_document,
        "as_of": arguments.as_of or "",
        "as_of_basis": arguments.dated or "said",
        "modalities": arguments.modality,
        "facts_only": arguments.facts_only,
        "min_origins": arguments.min_origins or 0,
        "statuses": arguments.standing,
        "apart": arguments.apart,
    }
