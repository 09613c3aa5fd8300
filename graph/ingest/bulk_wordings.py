"""The words that exports write, from the statements of a build as integers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from graph.columns import NONE
from graph.ingest.bulk_deriving import Following, rivals_judged
from graph.ingest.bulk_labels import types_of
from graph.lexicon import Lexicon
from graph.lexicon.words import most_specific_first
from graph.namespaces import AG, RDFS, SKOS
from graph.triples import Triples, read_triples
from graph.wordings import Wordings, values_in_english, wordings_among


def words_among(following: Following, graphs: Mapping[str, Sequence[Path]]) -> Wordings:
    """Return the words of a build, as a store would tell them.

    Parameters
    ----------
    following
        What follows from all that people wrote.
    graphs
        The names of the graphs in which they wrote it, and the files with what each holds.

    Raises
    ------
    OSError
        If a file cannot be read.
    """
    derived = following.derived
    triples = derived.statements.triples
    labels = {**_labels(triples, RDFS + "label"), **_labels(triples, SKOS + "prefLabel")}
    lexicon = Lexicon(labels, types_of(derived.statements, most_specific_first))
    told = _told(following, graphs)
    return wordings_among(told, derived.columns, lexicon, following.identity, _rivals(following))


def _told(following: Following, graphs: Mapping[str, Sequence[Path]]) -> Iterator[tuple[str, Triples]]:
    """Yield what each graph holds; one of several is read again: together they are held without names."""
    for name in sorted(graphs):
        yield name, following.written if len(graphs) == 1 else read_triples(graphs[name])


def _labels(triples: Triples, property: str) -> dict[str, str]:
    values = values_in_english(triples, property)
    things = np.flatnonzero(values != NONE)
    texts = triples.terms.values
    return dict(zip(texts(things.tolist()), texts(values[things].tolist()), strict=True))


def _rivals(following: Following) -> Iterator[tuple[int, int]]:
    """Yield the rows of propositions that cannot stand together, written or judged."""
    statements, contents = following.derived.statements, following.derived.contents
    rows = np.full(len(statements.terms), NONE, np.int32)
    rows[contents.stated.numbers] = contents.standing_for
    for one, other in (statements.triples.of(AG + "incompatibleWith"), rivals_judged(statements)):
        yield from zip(rows[one].tolist(), rows[other].tolist(), strict=True)
