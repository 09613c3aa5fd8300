"""Find entities by their names: exactly, in another script, or misspelt.

The index is an SQLite file, so that a search needs neither the triple store nor rdflib. Three trigrams
in common make a name a candidate; the candidates are then compared letter by letter.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import AmbiguousEntityError, InputError, StoreError, UnknownEntityError
from graph.labels import LabelEntry, Match, fill_index, folded_form, keep_index, label_entries, latin_form
from graph.layout import LABELS, folder_in_use, is_address
from graph.namespaces import ID
from graph.settings import LIMITS

if TYPE_CHECKING:
    from graph.model import Ref
    from graph.store import Store

_SHORTEST_FUZZY = 3
"""Letters below which a search text is compared with whole names and words only: it is like everything."""
_CONTAINED = 0.92
"""What a name counts of which the text is only a part."""
_WORD_BY_WORD = 0.88
"""What a name counts in which the words of the text stand apart or in another order."""
_ARTICLE = "the "


class _Candidate(NamedTuple):
    entity: str
    label: str
    type: str
    text: str
    folded: str
    latin: str


class _Wanted(NamedTuple):
    """A search text in the forms in which names are compared."""

    text: str
    folded: str
    latin: str


class LabelIndex:
    """The names of all entities, open for search.

    Examples
    --------
    >>> fox = "https://w3id.org/armsgraph/id/actor/white-fox"
    >>> index = LabelIndex.of_entries([LabelEntry(fox, "White Fox", "Person", fox, "Белая лисица")])
    >>> index.search("Belaya lisitsa")[0].label
    'White Fox'
    >>> index.resolve("actor/white-fox").label
    'White Fox'
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def at(cls, location: str | Path) -> LabelIndex:
        """Open the index of the build in use at `location`: of a directory, without the store itself.

        Raises
        ------
        StoreError
            If there is no finished store of this version, or a server gives no answer.
        """
        if is_address(location):
            from graph.store import open_store

            return cls.of(open_store(location))
        path, _ = folder_in_use(location)
        return cls.open(path / LABELS)

    @classmethod
    def open(cls, path: Path) -> LabelIndex:
        """Open the index in the file `path`.

        Raises
        ------
        StoreError
            If the file is missing or is no label index.
        """
        try:
            address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            connection.execute("SELECT stated FROM name LIMIT 1")
        except sqlite3.Error as error:
            raise StoreError(
                f"The label index {str(path)!r} cannot be read ({error}). "
                "Run `armsgraph build` to write it anew."
            ) from error
        return cls(connection)

    @classmethod
    def of(cls, store: Store) -> LabelIndex:
        """Return the index of `store`: the file beside it, or one in memory made from its names.

        What is made from the names on a server is kept on this machine, whole or not at all.
        """
        path = store.label_index_path
        if path is not None and store.derives_here:
            keep_index(store, path)
            return cls.open(path) if path.is_file() else cls.of_entries(label_entries(store))
        if path is not None and path.parent.exists():
            return cls.open(path)
        return cls.of_entries(label_entries(store))

    @classmethod
    def of_entries(cls, entries: Iterable[LabelEntry]) -> LabelIndex:
        """Return an index in memory."""
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        fill_index(connection, entries)
        return cls(connection)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def search(self, text: str, limit: int = LIMITS.search_results) -> tuple[Match, ...]:
        """Return the entities with a name like `text`, the best first, each with the name that matched.

        A name that is exactly `text` scores 100, one that is so in another case or script a little less;
        a misspelt one by how many letters are right. Equal scores stand in the order of label and IRI.

        Raises
        ------
        InputError
            If `text` is empty, or longer than any name.
        """
        wanted = _wanted(text)
        best: dict[str, Match] = {}
        for candidate in self._candidates(wanted):
            score = _score(wanted, candidate)
            known = best.get(candidate.entity)
            first = known is None or (-score, candidate.text) < (-known.score, known.matched)
            if first and score >= LIMITS.search_min_score:
                best[candidate.entity] = Match(
                    candidate.entity, candidate.label, candidate.type, candidate.text, score
                )
        ranked = sorted(best.values(), key=lambda match: (-match.score, match.label, match.iri))
        return tuple(ranked[: max(limit, 0)])

    def resolve(self, name: str) -> Ref:
        """Return the one entity that `name` means: an IRI, ``id:actor/x``, ``actor/x``, a label or an alias.

        A name is looked for as it is, then in any case, then in any script; a person is also known by
        the end of the name, the surname. "The White House" means the White House.

        Raises
        ------
        InputError
            If `name` is empty, or longer than any name.
        UnknownEntityError
            If nothing is called so; similar names are suggested.
        AmbiguousEntityError
            If several entities are; all are listed.
        """
        wanted = _wanted(name)
        for column, value in self._ways_to_mean(wanted):
            found = self._entities(column, value)
            if len(found) > 1:
                raise AmbiguousEntityError(name, [(ref.iri, ref.label) for ref in found])
            if found:
                return found[0]
        if (called := name.strip()).casefold().startswith(_ARTICLE):
            return self.resolve(called[len(_ARTICLE) :])
        raise UnknownEntityError(name, self._suggestions(name))

    def names_of(self, entity: str) -> tuple[str, ...]:
        """Return the names that lead to an entity and do not stand in its label, the shortest first."""
        rows = self._connection.execute("SELECT label, text FROM name WHERE entity = ?", (entity,))
        names = {text for label, text in rows if text.casefold() not in label.casefold()}
        return tuple(sorted(names, key=lambda text: (len(text), text)))

    def _ways_to_mean(self, wanted: _Wanted) -> Iterator[tuple[str, str]]:
        text = wanted.text.removeprefix("<").removesuffix(">")
        yield "stated", text
        yield "stated", ID + text.removeprefix("id:")
        yield "text", wanted.text
        yield "folded", wanted.folded
        if wanted.latin:
            yield "latin", wanted.latin
            yield "surname", f"% {wanted.latin}"

    def _entities(self, column: str, value: str) -> list[Ref]:
        from graph.model import Ref

        rows = self._connection.execute(_BY_COLUMN[column], (value,))
        return sorted((Ref(entity, label) for entity, label in rows), key=lambda ref: (ref.label, ref.iri))

    def _suggestions(self, name: str) -> tuple[str, ...]:
        matches = self.search(name, LIMITS.suggestion_count)
        near = (match.label for match in matches if match.score >= LIMITS.suggestion_min_score)
        return tuple(dict.fromkeys(near))

    def _candidates(self, wanted: _Wanted) -> Iterator[_Candidate]:
        """Yield the names worth comparing: all of a small index, otherwise those that share letters."""
        yield from self._rows(_EXACT, (wanted.folded, wanted.latin))
        most = LIMITS.search_candidates
        if self._size <= most:
            yield from self._rows(_ALL, ())
            return
        trigrams = {wanted.latin[i : i + 3] for i in range(len(wanted.latin) - 2)}
        if trigrams:
            yield from self._rows(_BY_TRIGRAM, (" OR ".join(f'"{one}"' for one in sorted(trigrams)), most))
        elif wanted.latin:
            yield from self._rows(_BY_START, (f"{wanted.latin}%", f"% {wanted.latin}%", most))

    @property
    def _size(self) -> int:
        return int(next(self._connection.execute("SELECT MAX(id) FROM name"))[0] or 0)

    def _rows(self, query: str, values: tuple[str | int, ...]) -> Iterator[_Candidate]:
        try:
            yield from (_Candidate(*row) for row in self._connection.execute(query, values))
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"The label index is damaged ({error}). Run `armsgraph build` to write it anew."
            ) from error


_BY_COLUMN = {
    "stated": "SELECT DISTINCT entity, label FROM name WHERE stated = ?",
    "text": "SELECT DISTINCT entity, label FROM name WHERE text = ?",
    "folded": "SELECT DISTINCT entity, label FROM name WHERE folded = ?",
    "latin": "SELECT DISTINCT entity, label FROM name WHERE latin = ?",
    "surname": "SELECT DISTINCT entity, label FROM name WHERE type = 'Person' AND latin LIKE ?",
}
_ALL = "SELECT entity, label, type, text, folded, latin FROM name"
_EXACT = "SELECT entity, label, type, text, folded, latin FROM name WHERE folded = ? OR latin = ?"
_BY_START = (
    "SELECT entity, label, type, text, folded, latin FROM name WHERE latin LIKE ? OR latin LIKE ? LIMIT ?"
)
_BY_TRIGRAM = """
    SELECT entity, label, type, text, folded, name.latin FROM trigram JOIN name ON name.id = trigram.rowid
    WHERE trigram MATCH ? ORDER BY bm25(trigram) LIMIT ?
"""


def _wanted(text: str) -> _Wanted:
    # A command line hands bytes that are no text on as halves of surrogate pairs, which no name holds.
    stripped = text.encode("utf-8", "replace").decode("utf-8").strip()
    if not stripped:
        raise InputError("The search text is empty. Give a label, an alias, or a part of one.")
    if len(stripped) > LIMITS.search_max_letters:
        raise InputError(
            f"The search text has {len(stripped):,} letters, more than any name. "
            f"Give a label, an alias, or a part of one, of at most {LIMITS.search_max_letters:,} letters."
        )
    return _Wanted(stripped, folded_form(stripped), latin_form(stripped))


def _score(wanted: _Wanted, candidate: _Candidate) -> float:
    """Return how well the name matches, from 0 to 100."""
    if candidate.text == wanted.text:
        return 100.0
    if candidate.folded == wanted.folded:
        return 99.5
    if not wanted.latin:
        return 0.0
    if candidate.latin == wanted.latin:
        return 99.0
    return round(min(_likeness(wanted.latin, candidate.latin), 98.0), 1)


def _likeness(wanted: str, name: str) -> float:
    from rapidfuzz import fuzz

    if f" {wanted} " in f" {name} ":
        return 90.0 + 8.0 * len(wanted) / len(name)
    if len(wanted) < _SHORTEST_FUZZY:
        return 0.0
    if f" {name}".find(f" {wanted}") >= 0:
        return 80.0 + 10.0 * len(wanted) / len(name)
    whole = max(fuzz.ratio(wanted, name), fuzz.token_sort_ratio(wanted, name))
    part = _CONTAINED * fuzz.partial_ratio(wanted, name) if _SHORTEST_FUZZY < len(wanted) < len(name) else 0.0
    return max(whole, part, _WORD_BY_WORD * _word_likeness(wanted.split(), name.split()))


def _word_likeness(wanted: list[str], words: list[str]) -> float:
    """Return how well several words are all found in a name, in any order; 0 where one is missing.

    A name with few other words is the likelier one.
    """
    from rapidfuzz import fuzz

    if len(wanted) < 2:
        return 0.0
    best = [max((fuzz.ratio(one, word) for word in words), default=0.0) for one in wanted]
    if min(best) < LIMITS.search_min_word_score:
        return 0.0
    return sum(best) / len(best) * (0.95 + 0.05 * len(wanted) / len(words))
