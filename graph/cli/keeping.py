"""`perspectives`: those with a name, listed, shown, saved and removed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable

from rich.console import Console

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.output import note, write_json
from graph.cli.perspective import amount, opened, outlook, perspective_record
from graph.cli.printing import console, heading, plain, print_wrapped
from graph.errors import InputError
from graph.knowledge import KnowledgeGraph
from graph.records import Record
from graph.saved import NamedPerspective


def perspectives(arguments: Namespace) -> int:
    """List, save, show or remove perspectives with a name; 1 if a list is asked for and there are none."""
    graph = KnowledgeGraph.open(arguments.store)
    if arguments.action == "save":
        return _save(graph, arguments)
    if arguments.action == "remove":
        return _remove(graph, arguments)
    if arguments.action == "show":
        return _show(graph, arguments)
    return _list(graph, arguments)


def _save(graph: KnowledgeGraph, arguments: Namespace) -> int:
    perspective = outlook(graph, arguments)
    if perspective.is_everything:
        raise InputError(
            "A perspective to save must say which claims count, such as --as-told-by Moscow; "
            "without a condition every claim does."
        )
    words = graph.described(perspective)
    graph.save_perspective(arguments.name, perspective, arguments.definition)
    saved = graph.perspective_called(arguments.name)
    if arguments.json:
        write_json(_record(graph, saved))
    else:
        note(f"Saved {saved.name!r}: {words}. Use it with --perspective.")
    if not graph.under(saved.perspective).told().claims:
        note("Nothing counts under it now.")
    return EXIT_DONE


def _remove(graph: KnowledgeGraph, arguments: Namespace) -> int:
    graph.remove_perspective(arguments.name)
    if arguments.json:
        write_json({"removed": arguments.name})
    else:
        note(f"Removed {arguments.name!r}.")
    return EXIT_DONE


def _show(graph: KnowledgeGraph, arguments: Namespace) -> int:
    one = graph.perspective_called(arguments.name)
    if arguments.json:
        write_json(_record(graph, one))
    else:
        _print(graph, [one])
    return EXIT_DONE


def _list(graph: KnowledgeGraph, arguments: Namespace) -> int:
    found = graph.perspectives()
    if arguments.json:
        write_json([_record(graph, one) for one in found])
    elif found:
        _print(graph, found)
    else:
        note("No perspective has a name here; `armsgraph perspectives save NAME` keeps one.")
    return EXIT_DONE if found else EXIT_NEGATIVE


def _record(graph: KnowledgeGraph, one: NamedPerspective) -> Record:
    return {
        "name": one.name,
        "also": list(one.also),
        "definition": one.definition,
        "shipped": one.shipped,
        "perspective": perspective_record(graph.under(one.perspective)),
    }


def _print(graph: KnowledgeGraph, found: Iterable[NamedPerspective]) -> None:
    out = console()
    for number, one in enumerate(found):
        if number:
            out.print()
        _print_one(out, graph, one)


def _print_one(out: Console, graph: KnowledgeGraph, one: NamedPerspective) -> None:
    seen = graph.under(one.perspective)
    print_wrapped(out, heading(one.name, "" if one.shipped else "saved here"), 0)
    if one.definition:
        print_wrapped(out, plain(one.definition), 2)
    if not one.shipped:
        print_wrapped(out, plain(f"{opened(seen.described())}."), 2)
    if one.also:
        print_wrapped(out, plain(f"Also called: {'; '.join(dict.fromkeys(one.also))}", "dim"), 2, hanging=2)
    told = seen.told()
    print_wrapped(out, plain(f"Tells {amount(told)}." if told.claims else "Tells nothing here."), 2)
