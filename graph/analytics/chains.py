"""Where a pattern of links is found: its steps are joined one after the other, on arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph.analytics.nets import offsets_by
from graph.columns.stretches import stretches
from graph.settings import BULK_LIMITS

if TYPE_CHECKING:
    from graph.analytics.nets import Counts, Net
    from graph.analytics.patterns import Pattern, Step
    from graph.columns.layout import Flags


NO_FAMILIES = np.zeros((0, 2), np.int64)


class _Edges(NamedTuple):
    """The links that one step may take, the strongest first."""

    source: Counts
    target: Counts
    link: Counts
    """The place of each among the links of the network."""


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """What is looked for where: see `chains_of`."""

    net: Net
    pattern: Pattern
    of_kind: Callable[[str], Flags]
    relations: Mapping[str, Flags]
    families: Counts


@dataclass(eq=False)
class _Rows:
    """Ways to fill the blanks that were met so far."""

    blanks: dict[str, Counts]
    links: list[Counts]
    """For each step the link that it takes."""
    cut: bool = False

    def keep(self, kept: Flags | Counts) -> None:
        self.blanks = {blank: values[kept] for blank, values in self.blanks.items()}
        self.links = [values[kept] for values in self.links]


@dataclass(frozen=True, slots=True, eq=False)
class Chains:
    """What is found of a pattern, in groups of the entities for which it is counted, most first."""

    groups: Counts
    """A row for each group: the places of the entities for ``pattern.each``."""
    counted: Counts
    """How many different entities each has for ``pattern.counted``."""
    entities: Counts
    """Of the best standing chain of each group the entities for all blanks."""
    links: Counts
    """Its links, by their places in the network."""
    weakest: Counts
    """Which of the steps of that chain stands weakest."""
    found: int = 0
    """Ways to fill the blanks, in all groups together."""
    cut: bool = False
    """Whether there may be more: then each number is one of at least."""


def chains_of(
    net: Net,
    pattern: Pattern,
    *,
    of_kind: Callable[[str], Flags],
    relations: Mapping[str, Flags],
    passing: int | None = None,
    families: Counts = NO_FAMILIES,
    most_rows: int = BULK_LIMITS.motif_rows,
) -> Chains:
    """Return where `pattern` is found in `net`.

    Parameters
    ----------
    of_kind
        Says of each entity of the columns whether it is of a class.
    relations
        By each relation that the pattern names, which relations of the columns it takes in.
    passing
        The place of an entity that every chain must hold.
    families
        Places of variants, each beside that of a family of which it is one: what is linked to the variant
        is linked to the family, too, so that a chain may lead on from there.
    most_rows
        Ways to fill blanks that are held at a time: what would be more is cut, from the weakest links on.
    """
    asked = _Asked(net, pattern, of_kind, relations, families)
    rows: _Rows | None = None
    for step in pattern.steps:
        edges = _edges(asked, step)
        rows = _begun(step, edges) if rows is None else _joined(rows, step, edges, net.size, most_rows)
        _drop_what_may_not_be(rows, pattern)
    assert rows is not None, "a pattern has a step"
    if passing is not None:
        rows.keep(np.logical_or.reduce([values == passing for values in rows.blanks.values()]))
    return _grouped(net, pattern, rows)


def _edges(asked: _Asked, step: Step) -> _Edges:
    """Return the links that a step may take, the strongest first."""
    net, pattern = asked.net, asked.pattern
    meant = np.logical_or.reduce([asked.relations[one] for one in step.relations])
    links = np.flatnonzero(meant[net.relations()])
    links = links[np.argsort(net.costs()[links], kind="stable")]
    edges = _Edges(net.source[links].astype(np.int64), net.target[links].astype(np.int64), links)
    if len(asked.families):
        edges = _with_families(edges, asked.families)
    held = np.ones(len(edges.link), np.bool_)
    for blank, ends in ((step.subject, edges.source), (step.object, edges.target)):
        if blank in pattern.kinds:
            held &= asked.of_kind(pattern.kinds[blank])[net.entities][ends]
    return _Edges(*(each[held] for each in edges))


def _with_families(edges: _Edges, families: Counts) -> _Edges:
    """Return links and, behind each link of a variant, the same as one of each of its families."""
    variants, of = families[np.argsort(families[:, 0], kind="stable")].T
    for end in range(2):
        begin, after = offsets_by(variants, edges[end])
        which = np.repeat(np.arange(len(edges.link)), after - begin)
        more = [each[which] for each in edges]
        more[end] = of[stretches(begin, after - begin)]
        order = np.argsort(np.concatenate([np.arange(len(edges.link)), which]), kind="stable")
        edges = _Edges(*(np.concatenate(pair)[order] for pair in zip(edges, more, strict=True)))
    return edges


def _begun(step: Step, edges: _Edges) -> _Rows:
    return _Rows({step.subject: edges.source, step.object: edges.target}, [edges.link])


def _joined(rows: _Rows, step: Step, edges: _Edges, size: int, most: int) -> _Rows:
    """Return `rows` with every link that fits each of them."""
    ends = {step.subject: edges.source, step.object: edges.target}
    shared = [blank for blank in ends if blank in rows.blanks]
    theirs, ours = ends[shared[0]], rows.blanks[shared[0]]
    if len(shared) == 2:
        theirs, ours = (
            first * size + each[shared[1]] for first, each in ((theirs, ends), (ours, rows.blanks))
        )
    order = np.argsort(theirs, kind="stable")
    begin, end = offsets_by(theirs[order], ours)
    counts = end - begin
    kept = int(np.searchsorted(np.cumsum(counts), most, "right"))
    cut = rows.cut or kept < len(counts)
    counts, begin = counts[:kept], begin[:kept]
    which = np.repeat(np.arange(len(counts)), counts)
    fits = order[stretches(begin, counts)]
    blanks = {blank: values[which] for blank, values in rows.blanks.items()}
    blanks |= {blank: values[fits] for blank, values in ends.items()}
    return _Rows(blanks, [*(values[which] for values in rows.links), edges.link[fits]], cut)


def _drop_what_may_not_be(rows: _Rows, pattern: Pattern) -> None:
    """Leave out where two blanks have one entity, and where what may be exchanged is out of its order."""
    kept = np.ones(len(rows.links[0]), np.bool_)
    for one, other in combinations(rows.blanks, 2):
        kept &= rows.blanks[one] != rows.blanks[other]
    for one, other in pairwise(blank for blank in pattern.unordered if blank in rows.blanks):
        kept &= rows.blanks[one] < rows.blanks[other]
    rows.keep(kept)


def _grouped(net: Net, pattern: Pattern, rows: _Rows) -> Chains:
    blanks = np.column_stack([rows.blanks[blank] for blank in pattern.blanks])
    links = np.column_stack(rows.links)
    costs = net.costs()[links]
    order = np.lexsort((*blanks.T[::-1], costs.sum(axis=1), costs.max(axis=1, initial=0)))
    blanks, links, costs = blanks[order], links[order], costs[order]  # the best first, so also of a group
    each = blanks[:, [pattern.blanks.index(one) for one in pattern.each]]
    groups, first, of = _unique(each)
    different = np.unique(np.column_stack([of, blanks[:, pattern.blanks.index(pattern.counted)]]), axis=0)
    counted = np.bincount(different[:, 0], minlength=len(groups))
    most = np.lexsort((first, -counted))
    enough = counted >= pattern.at_least
    most = most[enough[most]]
    best = first[most]
    weakest = costs[best].argmax(axis=1) if len(best) else np.zeros(0, np.int64)
    return Chains(
        groups[most],
        counted[most],
        blanks[best],
        links[best],
        weakest,
        len(np.unique(blanks[enough[of]], axis=0)),
        rows.cut,
    )


def _unique(rows: Counts) -> tuple[Counts, Counts, Counts]:
    """Return the different rows, where each comes first, and which of them every row is."""
    groups, first, of = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return groups, first, of.reshape(-1)
