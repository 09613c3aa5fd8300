"""Words of a build in which those of a few things were derived anew, all else is as it was."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.columns import NONE
from graph.columns.patching import Tables
from graph.columns.splicing import Array, Splice, spliced
from graph.namespaces import GRAPH_CURATED
from graph.triples import Ids
from graph.triples.layout import Offsets
from graph.wordings import Pieces, Wordings, pieces_of_bytes
from graph.wordings.layout import GRAPHS

_CLAIM_TEXTS = ("gloss", "anchor", "note", "made_on")
_CLAIM_NUMBERS = ("made_on_precision", "made_on_basis", "line", "start", "end")
_AS_BEFORE = (
    "graphs",
    "relation",
    "title",
    "published",
    "published_precision",
    "published_basis",
    "url",
    "digest",
)
Subjects = Collection[bytes]
"""Things as N-Triples write them."""


def patched_words(old: Wordings, other: Wordings, tables: Tables, statements: tuple[Splice, Ids]) -> Wordings:
    """Return the words of a build after its tables were spliced.

    Parameters
    ----------
    old, other
        The words of the whole, and those of the part from which something is taken.
    tables
        Where the rows of the columns come from.
    statements
        Where those of the statements come from, and with which entity each goes.
    """
    said = _texts(statements[0], old, other, "statements")
    # Every field by its name: which of them are texts and which arrays no type checker can see here.
    held = dict(_fields(old, other, tables))
    return Wordings(**held, statements=said, statement_home=statements[1])  # type: ignore[arg-type]


def same_words(old: Wordings, other: Wordings, tables: Tables) -> bool:
    """Return whether `old`, but for its statements, stays as it is with what comes from `other`."""
    return all(_alike(getattr(old, name), found) for name, found in _fields(old, other, tables))


def _alike(one: Pieces | Array, other: Pieces | Array) -> bool:
    if isinstance(one, Pieces) and isinstance(other, Pieces):
        return np.array_equal(one.offsets, other.offsets) and np.array_equal(one.letters, other.letters)
    return one is other or np.array_equal(np.asarray(one), np.asarray(other))


def _fields(old: Wordings, other: Wordings, tables: Tables) -> Iterator[tuple[str, Pieces | Array]]:
    """Yield every field but the statements, one after the other, so that memory need not hold all of them."""
    claims, propositions, entities = tables.claims, tables.propositions, tables.entities
    known = _known(old.graphs, other.graphs)
    for rows, names in (
        (claims, _CLAIM_TEXTS),
        (propositions, ("value", "language")),
        (entities, ("label",)),
    ):
        yield from ((name, _texts(rows, old, other, name)) for name in names)
    for name in _CLAIM_NUMBERS:
        yield name, claims.values(getattr(old, name), getattr(other, name))
    for name in _AS_BEFORE:
        yield name, getattr(old, name)
    for rows, name in ((claims, "claim"), (propositions, "proposition"), (entities, "entity")):
        graph = f"{name}_graph"
        yield graph, rows.values(getattr(old, graph), known[getattr(other, graph)])
    for rows, of, names in (
        (claims, entities, ("said_to_offsets", "said_to")),
        (propositions, propositions, ("rival_offsets", "rivals")),
    ):
        yield from zip(names, _lists(rows, of, old, other, names), strict=True)
    for rows, names in ((propositions, ("datatypes", "datatype")), (entities, ("types", "kinds"))):
        held, more = ((getattr(one, names[0]), getattr(one, names[1])) for one in (old, other))
        yield from zip(names, _first_used(rows, held, more), strict=True)


def _lists(
    rows: Splice, of: Splice, old: Wordings, other: Wordings, names: Sequence[str]
) -> tuple[Offsets, Ids]:
    held, more = (
        (getattr(one, names[0]), now[getattr(one, names[1])])
        for one, now in ((old, of.kept), (other, of.came))
    )
    return rows.lists(held, more)


def spliced_statements(
    old: Wordings, parts: tuple[Wordings, Wordings], rows: Ids, entities: Splice, subjects: Subjects
) -> tuple[Splice, Ids] | None:
    """Return where statements come from if those about `subjects` are told anew, and their homes.

    Parameters
    ----------
    old
        The words of the whole.
    parts
        Those of a part of it, as they were and as they are.
    rows
        The old row of each entity of the part as it was.
    entities
        Where the entities of the whole come from now.
    subjects
        The things that are told otherwise.

    Returns
    -------
    tuple or None
        None where the whole does not tell of `subjects` what the part told.
    """
    before, after = parts
    graphs = {f"{GRAPHS}{text.decode()}".encode(): place for place, text in enumerate(old.graphs)}
    keys = _Keys(old, graphs)
    gone = np.zeros(len(old.statements), np.bool_)
    for row, text in _about(before, subjects):
        found = keys.place(int(rows[before.statement_home[row]]), _key(graphs, text))
        if old.statements.slice(found, found + 1) != [text]:
            return None
        gone[found] = True
    stays = np.flatnonzero(~gone)
    moved = entities.kept[old.statement_home[stays]]
    homes = entities.came[after.statement_home]
    coming = sorted((int(homes[row]), _key(graphs, text), row) for row, text in _about(after, subjects))
    if (moved == NONE).any() or (coming and coming[0][0] == NONE):
        return None
    places = [keys.before(stays, moved, home, key) for home, key, _ in coming]
    others = len(after.statements)
    splice = spliced(
        gone, others, np.array([row for *_, row in coming], np.int64), np.array(places, np.int64)
    )
    return splice, splice.numbers(old.statement_home, after.statement_home, entities)


def subject_of(text: bytes) -> bytes:
    """Return what a statement is about, as it is written."""
    return text[: text.index(b" ")]


def _about(words: Wordings, subjects: Subjects) -> Iterator[tuple[int, bytes]]:
    for place, text in enumerate(words.statements):
        if subject_of(text) in subjects:
            yield place, text


def _key(graphs: Mapping[bytes, int], text: bytes) -> tuple[int, bytes]:
    """Return by what statements of one entity are ordered: their graph, and what they are about."""
    subject, _, rest = text[: text.index(b"\n")].split(b" ", 2)
    behind = rest[rest.rindex(b'"') :] if rest[:1] == b'"' else rest
    graph = behind.partition(b" <")[2]
    return graphs[graph[:-3] if graph else GRAPH_CURATED.encode()], subject


@dataclass(frozen=True, slots=True)
class _Keys:
    """Where statements belong among those of a whole."""

    words: Wordings
    graphs: Mapping[bytes, int]

    def place(self, home: int, key: tuple[int, bytes]) -> int:
        """Return the row before which a statement of an entity belongs."""
        first, last = _of(home, self.words.statement_home)
        return int(first + bisect_left(range(first, last), key, key=self._at))

    def before(self, stays: Offsets, moved: Ids, home: int, key: tuple[int, bytes]) -> int:
        """Return the same, of the rows that stay and have moved to other entities."""
        first, last = _of(home, moved)
        place = first + bisect_left(stays[first:last], key, key=self._at)
        return int(stays[place]) if place < len(stays) else len(self.words.statements)

    def _at(self, row: int) -> tuple[int, bytes]:
        return _key(self.graphs, self.words.statements.slice(int(row), int(row) + 1)[0])


def _of(home: int, homes: Ids) -> tuple[int, int]:
    """Return where the statements of an entity begin and end."""
    first, last = np.searchsorted(homes, np.array((home, home + 1), homes.dtype)).tolist()
    return first, last


def _texts(rows: Splice, old: Wordings, other: Wordings, name: str) -> Pieces:
    held, more = getattr(old, name), getattr(other, name)
    offsets, letters = rows.lists((held.offsets, held.letters), (more.offsets, more.letters))
    return Pieces(letters, offsets)


def _known(old: Pieces, other: Pieces) -> Ids:
    """Return the place of each text of `other` in `old`; behind the last that of no text, `NONE`."""
    places = {text: place for place, text in enumerate(old)}
    return np.array([*(places.get(text, NONE) for text in other), NONE], np.int32)


def _first_used(rows: Splice, old: tuple[Pieces, Ids], other: tuple[Pieces, Ids]) -> tuple[Pieces, Ids]:
    """Return texts in the order in which rows use them first, and the place of that of each row."""
    texts = list(dict.fromkeys([*old[0], *other[0]]))
    numbers = {text: number for number, text in enumerate(texts)}
    place = np.array([*(numbers[text] for text in other[0]), NONE], np.int32)
    found = rows.values(old[1], place[other[1]])
    used, first = np.unique(found, return_index=True)
    order = used[np.argsort(first)]
    order = order[order != NONE]
    now = np.full(len(texts) + 1, NONE, np.int32)
    now[order] = np.arange(len(order), dtype=np.int32)
    return pieces_of_bytes([texts[one] for one in order.tolist()]), now[found]
