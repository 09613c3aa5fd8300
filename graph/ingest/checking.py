"""Judge what was read by the rules of the model, and say in which line of which file one is broken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.errors import Problem
from graph.ingest.large import LargeFile
from graph.ingest.reading import Source, data_files, parse, read_source

if TYPE_CHECKING:
    from graph.triples import Triples
    from graph.validation import Violation


def validate_files(inputs: Sequence[Path]) -> tuple[Problem, ...]:
    """Return every place where the files `inputs`, taken together, break a rule; warnings are among them.

    Raises
    ------
    InputError
        If a file does not exist or its extension is unknown.
    DataError
        If a file cannot be parsed, which leaves nothing to judge.
    """
    sources = read_sources(data_files(inputs))
    return broken_rules(parse(sources), sources)


def read_sources(paths: Iterable[Path]) -> list[Source]:
    """Read all `paths`."""
    return [read_source(path) for path in paths]


def broken_rules(quads: Iterable[ox.Quad], sources: Sequence[Source]) -> tuple[Problem, ...]:
    """Return every place where `quads`, which were read from `sources`, break a rule of the model."""
    from graph.triples import triples_of_text

    text = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    return broken_among(triples_of_text(text or b""), sources)


def broken_among(triples: Triples, sources: Sequence[Source | LargeFile]) -> tuple[Problem, ...]:
    """Return every place where `triples`, which were read from `sources`, break a rule of the model."""
    from graph.validation import judge

    return tuple(sorted(_located(violation, sources) for violation in judge(triples).violations))


def _located(violation: Violation, sources: Sequence[Source | LargeFile]) -> Problem:
    """Put a violation in its place: where its focus node is described, or else where it is mentioned."""
    iri = violation.focus
    describing = [source for source in sources if source.describes(iri)]
    for source in describing or sources:
        line = source.line_of(iri)
        if line:
            return _problem(violation, source.name, line)
    return _problem(violation, ", ".join(source.name for source in sources), 0)


def _problem(violation: Violation, file: str, line: int) -> Problem:
    return Problem(file, line, 0, violation.focus, violation.rule, str(violation), violation.severity)
