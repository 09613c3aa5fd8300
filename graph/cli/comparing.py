"""`diff`: two tellings side by side."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from rich.console import Console

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.output import harmless, write_json
from graph.cli.perspective import outlook, perspective_record, under
from graph.cli.printing import console, heading, plain, print_claims, print_wrapped, status_text, symbol_text
from graph.comparison import Comparison, Difference, TellingSide, comparison_sentence
from graph.errors import InputError
from graph.knowledge import KnowledgeGraph
from graph.model import Claim, Standing
from graph.perspective import Perspective
from graph.records.tellings import comparison_record


def diff(arguments: Namespace) -> int:
    """Print where two tellings oppose each other, agree and differ; 1 if neither tells anything."""
    graph = KnowledgeGraph.open(arguments.store)
    one, other = _tellings(graph, arguments)
    names = [_name(graph, given) for given in arguments.as_told_by]
    sides = [under(graph, each) for each in (one, other)]
    found = graph.compare(one, other)
    if arguments.json:
        tellings = dict(zip(("one", "other"), map(perspective_record, sides), strict=True))
        write_json({**comparison_record(found, *names), "perspectives": tellings})
    else:
        _print(graph, found, names)
    return EXIT_DONE if found.differences else EXIT_NEGATIVE


def _tellings(graph: KnowledgeGraph, arguments: Namespace) -> tuple[Perspective, Perspective]:
    """Return the perspectives of the two who tell; the other conditions hold for both."""
    if len(arguments.as_told_by) != 2:
        number = {0: "none", 1: "one"}.get(len(arguments.as_told_by), f"{len(arguments.as_told_by)}")
        raise InputError(
            f"Two tellings are set side by side, but --as-told-by names {number}; give it exactly twice."
        )
    one, other = (outlook(graph, arguments, {"told_by": [name]}) for name in arguments.as_told_by)
    if one == other:
        raise InputError(
            f"{arguments.as_told_by[0]!r} and {arguments.as_told_by[1]!r} are one and the same telling "
            f"({graph.described(one)}); give two."
        )
    return one, other


def _name(graph: KnowledgeGraph, given: str) -> str:
    return graph.described(graph.outlook(told_by=[given])).removeprefix("as told by ")


def _print(graph: KnowledgeGraph, found: Comparison, names: Sequence[str]) -> None:
    out = console()
    print_wrapped(out, plain(comparison_sentence(found, *names), "bold"), 0)
    titles = {
        TellingSide.OPPOSED: "Opposed",
        TellingSide.BOTH: "Both tell",
        TellingSide.ONLY_ONE: f"Only {names[0]} tells",
        TellingSide.ONLY_OTHER: f"Only {names[1]} tells",
    }
    for side, title in titles.items():
        told = found.on(side)
        if told:
            out.print()
            number = found.number(side)
            out.print(heading(f"{title} ({number:,})"))
            _print_side(out, graph, told, names)
            if number > len(told):
                rest = f"and {number - len(told):,} more; told are those with most claims"
                print_wrapped(out, plain(rest, "dim"), 2)


def _print_side(
    out: Console, graph: KnowledgeGraph, told: Sequence[Difference], names: Sequence[str]
) -> None:
    for one in told:
        if one.side in (TellingSide.ONLY_ONE, TellingSide.ONLY_OTHER):
            line = symbol_text(one.proposition.standing).append(harmless(graph.sentence(one.proposition)))
            print_wrapped(out, line, 2, hanging=2)
            continue
        print_wrapped(out, plain(graph.sentence(one.proposition), "bold"), 2, hanging=2)
        _print_telling(out, names[0], one.standing_in_one, one.one)
        _print_telling(out, names[1], one.standing_in_other, one.other)
        for rival in one.rivals:
            words = f"against: {graph.sentence(rival)}"
            print_wrapped(out, plain(words), 4, hanging=2)


def _print_telling(out: Console, name: str, standing: Standing | None, claims: tuple[Claim, ...]) -> None:
    line = plain(f"{name}: ", "dim")
    if standing is None:
        print_wrapped(out, line.append("says nothing of it", style="not dim"), 4, hanging=2)
        return
    line.append_text(symbol_text(standing)).append_text(status_text(standing))
    print_wrapped(out, line, 4, hanging=2)
    print_claims(out, claims, 6)
