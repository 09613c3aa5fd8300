"""Put what users decided about joins among the parts of a build, as judgements.

A decision about something that the parts do not hold waits: the import that named it may come back. So a
rebuild or a newer file of an import loses no decision, and what it does not concern yet does no harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from graph.builds import InputFile
from graph.ingest.parts import Part, holds_any
from graph.ingest.places import Given
from graph.joining.decisions import JOINED, Decision, kept_decisions
from graph.namespaces import AG, DCTERMS, GRAPH_CURATED, RDF, XSD

_BEGINS = f"<{JOINED}".encode()
"""What every line about a judgement begins with that comes from a decision."""
_TYPED = f"<{RDF}type>".encode()


def with_decisions(given: Given, location: str | Path) -> Given:
    """Return `given` with the decisions of the store at `location` about what it holds."""
    return Given(
        lambda folder: settled(given.parts(folder), location, folder),
        given.inputs,
        given.sources,
    )


def settled(parts: Sequence[Part], location: str | Path, folder: Path) -> list[Part]:
    """Return `parts` with the decisions of the store at `location` about what they hold, and no others.

    Parameters
    ----------
    parts
        All that the store shall hold.
    folder
        Where a file is written, if need be.

    Raises
    ------
    DataError, StoreError
        If the decisions cannot be read.
    """
    decided = tuple(kept_decisions(location).held.values())
    held = _declared(parts, {end for one in decided for end in (one.one, one.other)})
    known = (one for one in decided if {one.one, one.other} <= held)
    return with_stated(parts, {line for one in known for line in judgement_lines(one)}, folder)


def with_stated(parts: Sequence[Part], stated: Iterable[str], folder: Path) -> list[Part]:
    """Return `parts` with the lines that are `stated` beside them, in place of what was decided before."""
    kept = [_without_decisions(part, folder / f"undecided-{number}.nt") for number, part in enumerate(parts)]
    lines = sorted(stated)
    if not lines:
        return kept
    path = folder / "decided.nt"
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    curated = [part.input for part in parts if part.graph == GRAPH_CURATED]
    return [*kept, Part(GRAPH_CURATED, path, next(iter(curated), InputFile("curated", "")))]


def judgement_lines(one: Decision) -> Iterator[str]:
    """Yield the triples of a decision in N-Triples, as a store writes them."""
    subject = ox.NamedNode(one.iri)
    said: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (RDF + "type", ox.NamedNode(AG + "IdentityJudgement")),
        (AG + "sameEntity", ox.NamedNode(one.one)),
        (AG + "sameEntity", ox.NamedNode(one.other)),
        (AG + "canonical", ox.NamedNode(one.other)),
        (AG + "verdict", ox.NamedNode(AG + one.verdict.value)),
        (AG + "basis", ox.NamedNode(AG + "Inferred")),
        (AG + "reason", ox.Literal(one.reason, language="en")),
        (DCTERMS + "creator", ox.Literal(one.by)),
        (DCTERMS + "created", ox.Literal(one.on, datatype=ox.NamedNode(XSD + "dateTime"))),
    ]
    for predicate, value in said:
        yield f"{ox.Triple(subject, ox.NamedNode(predicate), value)} ."


def _declared(parts: Iterable[Part], ends: Iterable[str]) -> set[str]:
    """Return those of `ends` that get a class in `parts`."""
    wanted = {f"<{end}>".encode(): end for end in ends}
    found: set[str] = set()
    for part in parts if wanted else ():
        with part.path.open("rb") as file:
            for line in file:
                subject, _, rest = line.partition(b" ")
                if subject in wanted and rest.startswith(_TYPED):
                    found.add(wanted[subject])
    return found


def _without_decisions(part: Part, path: Path) -> Part:
    """Return `part` without judgements that come from decisions, as `path`; itself where it holds none."""
    if part.graph != GRAPH_CURATED or not holds_any(part.path, b"\n" + _BEGINS):
        return part
    with part.path.open("rb") as held, path.open("wb") as file:
        file.writelines(line for line in held if not line.startswith(_BEGINS))
    return Part(part.graph, path, part.input, part.written_here)
