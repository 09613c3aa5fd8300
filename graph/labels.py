"""The label index as it is written: every name of every entity, in the forms in which names are compared."""

from __future__ import annotations

import re
import sqlite3
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph.namespaces import AG, local_name
from graph.resources import application_query

if TYPE_CHECKING:
    from graph.store import Store

_EVERYTHING = AG + "Entity"
"""The class above all others, which says nothing of who has another."""
_SCHEMA = """
CREATE TABLE name (
  id INTEGER PRIMARY KEY, entity TEXT NOT NULL, label TEXT NOT NULL, type TEXT NOT NULL,
  stated TEXT NOT NULL, text TEXT NOT NULL, folded TEXT NOT NULL, latin TEXT NOT NULL
);
CREATE INDEX name_folded ON name (folded);
CREATE INDEX name_latin ON name (latin);
CREATE INDEX name_stated ON name (stated);
CREATE INDEX name_entity ON name (entity);
CREATE VIRTUAL TABLE trigram USING fts5(latin, content='name', content_rowid='id', tokenize='trigram');
"""


class Match(NamedTuple):
    """An entity that a search found, and the name of it that matched."""

    iri: str
    label: str
    type: str
    matched: str
    score: float


class LabelEntry(NamedTuple):
    """One name in the index, with the entity it leads to."""

    entity: str
    """IRI of the entity the name leads to: the canonical one where the named one is folded into it."""
    label: str
    type: str
    stated: str
    """IRI of the entity that the name is stated of."""
    text: str


def label_entries(store: Store) -> Iterator[LabelEntry]:
    """Yield every name of every entity in `store`, as the label index wants them."""
    labels: dict[str, str] = {}
    for entity, label in store.select(application_query("search_labels")):
        if entity is not None and label is not None:
            labels[entity.value] = min(label.value, labels.get(entity.value, label.value))
    rows = {
        (entity.value, name.value, (canonical or entity).value)
        for entity, name, canonical in store.select(application_query("search_names"))
        if entity is not None and name is not None
    }
    yield from entries_of(rows, labels, _most_specific(store))


def entries_of(
    names: Iterable[tuple[str, str, str]], labels: Mapping[str, str], types: Mapping[str, str]
) -> Iterator[LabelEntry]:
    """Yield an entry for each of `names`, in their order, that an entity bears.

    Parameters
    ----------
    names
        The entity that a name is stated of, the name, and the entity that it leads to.
    labels
        The label that people read, of each entity that has one.
    types
        The name of the class of each entity; what has none is no entity.
    """
    for entity, text, canonical in sorted(names):
        if entity in types:
            label = labels.get(canonical) or labels.get(entity, text)
            yield LabelEntry(canonical, label, types.get(canonical, types[entity]), entity, text)


def _most_specific(store: Store) -> dict[str, str]:
    """Return the name of the class of each entity that has no narrower one, the first by name of several."""
    broader: dict[str, set[str]] = {}
    for narrow, broad in store.select(application_query("class_parents")):
        if narrow is not None and broad is not None and narrow != broad:
            broader.setdefault(narrow.value, set()).add(broad.value)
    classes: dict[str, set[str]] = {}
    for entity, kind in store.select(application_query("entity_classes")):
        if entity is not None and kind is not None:
            classes.setdefault(entity.value, set()).add(kind.value)
    return {entity: narrowest(found, broader) for entity, found in classes.items()}


def narrowest(classes: set[str], broader: Mapping[str, set[str]]) -> str:
    """Return the name of the class that stands above no other; where they stand in a circle, of any."""
    above: set[str] = {_EVERYTHING} if len(classes) > 1 else set()
    waiting = list(classes)
    while waiting:
        higher = broader.get(waiting.pop(), set()) - above
        above |= higher
        waiting += higher
    return min(map(local_name, (classes - above) or classes))


def keep_index(store: Store, path: Path) -> None:
    """Make the label index of `store` in the file `path`, whole or not at all, unless a sound one is there.

    Raises
    ------
    StoreError
        If the store was given another build meanwhile.
    """
    if _is_sound(path):
        return
    entries = list(label_entries(store))
    store.require_unchanged()
    # A machine that lets nothing be kept is no fault: the next reader makes the index again.
    with suppress(OSError), tempfile.TemporaryDirectory(dir=path.parent) as beside:
        fresh = Path(beside) / path.name
        write_label_index(fresh, entries)
        fresh.replace(path)


def _is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("SELECT stated FROM name LIMIT 1")
    except sqlite3.Error:
        return False
    return True


def write_label_index(path: Path, entries: Iterable[LabelEntry]) -> None:
    """Write a label index to the new file `path`.

    Raises
    ------
    OSError
        If the machine refuses, for example because the disk is full.
    """
    try:
        with closing(sqlite3.connect(path)) as connection:
            fill_index(connection, entries)
    except sqlite3.OperationalError as error:
        raise OSError(f"the label index cannot be written: {error}") from error


def change_label_index(path: Path, entries: Iterable[LabelEntry]) -> None:
    """Let the names in the label index at `path` lead where `entries` say; no name comes or goes.

    Raises
    ------
    OSError
        If the machine refuses.
    """
    said = "UPDATE name SET entity = ?, label = ?, type = ? WHERE stated = ? AND text = ?"
    try:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.executemany(said, (tuple(entry) for entry in entries))
    except sqlite3.OperationalError as error:
        raise OSError(f"the label index cannot be written: {error}") from error


def fill_index(connection: sqlite3.Connection, entries: Iterable[LabelEntry]) -> None:
    """Write `entries` into an empty database."""
    connection.executescript(_SCHEMA)
    connection.executemany(
        "INSERT INTO name (entity, label, type, stated, text, folded, latin) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((*entry, folded_form(entry.text), latin_form(entry.text)) for entry in entries),
    )
    connection.execute("INSERT INTO trigram (trigram) VALUES ('rebuild')")
    connection.commit()


@lru_cache(maxsize=4096)
def folded_form(text: str) -> str:
    """Return `text` without the differences that no reader sees: case, width, spacing."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@lru_cache(maxsize=4096)
def latin_form(text: str) -> str:
    """Return `text` in plain Latin letters and figures, words apart; empty if it has none (an emoji has)."""
    folded = folded_form(text)
    if not folded.isascii():
        from anyascii import anyascii

        folded = anyascii(folded).lower()
    return " ".join(re.findall(r"[a-z0-9]+", folded.replace("'", "")))
