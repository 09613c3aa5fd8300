"""`what-if`: what falls without a source, and which sources bear most."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.output import harmless, note, write_json
from graph.cli.perspective import nothing_counts, outlook, under, with_perspective
from graph.cli.printing import console, heading, plain, print_wrapped, status_text, symbol_text, table
from graph.consequences import (
    Consequences,
    LoadBearing,
    Rerouting,
    StandingChange,
    consequences_sentence,
    path_load_sentence,
    rerouting_sentence,
)
from graph.errors import InputError
from graph.knowledge import KnowledgeGraph
from graph.model import Hop, Path, Proposition
from graph.records.tellings import consequences_record, load_bearing_record, path_load_record
from graph.sentences import counted
from graph.settings import LIMITS


def what_if(arguments: Namespace) -> int:
    """Print what falls without some sources, or which bear most; 1 if nothing falls."""
    _refuse_what_does_not_go_together(arguments)
    graph = KnowledgeGraph.open(arguments.store)
    graph = under(graph, outlook(graph, arguments, {"without": ()}))
    if not arguments.without:
        return _path_loads(graph, arguments) if arguments.path else _load_bearing(graph, arguments)
    path = tuple(arguments.path) if arguments.path else None
    most = {"most": sys.maxsize} if arguments.all else {}
    found = graph.what_if(arguments.without, path, **most)
    if arguments.json:
        write_json(with_perspective(graph, consequences_record(found)))
    elif not nothing_counts(graph):
        _print(graph, found, None if arguments.all else LIMITS.listed_consequences)
    return EXIT_NEGATIVE if found.is_empty else EXIT_DONE


def _refuse_what_does_not_go_together(arguments: Namespace) -> None:
    if arguments.path and arguments.load_bearing:
        raise InputError(
            "--path lists every source on which one connection hangs, --load-bearing N the N that bear most "
            "of the whole; give one."
        )
    if arguments.without and arguments.load_bearing is not None:
        raise InputError(
            "--without asks what falls with a source, --load-bearing which sources bear most; give one."
        )


def _path_loads(graph: KnowledgeGraph, arguments: Namespace) -> int:
    """Print the sources on which one connection hangs; 1 if it hangs on no single one."""
    start, end = arguments.path
    loads = graph.load_bearing_path(start, end)
    if arguments.json:
        write_json(with_perspective(graph, {"path_loads": [path_load_record(load) for load in loads]}))
    elif loads:
        out = console()
        for load in loads:
            print_wrapped(out, plain(path_load_sentence(load)), 0, hanging=2)
    elif not nothing_counts(graph):
        note("No single source makes the shortest path longer, or there is no path: see `armsgraph path`.")
    return EXIT_DONE if loads else EXIT_NEGATIVE


def _load_bearing(graph: KnowledgeGraph, arguments: Namespace) -> int:
    found = graph.load_bearing(arguments.load_bearing or LIMITS.load_bearing_sources)
    if arguments.json:
        write_json(with_perspective(graph, load_bearing_record(found)))
    elif found.loads:
        _print_loads(found)
    elif not nothing_counts(graph):
        note("No claim falls without any source.")
    if found.cut:
        more = found.bearing - len(found.loads)
        verb = "bears" if more == 1 else "bear"
        note(f"{counted(more, 'more source')} {verb} something; --load-bearing N lists more.")
    return EXIT_DONE if found.loads else EXIT_NEGATIVE


def _print_loads(found: LoadBearing) -> None:
    rows = [
        (
            plain(one.source.label, "bold"),
            one.kind.value,
            *(f"{number:,}" for number in (one.links, one.statements, one.claims, one.status_changes)),
        )
        for one in found.loads
    ]
    numbers = ("Links", "Other", "Claims", "Status")
    out = console()
    out.print(table("Without", "Kind", *numbers, rows=rows, numbers=numbers))
    totals = (
        f"{found.links:,} links and {found.statements:,} other statements are asserted, by "
        f"{counted(found.claims, 'claim')}. Links and Other are those that fall, Status those that stand "
        "otherwise then."
    )
    print_wrapped(out, plain(totals, "dim"), 0)


def _print(graph: KnowledgeGraph, found: Consequences, limit: int | None) -> None:
    out = console()
    print_wrapped(out, plain(consequences_sentence(found), "bold"), 0)
    if not found.is_empty:
        print_wrapped(out, plain(found.separation.sentence), 0)
    if found.paths:
        _print_paths(out, graph, found.paths)
    number = found.number
    _print_fallen(out, graph, "Links that fall", found.links[:limit], number("links"))
    _print_fallen(out, graph, "Other statements that fall", found.statements[:limit], number("statements"))
    unheard = [change.proposition for change in found.unheard]
    _print_fallen(out, graph, "Denials and doubts that fall", unheard[:limit], number("unheard"))
    restated = [one for one in found.restated if one not in found.single_origin + found.unnamed_only]
    more = number("restated") - len(found.restated)
    _print_changes(out, graph, "What stands otherwise", restated, len(restated) + more)
    single, unnamed = number("single_origin"), number("unnamed_only")
    _print_changes(out, graph, "What rests on a single origin now", found.single_origin, single)
    _print_changes(out, graph, "What rests on unnamed sources alone now", found.unnamed_only, unnamed)
    if found.silent:
        silent = "; ".join(one.label for one in found.silent)
        _print_title(out, "Entities that fall silent", number("silent"))
        print_wrapped(out, plain(silent), 2)
        _print_rest(out, number("silent") - len(found.silent))


def _print_title(out: Console, title: str, number: int) -> None:
    out.print()
    out.print(heading(f"{title} ({number:,})"))


def _print_rest(out: Console, rest: int) -> None:
    if rest > 0:
        print_wrapped(out, plain(f"and {rest:,} more; --all prints them", "dim"), 2)


def _print_fallen(
    out: Console, graph: KnowledgeGraph, title: str, fallen: Sequence[Proposition], in_all: int
) -> None:
    if fallen:
        _print_title(out, title, in_all)
    for one in fallen:
        line = symbol_text(one.standing).append(harmless(graph.sentence(one)))
        print_wrapped(out, line, 2, hanging=2)
    _print_rest(out, in_all - len(fallen))


def _print_changes(
    out: Console, graph: KnowledgeGraph, title: str, changes: Sequence[StandingChange], in_all: int
) -> None:
    if changes:
        _print_title(out, title, in_all)
    for change in changes:
        print_wrapped(out, plain(graph.sentence(change.proposition)), 2, hanging=2)
        print_wrapped(out, _from_to(change), 6)
    _print_rest(out, in_all - len(changes))


def _from_to(change: StandingChange) -> Text:
    line = Text()
    for standing, before in ((change.before, ""), (change.after, " -> ")):
        line.append(before)
        line.append_text(status_text(standing) if standing else Text("not told"))
    return line


def _print_paths(out: Console, graph: KnowledgeGraph, found: Rerouting) -> None:
    ends = f"{found.before.start.label} to {found.before.end.label}"
    out.print()
    print_wrapped(out, heading(f"Paths from {ends}"), 0)
    print_wrapped(out, plain(rerouting_sentence(found)), 2)
    for fallen in found.fallen:
        _print_path(out, graph, "Falls", fallen.path, fallen.broken)
    for path in found.surviving:
        _print_path(out, graph, "Stays", path)
    for path in found.risen:
        _print_path(out, graph, "Instead", path)
    for sentence in found.after.opens:
        print_wrapped(out, plain(sentence), 2, hanging=2)


def _print_path(
    out: Console, graph: KnowledgeGraph, title: str, path: Path, broken: Iterable[Hop] = ()
) -> None:
    print_wrapped(out, heading(title, counted(len(path.hops), "hop")), 2)
    cut = set(broken)
    for hop in path.hops:
        line = symbol_text(hop.standing).append(harmless(graph.sentence(hop)))
        print_wrapped(out, line.append("  falls", style="red") if hop in cut else line, 4, hanging=2)
