"""`export`: the graph or a part of it as a file, whole or not at all."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.output import note, to_terminal, write_bytes
from graph.cli.perspective import nothing_counts, open_graph
from graph.errors import InputError
from graph.export import FORMATS, Export
from graph.export import export as export_graph
from graph.files import write_file
from graph.knowledge import KnowledgeGraph
from graph.network import View

BINARY_MEDIA_TYPES = ("application/zip",)


def export(arguments: Namespace) -> int:
    """Write the graph in a format of other tools, to a file or to stdout; 1 where no claim counts."""
    _refuse_what_cannot_be(arguments)
    graph = open_graph(arguments)
    if nothing_counts(graph):
        note("So there is nothing to write.")
        return EXIT_NEGATIVE
    view = _view(graph, arguments)
    made = export_graph(graph, arguments.format, view)
    if arguments.output is None:
        write_bytes(made.content)
    else:
        write_file(Path(arguments.output), [made.content])
        note(f"Wrote {arguments.output}: {_counts_text(made)}.")
    return EXIT_DONE


def _refuse_what_cannot_be(arguments: Namespace) -> None:
    """Say what is wrong with the request before the graph is read."""
    if arguments.hops is not None and not arguments.around:
        raise InputError("--hops says how far around an entity; name the entity with --around.")
    binary = FORMATS[arguments.format].media_type in BINARY_MEDIA_TYPES
    if arguments.output is None and binary and to_terminal():
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


def _counts_text(made: Export) -> str:
    counts = made.counts
    return f"{counts.nodes:,} nodes, {counts.links:,} links, {counts.claims:,} claims"
