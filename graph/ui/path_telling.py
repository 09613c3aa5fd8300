"""The paths of the page held against another telling: what it is, and how many of them it tells."""

from __future__ import annotations

from dataclasses import replace

from graph.pathfinding import PathComparison, PathQuestion, PathSide, compare_paths
from graph.ui.opening import Opened
from graph.ui.session import PathState
from graph.ui.widening import network_for, restriction
from graph.ui.words import say


def told_by(opened: Opened, name: str) -> Opened:
    """Return the graph as told by `name`, all other conditions of the page kept.

    Raises
    ------
    InputError
        If nobody is called so.
    """
    meant = opened.everything.outlook(told_by=[name])
    asked = replace(
        opened.perspective,
        told_by=meant.told_by,
        own_voice=meant.own_voice,
        background=opened.perspective.background or meant.background,
    )
    return opened.under(asked)


def held_against(opened: Opened, other: Opened, state: PathState) -> PathComparison:
    """Return the paths that are asked for as told here and as told in `other`."""
    asked = PathQuestion(state.start, state.end, state.count, state.hops, restriction(state))
    return compare_paths(network_for(opened, state), network_for(other, state), asked)


def comparison_words(found: PathComparison, other: str) -> str:
    """Return how many of the paths the other telling tells, as sentences."""
    told, alone = found.told(PathSide.BOTH, PathSide.ONLY_OTHER), found.told(PathSide.ONLY_OTHER)
    if not told:
        return say("paths.beside-none", other=other, n=len(found.paths))
    words = say("paths.beside-sentence", other=other, told=told, n=len(found.paths))
    return f"{words} {say('paths.beside-only', n=alone)}" if alone else words
