"""What may explain that two counts part: fates, days, models, sides and the bounds of a kind, in sentences.

Nothing here says who is right. Each sentence follows from what the sources themselves say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.sentences import counted, listed
from graph.tallies.comparing import Difference
from graph.tallies.reckoning import DESTROYED, Entry, Manner
from graph.tallies.scope import Scope

_NAMED = 4
_SEVERAL = 2


def explanations(
    found: Difference, scope: Scope, names: Mapping[str, str], unknown: int = 0
) -> Iterator[str]:
    """Yield what may explain the difference `found`; often several things, sometimes nothing.

    Parameters
    ----------
    scope
        What is counted.
    names
        Labels of weapons by their IRIs.
    unknown
        Where a kind is asked about: pieces of weapons of no known kind.
    """
    if found.against.manner is Manner.PIECES:
        yield from _by_fate(found)
        yield from _by_day(found)
        yield from _by_model(found, names)
    yield from _by_side(found)
    yield from _by_sum(found)
    if scope.is_kind:
        yield from _by_kind(scope, unknown)


def _by_fate(found: Difference) -> Iterator[str]:
    shown, said = found.against, _fates(found)
    if not shown.count or set(shown.by_status) == {DESTROYED}:
        return
    became = listed(f"{number:,} {fate}" for fate, number in sorted(shown.by_status.items()))
    claimed = f"speaks of what is {listed(said, ' or ')}" if said else "does not say what became of them"
    yield f"Fate: of the {shown.count:,} that {shown.source.label} shows, {became}; the claim {claimed}."


def _fates(found: Difference) -> list[str]:
    claims = found.statements or (found.claimed,)
    said = {fate for one in claims for fate in one.by_status}
    return sorted(said) if all(one.by_status for one in claims) else []


def _by_day(found: Difference) -> Iterator[str]:
    source = found.against.source.label
    if len(found.stages) > 1:
        for claim, shown in found.stages:
            yield f"Days: by {claim.day} {claim.count:,} were claimed; {_shown_by_then(shown, source)}."
    later = found.in_all - found.against.count
    said = f"; {later:,} more were put down after {found.claimed.day}" if later > 0 else ""
    yield f"Days: {source} gives the days on which pieces were put down, not those of the losses{said}."


def _shown_by_then(shown: Entry | None, source: str) -> str:
    if shown is None:
        return f"{source} shows none up to then"
    fates = listed(f"{number:,} {fate}" for fate, number in sorted(shown.by_status.items()))
    return f"{source} shows {shown.count:,} up to then ({fates})"


def _by_model(found: Difference, names: Mapping[str, str]) -> Iterator[str]:
    if len(found.against.by_weapon) < _SEVERAL:
        return
    models = sorted(found.against.by_weapon.items(), key=lambda one: (-one[1], one[0]))
    told = [f"{names.get(iri, iri)} ({number:,})" for iri, number in models[:_NAMED]]
    if len(models) > _NAMED:
        told.append(counted(len(models) - _NAMED, "other model"))
    yield f"Models: {found.against.source.label} lists them as {listed(told)}."


def _by_side(found: Difference) -> Iterator[str]:
    for one in found.statements or (found.claimed,):
        if not one.side_stated:
            yield (
                f"Side: of the {one.count:,} claimed by {one.day}, {one.source.label} does not say whose "
                "loss they were."
            )


def _by_sum(found: Difference) -> Iterator[str]:
    if len(found.statements) > 1:
        yield (
            f"Sum: {found.claimed.source.label} gives no total; its {len(found.statements):,} figures add up "
            "only if no loss is told twice."
        )


def _by_kind(scope: Scope, unknown: int) -> Iterator[str]:
    kinds = listed(each.replace("-", " ") for each in scope.categories)
    note = f" {scope.note}" if scope.note else ""
    rest = (
        f" {counted(unknown, 'piece')} of weapons whose kind their names do not tell may belong here, too."
        if unknown
        else ""
    )
    counted_are = f"counted are weapons of the categories {kinds}, for the most part by their names alone."
    yield f"Bounds: {counted_are}{note}{rest}"
