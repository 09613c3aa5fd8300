"""`analyse`: who is central, who belongs together, what recurs, what holds it together, how it went."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import NamedTuple

from rich.console import Console

from graph.analytics import Part
from graph.analytics.findings import Motifs
from graph.analytics.tables import (
    Rows,
    bridges_rows,
    centrality_rows,
    communities_rows,
    course_rows,
    motifs_rows,
    points_rows,
)
from graph.analytics.wording import (
    COMMUNITIES_SAY_NOT,
    SAYS_NOT,
    SERIES_SAYS_NOT,
    STRUCTURE_SAYS_NOT,
    centrality_sentence,
    communities_sentence,
    community_sentence,
    course_sentence,
    extent_sentence,
    found_sentence,
    motifs_sentence,
    structure_sentence,
    weakest_sentence,
)
from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.output import write_bytes, write_json
from graph.cli.perspective import open_graph, with_perspective
from graph.cli.printing import console, plain, print_claims, print_wrapped, table
from graph.cli.progress import progress_bar
from graph.export.analyses import csv_of
from graph.knowledge import KnowledgeGraph
from graph.records import Record
from graph.records.analyses import (
    centrality_record,
    communities_record,
    course_record,
    motifs_record,
    structure_record,
)


class _Answer(NamedTuple):
    """An analysis as it is printed."""

    sentences: tuple[str, ...]
    """What is said first."""
    tables: tuple[Rows, ...]
    record: Callable[[], Record]
    in_all: tuple[int, ...]
    """How many rows each table has in all."""
    motifs: Motifs | None = None
    told: tuple[str, ...] = ()
    """Paragraphs in place of a table for which no terminal has room."""
    printed: int | None = None
    """Columns of the tables that a terminal shows, where sentences tell the others; None for all."""


def analyse(arguments: Namespace) -> int:
    """Print an analysis in sentences and tables, as JSON or as CSV; 1 if nothing is found."""
    graph = _looked_at(open_graph(arguments), arguments)
    answer = _ANALYSES[arguments.analysis](graph, arguments, None if arguments.csv else arguments.top)
    if arguments.json:
        write_json(with_perspective(graph, answer.record()))
    elif arguments.csv:
        write_bytes("\r\n".join(csv_of(rows) for rows in answer.tables).encode("utf-8", "replace"))
    else:
        _print(answer)
    return EXIT_DONE if any(rows.rows for rows in answer.tables) else EXIT_NEGATIVE


def _looked_at(graph: KnowledgeGraph, arguments: Namespace) -> KnowledgeGraph:
    """Return the graph of which only what the filter's flags let through is looked at."""
    return graph.narrowed(
        graph.only(
            kinds=arguments.kind,
            relations=arguments.relation,
            places=arguments.place,
            since=arguments.since,
            until=arguments.until,
            when=arguments.when,
        )
    )


def _print(answer: _Answer) -> None:
    out = console()
    for text in filter(None, answer.sentences):
        print_wrapped(out, plain(text), 0)
    for text in answer.told:
        out.print()
        print_wrapped(out, plain(text), 0, hanging=2)
    for rows, in_all in zip(answer.tables, answer.in_all, strict=True):
        if rows.rows and answer.printed != 0:
            out.print()
            _print_table(out, rows, answer.printed)
        if in_all > len(rows.rows):
            print_wrapped(out, plain(f"{len(rows.rows):,} of {in_all:,} rows; --top N shows more.", "dim"), 0)
    if answer.motifs:
        _print_chains(out, answer.motifs)


def _print_table(out: Console, found: Rows, printed: int | None) -> None:
    kept = [place for place, name in enumerate(found.columns[:printed]) if not name.endswith("iri")]
    columns = [found.columns[place] for place in kept]
    first = found.rows[0]
    numbers = [found.columns[place] for place in kept if isinstance(first[place], int | float)]
    rows = [[_cell(row[place]) for place in kept] for row in found.rows]
    out.print(table(*columns, rows=rows, numbers=numbers))


def _cell(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:,}"


def _print_chains(out: Console, motifs: Motifs) -> None:
    """Print the best standing chain of each row, with the claims behind each of its links."""
    for one in motifs.found:
        out.print()
        print_wrapped(out, plain(found_sentence(one, motifs), "bold"), 0)
        print_wrapped(out, plain(weakest_sentence(one)), 2)
        for link, (subject, other) in zip(one.links, one.ends, strict=True):
            said = f"{subject.label} - {link.predicate.label} - {other.label}"
            print_wrapped(out, plain(said), 2, hanging=2)
            print_claims(out, link.claims, 4)


def _part(arguments: Namespace) -> Part:
    return Part(around=arguments.entity, steps=arguments.steps, with_denied=arguments.include_denied)


def _centrality(graph: KnowledgeGraph, arguments: Namespace, top: int | None) -> _Answer:
    part = _part(arguments)
    with progress_bar() as progress:
        found = graph.centrality(
            arguments.by, part=part, weighted=arguments.by_strength, limit=top, progress=progress
        )
    sentences = (centrality_sentence(found), SAYS_NOT[found.measure], extent_sentence(found.extent))
    rows = centrality_rows(found)
    return _Answer(sentences, (rows,), lambda: centrality_record(found), (found.scored,))


def _communities(graph: KnowledgeGraph, arguments: Namespace, top: int | None) -> _Answer:
    found = graph.communities(
        part=_part(arguments), weighted=arguments.by_strength, resolution=arguments.resolution, limit=top
    )
    sentences = (communities_sentence(found), COMMUNITIES_SAY_NOT, extent_sentence(found.extent))
    rows = communities_rows(found)
    told = tuple(map(community_sentence, found.found))
    return _Answer(
        sentences, (rows,), lambda: communities_record(found), (found.in_all,), printed=0, told=told
    )


def _structure(graph: KnowledgeGraph, arguments: Namespace, top: int | None) -> _Answer:
    found = graph.structure(part=_part(arguments), limit=top)
    sentences = (structure_sentence(found), STRUCTURE_SAYS_NOT, extent_sentence(found.extent))
    tables = (points_rows(found), bridges_rows(found))
    in_all = (found.points_in_all, found.bridges_in_all)
    return _Answer(sentences, tables, lambda: structure_record(found), in_all)


def _motifs(graph: KnowledgeGraph, arguments: Namespace, top: int | None) -> _Answer:
    part = Part(with_denied=arguments.include_denied)
    found = graph.motifs(arguments.pattern, passing=arguments.entity, part=part, limit=top)
    sentences = (motifs_sentence(found), found.pattern.caution, extent_sentence(found.extent))
    rows = motifs_rows(found)
    return _Answer(
        sentences,
        (rows,),
        lambda: motifs_record(found),
        (found.groups,),
        found,
        printed=len(found.pattern.each) + 1,
    )


def _series(graph: KnowledgeGraph, arguments: Namespace, top: int | None) -> _Answer:
    """Return a series, of which all periods are shown: the last ones alone would mislead."""
    del top
    found = graph.course(
        arguments.of,
        arguments.entity,
        basis=arguments.month_by,
        each=arguments.each,
        split=arguments.split,
        running=arguments.running,
    )
    sentences = (course_sentence(found), SERIES_SAYS_NOT[found.what])
    rows = course_rows(found)
    return _Answer(sentences, (rows,), lambda: course_record(found), (len(rows.rows),))


_ANALYSES = {
    "centrality": _centrality,
    "communities": _communities,
    "motifs": _motifs,
    "series": _series,
    "structure": _structure,
}
