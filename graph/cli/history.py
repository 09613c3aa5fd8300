"""`timeline`: who said what when, apart from when it happened and when it was printed."""

from __future__ import annotations

from argparse import Namespace
from itertools import groupby

from rich.console import Console
from rich.text import Text

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.output import note, write_json
from graph.cli.perspective import nothing_counts, open_graph, opened, with_perspective
from graph.cli.printing import claim_texts, console, heading, plain, print_claims, print_wrapped
from graph.dates import Span
from graph.knowledge import KnowledgeGraph
from graph.records.origins import stance_history_record
from graph.timeline import Change, ChangeKind, Moment, StanceHistory, history_sentence

CHANGES = {
    ChangeKind.REVERSED: "said the opposite before",
    ChangeKind.SOFTENED: "was surer before",
    ChangeKind.FIRMED: "was less sure before",
}


def timeline(arguments: Namespace) -> int:
    """Print who took which stance when, and who changed; 1 if no claim about it counts."""
    graph = open_graph(arguments)
    history = graph.stances(arguments.thing)
    if arguments.json:
        write_json(with_perspective(graph, stance_history_record(history)))
    elif history.moments:
        _print(graph, history)
    elif not nothing_counts(graph):
        note(f"No claim that counts is about {history.thing.label}.")
    return EXIT_DONE if history.moments else EXIT_NEGATIVE


def span_text(span: Span) -> str:
    """Return a span as people read it, one that is no day as the interval that it is.

    Examples
    --------
    >>> from graph.dates import span_of
    >>> span_text(span_of("2023-05-24")), span_text(span_of("2023-05"))
    ('24 May 2023', 'May 2023, on any day from 1 to 31')
    """
    if span.start == span.end or span.start.day != 1 or " to " in span.text:
        return span.text
    last = str(span.end.day) if span.start.month == span.end.month else "31 December"
    first = "1" if span.start.month == span.end.month else "1 January"
    return f"{span.text}, on any day from {first} to {last}"


def _print(graph: KnowledgeGraph, history: StanceHistory) -> None:
    out = console()
    print_wrapped(out, heading(history.thing.label), 0)
    print_wrapped(out, plain(f"{opened(history_sentence(history))}."), 2)
    if history.events:
        out.print()
        out.print(heading("When it happened"))
        for event in history.events:
            said = f"{span_text(event.span)}: {graph.sentence(event.proposition)}"
            print_wrapped(out, plain(said), 2, hanging=2)
    out.print()
    out.print(heading("Who said what when"))
    for when, moments in groupby(history.moments, key=when_text):
        print_wrapped(out, plain(when, "bold"), 2)
        for moment in moments:
            _print_moment(out, graph, moment)
    _print_changes(out, graph, history)


def when_text(moment: Moment) -> str:
    """Return when something was said; when it was printed, and that it is that, where no more is known."""
    if moment.when is None:
        return "Without a date"
    said = span_text(moment.when)
    return said if moment.said else f"{said}, when it was printed"


def _print_moment(out: Console, graph: KnowledgeGraph, moment: Moment) -> None:
    speaker, gloss, place = claim_texts(moment.claim)
    print_wrapped(out, Text("– ").append_text(speaker), 4, hanging=2)
    print_wrapped(out, plain(graph.sentence(moment.claim.proposition)), 6, hanging=2)
    print_wrapped(out, gloss, 6)
    print_wrapped(out, place, 6)


def _print_changes(out: Console, graph: KnowledgeGraph, history: StanceHistory) -> None:
    if not history.changes:
        return
    out.print()
    out.print(heading("Who changed"))
    for change in history.changes:
        _print_change(out, graph, change)


def _print_change(out: Console, graph: KnowledgeGraph, change: Change) -> None:
    said = graph.sentence(change.after.proposition)
    print_wrapped(out, plain(f"{change.speaker.label} {CHANGES[change.kind]}: {said}"), 2, hanging=2)
    for name, claim in (("Before", change.before), ("After", change.after)):
        print_wrapped(out, plain(f"{name}:", "dim"), 4)
        print_claims(out, [claim], 6)
