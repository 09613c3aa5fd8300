"""The shortest paths among several entities, to be added to a picture, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.knowledge import KnowledgeGraph
from graph.model import Path
from graph.settings import LIMITS
from graph.ui.words import say


@dataclass(frozen=True, slots=True)
class Found:
    """Every entity on the shortest paths, and a sentence for each pair without one or with too many."""

    entities: tuple[str, ...] = ()
    linked: bool = False
    """Whether there is any path."""
    sentences: tuple[str, ...] = ()
    """Plain text, with labels from data in it."""


def paths_among(graph: KnowledgeGraph, entities: Sequence[str]) -> Found:
    """Return what lies on the shortest paths between each two of `entities`, themselves included."""
    pairs = list(combinations(dict.fromkeys(entities), 2))
    passed, sentences, linked = dict.fromkeys(entities), list[str](), False
    for one, other in pairs[: LIMITS.marked_pairs]:
        shortest, cut = _shortest(graph, one, other)
        passed |= {end.iri: None for path in shortest for hop in path.hops for end in (hop.start, hop.end)}
        linked = linked or bool(shortest)
        sentences += _said(graph, one, other, bool(shortest), cut)
    if len(pairs) > LIMITS.marked_pairs:
        sentences.append(say("explore.paths_too_many", pairs=LIMITS.marked_pairs, all_pairs=len(pairs)))
    return Found(tuple(passed), linked, tuple(sentences))


def _shortest(graph: KnowledgeGraph, one: str, other: str) -> tuple[list[Path], bool]:
    """Return the paths of fewest hops, and whether there are more of them than the limit allows."""
    answer = graph.paths(one, other, k=LIMITS.marked_paths + 1)
    fewest = min((len(path.hops) for path in answer.paths), default=0)
    shortest = [path for path in answer.paths if len(path.hops) == fewest]
    return shortest[: LIMITS.marked_paths], len(shortest) > LIMITS.marked_paths


def _said(graph: KnowledgeGraph, one: str, other: str, linked: bool, cut: bool) -> list[str]:
    ends = {"one": graph.resolve(one).label, "other": graph.resolve(other).label}
    if not linked:
        return [say("explore.paths_none", hops=LIMITS.path_max_hops, **ends)]
    return [say("explore.paths_cut", paths=LIMITS.marked_paths, **ends)] if cut else []
