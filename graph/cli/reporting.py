"""`coverage`: which paragraphs of the articles gave claims, and whether every claim is in its place."""

from __future__ import annotations

from argparse import Namespace
from itertools import groupby
from pathlib import Path

from rich.console import Console

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.output import write_json
from graph.cli.printing import console, document_text, heading, plain, print_wrapped
from graph.coverage import CoverageReport, Paragraph
from graph.coverage import coverage as measure
from graph.knowledge import KnowledgeGraph
from graph.model import Document, Ref
from graph.records import Record, ref_record
from graph.sentences import counted


def coverage(arguments: Namespace) -> int:
    """Print what each paragraph gave; 1 if one gave nothing, a claim is misplaced or a text is missing."""
    graph = KnowledgeGraph.open(arguments.store)
    report = measure(graph.documents(), graph.claims(), Path(arguments.articles))
    if arguments.json:
        write_json(_record(report))
    else:
        _print_report(report)
    return EXIT_DONE if report.complete else EXIT_NEGATIVE


def _record(report: CoverageReport) -> Record:
    return {
        "complete": report.complete,
        "paragraphs": [_paragraph(each) for each in report.paragraphs],
        "misplaced": [
            {"claim": each.claim.iri, "line": each.claim.line, "reason": each.reason}
            for each in report.misplaced
        ],
        "missing": [_document(each) for each in report.missing],
    }


def _paragraph(paragraph: Paragraph) -> Record:
    return {
        "document": _document(paragraph.document),
        "line": paragraph.line,
        "words": paragraph.words,
        "furniture": paragraph.furniture,
        "claims": [{"iri": claim.iri, "gloss": claim.gloss} for claim in paragraph.claims],
    }


def _document(document: Document) -> Record:
    return ref_record(Ref(document.iri, document.title))


def _print_report(report: CoverageReport) -> None:
    out = console()
    for document, paragraphs in groupby(report.paragraphs, key=lambda paragraph: paragraph.document):
        out.print(heading(document_text(document)))
        for paragraph in paragraphs:
            _print_paragraph(out, paragraph)
        out.print()
    for misplaced in report.misplaced:
        out.print(plain(f"✕ {misplaced.claim.iri}: {misplaced.reason}", "red"))
    for missing in report.missing:
        out.print(plain(f"✕ The text of {document_text(missing)!r} is not in this folder.", "red"))
    _print_sum(out, report)


def _print_paragraph(out: Console, paragraph: Paragraph) -> None:
    silent = not paragraph.claims and not paragraph.furniture
    given = "without content" if paragraph.furniture else counted(len(paragraph.claims), "claim")
    line = plain(f"{'✕' if silent else ' '} line {paragraph.line}", "red" if silent else "bold")
    line.append(f"  {counted(paragraph.words, 'word')}, {given}", style="not bold dim")
    print_wrapped(out, line, 0)
    for claim in paragraph.claims:
        print_wrapped(out, plain(f"– {claim.gloss}"), 4, hanging=2)


def _print_sum(out: Console, report: CoverageReport) -> None:
    claims = sum(len(paragraph.claims) for paragraph in report.paragraphs)
    out.print(
        plain(
            f"{counted(len(report.paragraphs), 'paragraph')}, {counted(claims, 'claim')}; "
            f"{len(report.silent)} without a claim, {len(report.misplaced)} misplaced claims, "
            f"{len(report.missing)} missing texts."
        )
    )
