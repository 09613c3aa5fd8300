"""Where a perspective or a filter leaves no path: which condition, given up, would let one through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from graph.filters import Filter
from graph.knowledge.account import Account
from graph.network import Restriction
from graph.openings import shortest
from graph.perspective import Perspective
from graph.sentences import counted

FILTER_EASINGS: Mapping[str, Mapping[str, Any]] = {
    "Showing every class": {"kinds": (), "lacking": ()},
    "Showing every relation": {"relations": ()},
    "Showing any date": {"since": "", "until": ""},
    "Showing every place": {"places": ()},
}
"""The sorts of conditions of a filter that can be given up."""


@dataclass(frozen=True, slots=True)
class FilterOpening:
    """Filters that would open a path, and that in a sentence."""

    sentence: str
    filters: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class PerspectiveOpening:
    """A perspective that would open a path, and that in a sentence."""

    sentence: str
    perspective: Perspective


def perspective_openings(
    account: Account, ends: tuple[str, str], restriction: Restriction, max_hops: int
) -> tuple[PerspectiveOpening, ...]:
    """Return each easing of the account's perspective that opens a path; none where everything counts.

    One condition is given up at a time; if that never helps, the last answer gives up all of them.
    """
    found = [
        opening
        for words, eased in _easings(account.perspective)
        if (opening := _opening(account, PerspectiveOpening(words, eased), ends, restriction, max_hops))
    ]
    widest = account.perspective.widest
    if not found and account.perspective != widest:
        all_of_them = PerspectiveOpening("Letting every claim count", widest)
        everything = _opening(account, all_of_them, ends, restriction, max_hops)
        return (everything,) if everything else ()
    return tuple(found)


def filter_openings(
    account: Account, ends: tuple[str, str], restriction: Restriction, max_hops: int
) -> tuple[FilterOpening, ...]:
    """Return each easing of the account's filters that opens a path; none where nothing is left out.

    One sort of condition is given up at a time; if that never helps, the last answer gives up all of them.
    """
    ways = [
        FilterOpening(words, eased)
        for words, fields in FILTER_EASINGS.items()
        if (eased := tuple(replace(each, **fields) for each in account.filters)) != account.filters
    ]
    found = [way for each in ways if (way := _way(account, each, ends, restriction, max_hops))]
    if not found and account.filters:
        everything = _way(account, FilterOpening("Showing everything", ()), ends, restriction, max_hops)
        return (everything,) if everything else ()
    return tuple(found)


def _way(
    account: Account, eased: FilterOpening, ends: tuple[str, str], restriction: Restriction, max_hops: int
) -> FilterOpening | None:
    """Return `eased` with its sentence completed, if it opens a path."""
    seen = reduce(lambda graph, each: graph.narrowed(each), eased.filters, account.unnarrowed)
    hops = _hops(seen, ends, restriction, max_hops)
    return replace(eased, sentence=_opens(eased.sentence, hops)) if hops else None


def _opening(
    account: Account,
    eased: PerspectiveOpening,
    ends: tuple[str, str],
    restriction: Restriction,
    max_hops: int,
) -> PerspectiveOpening | None:
    """Return `eased` with its sentence completed, if it opens a path."""
    hops = _hops(account.seen_from(eased.perspective), ends, restriction, max_hops)
    return replace(eased, sentence=_opens(eased.sentence, hops)) if hops else None


def _hops(account: Account, ends: tuple[str, str], restriction: Restriction, max_hops: int) -> int | None:
    network = account.links_told
    return shortest(network, *ends, restriction, max_hops) if all(end in network for end in ends) else None


def _opens(words: str, hops: int) -> str:
    return f"{words} opens a path of {counted(hops, 'hop')}."


def _easings(asked: Perspective) -> Iterator[tuple[str, Perspective]]:
    if asked.tells and not asked.background:
        yield "Counting reference facts as background", replace(asked, background=True)
    if asked.tells:
        yield "Letting everybody speak", replace(asked, told_by=(), own_voice=False, background=False)
    if asked.without:
        yield "Taking no source out", replace(asked, without=())
    if asked.named_only:
        yield "Counting unnamed sources, too,", replace(asked, named_only=False)
    if asked.outlets or asked.documents:
        yield "Reading every document", replace(asked, outlets=(), documents=())
    if asked.as_of:
        yield f"Looking beyond {asked.as_of}", replace(asked, as_of="")
    if asked.modalities:
        yield "Counting every kind of statement", replace(asked, modalities=())
    if asked.min_origins:
        yield "Asking for no number of origins", replace(asked, min_origins=0)
    if asked.statuses:
        yield "Taking every status", replace(asked, statuses=())
