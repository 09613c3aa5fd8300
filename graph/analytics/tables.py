"""The answers of analyses as rows, for tables and CSV files: names, never sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analytics.central import LINK_COUNTS

if TYPE_CHECKING:
    from graph.analytics.findings import Centrality, Communities, Course, Member, Motifs, Structure
    from graph.model import Ref


@dataclass(frozen=True, slots=True)
class Rows:
    """A table."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float, ...], ...]


def centrality_rows(found: Centrality) -> Rows:
    """Return a row for each entity, the most central first."""
    parted = found.measure in LINK_COUNTS
    return Rows(
        ("rank", "entity", "class", found.measure.value, *(("relations",) if parted else ()), "iri"),
        tuple(
            (
                rank,
                one.entity.label,
                one.kind,
                shortened(one.value),
                *((counted_words(one.by),) if parted else ()),
                one.entity.iri,
            )
            for rank, one in enumerate(found.top, 1)
        ),
    )


def counted_words(counts: Iterable[tuple[Ref, int]]) -> str:
    """Return names with their numbers, such as ``item 22, supplier 3``."""
    return ", ".join(f"{ref.label} {n:,}" for ref, n in counts)


def communities_rows(found: Communities) -> Rows:
    """Return a row for each community, the largest first."""
    columns = (
        "community",
        "entities",
        "links inside",
        "links outward",
        "best connected",
        "relations",
        "classes",
    )
    return Rows(
        columns,
        tuple(
            (
                one.number,
                one.size,
                one.inside,
                one.outward,
                ", ".join(each.entity.label for each in one.members),
                counted_words(one.relations),
                ", ".join(f"{kind} {n:,}" for kind, n in one.kinds),
            )
            for one in found.found
        ),
    )


def members_rows(members: Iterable[tuple[int, Member]]) -> Rows:
    """Return a row for each member of a community; its value is the number of its links inside."""
    return Rows(
        ("community", "entity", "class", "links inside", "iri"),
        tuple((n, one.entity.label, one.kind, int(one.value), one.entity.iri) for n, one in members),
    )


def points_rows(found: Structure) -> Rows:
    """Return a row for each entity whose removal separates others."""
    return Rows(
        ("entity", "class", "pieces", "cut off", "iri"),
        tuple((one.entity.label, one.kind, one.pieces, one.cut_off, one.entity.iri) for one in found.points),
    )


def bridges_rows(found: Structure) -> Rows:
    """Return a row for each connection whose removal separates others."""
    return Rows(
        ("from", "to", "links", "cut off", "from iri", "to iri"),
        tuple(
            (one.one.label, one.other.label, one.links, one.beyond, one.one.iri, one.other.iri)
            for one in found.bridges
        ),
    )


def motifs_rows(found: Motifs) -> Rows:
    """Return a row for each group of entities for which the pattern is found."""
    pattern = found.pattern
    return Rows(
        (
            *pattern.each,
            f"different {pattern.counted}",
            "weakest link",
            "status",
            "named origins",
            "unnamed origins",
        ),
        tuple(
            (
                *(ref.label for ref in one.each),
                one.counted,
                link.predicate.label,
                link.standing.status.value,
                link.standing.origins,
                link.standing.unknown_origins,
            )
            for one in found.found
            for link in (one.links[one.weakest],)
        ),
    )


def course_rows(found: Course) -> Rows:
    """Return a row for each period."""
    series = found.series
    counts = [["" if one is None else one for one in line.counts] for line in series.lines]
    return Rows(
        (series.each.value, *(line.name for line in series.lines)),
        tuple((period, *(each[place] for each in counts)) for place, period in enumerate(series.periods)),
    )


def shortened(value: float) -> float | int:
    """Return a value with as many digits as say anything, a whole one as a whole number.

    Examples
    --------
    >>> shortened(3.0), shortened(0.123456789)
    (3, 0.123457)
    """
    return int(value) if value == int(value) else float(f"{value:.6g}")
