"""What differs between two states of an import, row by row: added, changed, removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graph.mapping.vocabulary import vocabulary
from graph.namespaces import AG, ID

_MASK = (1 << 64) - 1
_PLACE_ONLY = (f"<{AG}line>".encode(), f"<{AG}document>".encode())
"""Where a claim stands in its table is no content of it."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The keys of rows that are new, say something else, or are gone, each in order.

    Where no claim is of one row alone, as in imports of RDF and of entities, they are the things that the
    claims are about, by the ends of their IRIs.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is any."""
        return bool(self.added or self.changed or self.removed)


def changes_between(name: str, before: Path | None, after: Path) -> Changes:
    """Return how the rows in `after` differ from those in `before`.

    Parameters
    ----------
    name
        Of the import.
    before, after
        Its statements in N-Triples, in any order; None where there was no such import.
    """
    old = row_digests(name, before) if before else {}
    new = row_digests(name, after)
    if not old and not new:
        old = thing_digests(name, before) if before else {}
        new = thing_digests(name, after)
    return Changes(
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(key for key, digest in new.items() if old.get(key, digest) != digest)),
        tuple(sorted(old.keys() - new.keys())),
    )


def row_digests(name: str, path: Path) -> dict[str, int]:
    """Return for each row, by its key, a number that changes with anything its claims say.

    The order of statements makes no difference, nor on which line the row stands.
    """
    prefix = f"<{ID}{name}/claim/".encode()
    start = len(prefix)
    digests: dict[bytes, int] = {}
    with path.open("rb") as lines:
        for line in lines:
            if line.startswith(prefix) and line[line.index(b"> ") + 2 :].startswith(_PLACE_ONLY) is False:
                key = line[start : line.index(b"/", start)]
                digests[key] = (digests.get(key, 0) + hash(line)) & _MASK
    return {key.decode(): digest for key, digest in digests.items()}


def thing_digests(name: str, path: Path) -> dict[str, int]:
    """Return for each thing that shared claims are about a number that changes with anything they say."""
    prefix = f"<{ID}{name}/shared-claim/".encode()
    start = len(prefix)
    digests: dict[str, int] = {}
    with path.open("rb") as lines:
        for line in lines:
            if line.startswith(prefix) and not line[line.index(b"> ") + 2 :].startswith(_PLACE_ONLY):
                thing = _thing_of(line[start : line.index(b">")].decode())
                digests[thing] = (digests.get(thing, 0) + hash(line)) & _MASK
    return digests


def _thing_of(place: str) -> str:
    """Return the thing that a shared claim is about: what stands before the relation in its IRI."""
    parts = place.split("/")
    end = next((at for at, part in enumerate(parts) if part in vocabulary().relations), len(parts))
    return "/".join(parts[:end])


@dataclass(frozen=True, slots=True)
class Known:
    """What of an import is written already, so that rows can be added to it."""

    places: frozenset[str]
    keys: frozenset[str]
    documents: frozenset[str]


NOTHING = Known(frozenset(), frozenset(), frozenset())


def with_staged(held: Known, staged: Known, keys: Iterable[str]) -> Known:
    """Return what is `held` and what was `staged` of an import, of whose rows those with `keys` were taken.

    The documents of staged rows are not among those that are held: they are known by their tables.
    """
    return Known(held.places | staged.places, held.keys | frozenset(keys), held.documents)


def known_in(name: str, path: Path) -> Known:
    """Return what is written in a file of statements of an import."""
    base = f"<{ID}{name}/".encode()
    places: set[bytes] = set()
    keys: set[bytes] = set()
    with path.open("rb") as lines:
        for subject in _subjects(lines, base):
            kind, _, rest = subject.partition(b"/")
            if kind == b"claim":
                keys.add(rest.partition(b"/")[0])
            elif kind == b"shared-claim":
                places |= {subject, b"proposition/" + rest.partition(b"/by/")[0]}
                places.add(b"proposition/" + rest.rpartition(b"/")[0])
            elif kind != b"proposition":
                places.add(subject)
    texts = frozenset(place.decode() for place in places)
    documents = frozenset(place for place in texts if place.startswith("document/"))
    return Known(texts, frozenset(key.decode() for key in keys), documents)


def _subjects(lines: Iterable[bytes], base: bytes) -> Iterable[bytes]:
    start, last = len(base), b""
    for line in lines:
        if line.startswith(base):
            subject = line[start : line.index(b">")]
            if subject != last:
                last = subject
                yield subject
