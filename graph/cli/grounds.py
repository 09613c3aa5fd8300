"""`origins` and `why`: on whose word and by which rule something is shown as it is."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable

from rich.console import Console

from graph.citations import Backing, OriginReport, chain_sentence, circle_sentence, origin_sentence
from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.output import note, write_json
from graph.cli.paths import print_proposition
from graph.cli.perspective import nothing_counts, open_graph, opened, with_perspective
from graph.cli.printing import STANCE_WORDS, console, heading, plain, print_claims, print_wrapped
from graph.explanations import Explanation
from graph.knowledge import KnowledgeGraph
from graph.knowledge.grounds import Asked
from graph.records import Record, ref_record
from graph.records.disputes import explanation_record
from graph.records.origins import origin_report_record


def origins(arguments: Namespace) -> int:
    """Print the chains of a claim, a proposition or all about an entity; 1 if no claim about it counts."""
    graph = open_graph(arguments)
    asked = graph.asked(arguments.thing)
    report = graph.origins(arguments.thing)
    parts = [graph.origins(one.iri) for one in report.propositions] if asked.kind == "entity" else [report]
    if arguments.json:
        record: Record = {
            "thing": ref_record(asked.thing),
            "kind": asked.kind,
            **origin_report_record(report),
        }
        if asked.kind == "entity":
            record["statements"] = [origin_report_record(part) for part in parts]
        write_json(with_perspective(graph, record))
    elif report.claims:
        _print_origins(graph, asked.thing.label, report, parts)
    elif not nothing_counts(graph):
        note(f"No claim that counts is about {asked.thing.label}.")
    return EXIT_DONE if report.claims else EXIT_NEGATIVE


def why(arguments: Namespace) -> int:
    """Print why something is shown as it is; 1 if there is nothing to explain."""
    graph = open_graph(arguments)
    found = graph.why(arguments.thing)
    if arguments.json:
        records = [explanation_record(one) for one in found]
        write_json(with_perspective(graph, {"explanations": records}))
    elif found:
        _print_explanations(found)
    elif not nothing_counts(graph):
        note(_nothing_to_explain(graph.asked(arguments.thing)))
    return EXIT_DONE if found else EXIT_NEGATIVE


def _nothing_to_explain(asked: Asked) -> str:
    if not asked.claims:
        return f"No claim that counts is about {asked.thing.label}."
    return (
        f"All that counts about {asked.thing.label} is undisputed, so there is nothing to explain. "
        "Name a claim or a proposition to see why it stands so."
    )


def _print_origins(
    graph: KnowledgeGraph, label: str, report: OriginReport, parts: list[OriginReport]
) -> None:
    out = console()
    print_wrapped(out, heading(label), 0)
    print_wrapped(out, plain(f"{opened(origin_sentence(report))}."), 2)
    for part in parts:
        out.print()
        print_proposition(out, graph, part.propositions[0])
        if len(parts) > 1:
            print_wrapped(out, plain(f"{opened(origin_sentence(part))}."), 2)
        _print_backing(out, "Origins", part.asserted)
        _print_backing(out, "Origins of the denial", part.denied)
        _print_chains(out, part)


def _print_backing(out: Console, title: str, backing: Backing) -> None:
    named = "; ".join(one.label for one in backing.origins)
    unknown = "; ".join(one.label for one in backing.unknown)
    if named:
        print_wrapped(out, plain(f"{title}: {named}"), 2, hanging=2)
    if unknown:
        print_wrapped(out, plain(f"{title}, unknown: {unknown}"), 2, hanging=2)


def _print_chains(out: Console, report: OriginReport) -> None:
    for chain in report.chains:
        stance = STANCE_WORDS[chain.claim.stance]
        print_wrapped(out, plain(f"– {stance}: {chain_sentence(chain)}"), 4, hanging=2)
    for circle in report.circles:
        print_wrapped(out, plain(f"{opened(circle_sentence(circle))}."), 4, hanging=2)
    if report.cut:
        print_wrapped(out, plain("There are more chains than are shown."), 4)


def _print_explanations(found: Iterable[Explanation]) -> None:
    out = console()
    for number, one in enumerate(found):
        if number:
            out.print()
        print_wrapped(out, plain(one.what, "bold"), 0, hanging=2)
        print_wrapped(out, plain(one.rule), 2)
        print_claims(out, one.claims, 4)
