"""Where a perspective leaves no path: which of its conditions, given up, would let one through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.knowledge.account import Account
from graph.network import Restriction
from graph.openings import shortest
from graph.perspective import Perspective
from graph.sentences import counted


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


def _opening(
    account: Account,
    eased: PerspectiveOpening,
    ends: tuple[str, str],
    restriction: Restriction,
    max_hops: int,
) -> PerspectiveOpening | None:
    """Return `eased` with its sentence completed, if it opens a path."""
    network = account.seen_from(eased.perspective).network()
    hops = shortest(network, *ends, restriction, max_hops) if set(ends) <= set(network) else None
    if hops is None:
        return None
    return replace(eased, sentence=f"{eased.sentence} opens a path of {counted(hops, 'hop')}.")


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
