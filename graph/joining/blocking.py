"""Which entities are compared at all: those that share a designation, a rare word or a spelling.

Everything else is left alone, so that the work grows with the number of names, not with its square. A key
that too many entities share says nothing and is passed over; how often that happened is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.joining.callings import calling
from graph.joining.entities import Joinable
from graph.joining.names import name_parts
from graph.joining.sounds import sound
from graph.joining.vocabulary import vocabulary
from graph.settings import BULK_LIMITS

Pair = tuple[int, int]
"""Two places in the sequence of entities, the smaller first."""
_SHORTEST_SKELETON = 3
_VOWELS = str.maketrans("", "", "aeiouy")


@dataclass(frozen=True, slots=True)
class Candidates:
    """The pairs that are worth a comparison."""

    pairs: tuple[Pair, ...]
    passed_over: int
    """Keys that too many entities share, and that made no pairs."""
    cut: bool
    """Whether there were more pairs than are looked at."""


def candidates(
    entities: Sequence[Joinable],
    *,
    within: bool = False,
    most_sharing: int = BULK_LIMITS.joining_entities_per_key,
    most_pairs: int = BULK_LIMITS.joining_pairs,
) -> Candidates:
    """Return the pairs of `entities` of one kind that share something rare.

    Parameters
    ----------
    within
        Also pairs of one graph, where one list names a thing twice.
    most_sharing
        Entities that may share a key before it says nothing.
    most_pairs
        Pairs that are looked at.
    """
    blocks: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, one in enumerate(entities):
        for key in _keys(one):
            blocks[one.kind, key].append(place)
    pairs: dict[Pair, None] = {}
    passed_over, cut = 0, False
    for _, block in sorted(blocks.items(), key=lambda item: (len(item[1]), item[0])):
        if len(block) > most_sharing:
            passed_over += 1
            continue
        pairs.update(dict.fromkeys(_across(entities, block, within)))
        if len(pairs) > most_pairs:
            cut = True
            break
    return Candidates(tuple(sorted(pairs)[:most_pairs]), passed_over, cut)


def _across(entities: Sequence[Joinable], block: Sequence[int], within: bool) -> Iterator[Pair]:
    """Yield the pairs of a block that lie in two graphs."""
    for place, a in enumerate(block):
        for b in block[place + 1 :]:
            if within or entities[a].graph != entities[b].graph:
                yield (a, b)


def _keys(one: Joinable) -> frozenset[str]:
    make = _weapon_keys if one.kind == "Weapon" else _called_keys
    return frozenset(key for name in one.names for key in make(name))


def _weapon_keys(name: str) -> Iterator[str]:
    parts = name_parts(name)
    yield from (f"designation {each.family}" for each in parts.designations)
    for word in parts.words:
        yield f"word {word}"
        yield from _skeleton(word)
        yield f"sound {sound(word)}"
    yield from (f"word {each.stem}" for each in parts.designations if each.stem)
    if parts.is_a_kind:
        yield "kind " + " ".join(sorted(parts.bare_kinds))


def _called_keys(name: str) -> Iterator[str]:
    called = calling(name)
    yield "words " + " ".join(sorted(called.words))
    yield "sounds " + " ".join(called.sounds)
    yield from (f"initials {each}" for each in (called.acronym, called.initials) if each)
    if called.state:
        yield "words " + called.state
    longest = sorted((word for word in called.words if word not in vocabulary().weightless), key=len)[-2:]
    for word in longest:
        yield from _skeleton(word)


def _skeleton(word: str) -> Iterable[str]:
    """Return the consonants of a word, doubled ones once: what most misspellings leave alone."""
    bare = word[:1] + word[1:].translate(_VOWELS)
    once = "".join(letter for place, letter in enumerate(bare) if not place or bare[place - 1] != letter)
    return (f"skeleton {once}",) if len(once) >= _SHORTEST_SKELETON else ()
