"""`export`: the graph or a part of it as a file, whole or not at all."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.output import note, to_terminal, write_line
from graph.cli.perspective import nothing_counts, open_graph
from graph.cli.pipe import standard_output
from graph.cli.progress import progress_bar
from graph.errors import InputError
from graph.export import FORMATS, Exporting, Format, prepare
from graph.knowledge import KnowledgeGraph
from graph.network import View
from graph.progress import ENTRIES, Step

BINARY_MEDIA_TYPES = ("application/zip",)


def export(arguments: Namespace) -> int:
    """Write the graph in a format of other tools, to a file or to stdout; 1 where no claim counts."""
    _refuse_what_cannot_be(arguments)
    graph = open_graph(arguments)
    if nothing_counts(graph):
        note("So there is nothing to write.")
        return EXIT_NEGATIVE
    prepared = prepare(graph, arguments.format, _view(graph, arguments))
    if prepared.refusal:
        raise InputError(prepared.refusal)
    if arguments.estimate:
        write_line(f"{_amount(prepared)}{_size(prepared)}.")
        return EXIT_DONE
    if sys.stderr.isatty():
        note(f"Writing {_amount(prepared)}{_size(prepared)}.")
    _write(prepared, arguments.output)
    if prepared.lossy:
        note(prepared.lossy)
    if prepared.format.advice:
        note(prepared.format.advice)
    return EXIT_DONE


def _write(prepared: Exporting, place: str | None) -> None:
    counts = prepared.counts
    entries = counts.nodes + counts.links + counts.claims
    with progress_bar() as report:

        def told(share: float) -> None:
            if report is not None:
                report(Step("writing", round(share * entries), entries, ENTRIES))

        if place is None:
            prepared.write(standard_output(), progress=told)
        elif _is_folder(prepared.format, place):
            prepared.write_folder(Path(place), progress=told)
        else:
            prepared.write_file(Path(place), progress=told)
    if place is not None:
        note(f"Wrote {place}: {_amount(prepared)}.")


def _is_folder(chosen: Format, place: str) -> bool:
    """Say whether a format of several files goes into a folder: the name of a zip has an extension."""
    return chosen.fill is not None and not Path(place).suffix


def _refuse_what_cannot_be(arguments: Namespace) -> None:
    """Say what is wrong with the request before the graph is read."""
    if arguments.hops is not None and not arguments.around:
        raise InputError("--hops says how far around an entity; name the entity with --around.")
    binary = FORMATS[arguments.format].media_type in BINARY_MEDIA_TYPES
    if arguments.output is None and not arguments.estimate and binary and to_terminal():
        extension = FORMATS[arguments.format].extension
        raise InputError(
            f"The format {arguments.format!r} is a {extension} archive, which a terminal cannot show; "
            f"give a file with -o, such as -o graph.{extension}."
        )


def _view(graph: KnowledgeGraph, arguments: Namespace) -> View | None:
    """Return the surroundings asked for, whole: a file is not cut as a picture is."""
    if not arguments.around:
        return None
    hops = 1 if arguments.hops is None else arguments.hops
    return graph.neighbourhood(arguments.around, hops=hops, max_nodes=max(1, graph.counts()["entities"]))


def _amount(prepared: Exporting) -> str:
    counts = prepared.counts
    return f"{counts.nodes:,} nodes, {counts.links:,} links, {counts.claims:,} claims"


def _size(prepared: Exporting) -> str:
    size = prepared.estimated_bytes
    if not size:
        return ""
    return f", about {size / 1e6:,.1f} MB" if size >= 1e5 else f", about {max(1, round(size / 1e3))} kB"
