"""`load`: data files into what the store holds already, or a report of what that would change."""

from __future__ import annotations

import sys
from argparse import Namespace

from graph.cli import EXIT_DONE
from graph.cli.loading import to_be_continued
from graph.cli.output import harmless, note, write_json, write_line
from graph.cli.progress import progress_bar
from graph.ingest.adding import add, newcomers, sources_named
from graph.ingest.changing import ChangeReport
from graph.namespaces import GRAPH_CURATED
from graph.records import Record
from graph.settings import default_store_location


def load(arguments: Namespace) -> int:
    """Add data files to the store, all or nothing; 1 if they break a rule with what it holds."""
    sources = sources_named(arguments.files, sys.stdin.buffer, arguments.format)
    location = arguments.store or default_store_location()
    graph = arguments.graph or GRAPH_CURATED
    with to_be_continued(location), progress_bar() as progress:
        report = add(sources, location, graph, check=arguments.check, progress=progress)
    for warning in report.warnings:
        note(str(warning))
    if arguments.json:
        write_json(_record(report))
    else:
        _print(report, arguments.check)
    return EXIT_DONE


def _print(report: ChangeReport, check: bool) -> None:
    where = harmless(report.location)
    if not report.differs:
        write_line(f"{where} holds all of this already: no new build is needed.")
        return
    grown = ", ".join(_grown(report, name) for name in report.after.counts)
    if check:
        write_line(f"This would be taken; nothing was changed. {where} would hold {grown}.")
    else:
        write_line(f"Added to {where} in {report.seconds:.1f} s: it holds {grown}.")


def _grown(report: ChangeReport, name: str) -> str:
    now = report.after.counts[name]
    more = now - report.before.counts.get(name, 0)
    return f"{now:,} {name}{f' ({more:+,})' if more else ''}"


def _record(report: ChangeReport) -> Record:
    claims, entities = newcomers(report.added)
    return {
        "store": report.location,
        "build": report.name,
        "changed": report.made,
        "differs": report.differs,
        "before": dict(report.before.counts),
        "after": dict(report.after.counts),
        "added": {"triples": len(report.added), "claims": list(claims), "entities": list(entities)},
        "removed": {"triples": report.removed},
        "inputs": [{"name": one.name, "sha256": one.sha256} for one in report.after.inputs],
        "seconds": round(report.seconds, 3),
        "warnings": [problem._asdict() for problem in report.warnings],
    }
