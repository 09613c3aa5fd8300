"""A tally in sentences: what was counted, by whom, and what the counts say about each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.sentences import counted, listed
from graph.tallies.apart import CountsApart
from graph.tallies.comparing import Difference, Finding
from graph.tallies.reckoning import Entry, Manner
from graph.tallies.scope import Why
from graph.tallies.tallying import Tally

LOWER_BOUND = (
    "A list of pieces shows at least what was lost: what nobody saw is lost all the same. Its days are those "
    "on which a piece was put down, not those of the loss."
)


def question(tally: Tally) -> str:
    """Return what a tally counts, as a heading.

    Examples
    --------
    >>> from graph.model import Ref
    >>> from graph.tallies.scope import Scope
    >>> question(Tally(Scope(Ref("w", "HIMARS"), {}), Ref("u", "Ukraine"), "2024-06-30", "destroyed", (), ()))
    'HIMARS of Ukraine, destroyed, up to 2024-06-30'
    """
    side = f" of {tally.side.label}" if tally.side else ""
    what = tally.status or "lost"
    return f"{tally.scope.asked.label}{side}, {what}{f', up to {tally.by}' if tally.by else ''}"


def takes_in(tally: Tally, names: Mapping[str, str]) -> str:
    """Return what is counted as the weapon that was asked about.

    Parameters
    ----------
    names
        Labels of weapons by their IRIs.
    """
    scope = tally.scope
    said = []
    for why, words in ((Why.SAME, "what is held to be it"), (Why.VARIANT, "variants")):
        found = sorted({names.get(iri, iri) for iri, each in scope.weapons.items() if each is why})
        if found:
            said.append(f"{words} ({listed(found[:_NAMED])}{_and_more(len(found))})")
    if scope.is_kind:
        number = sum(1 for each in scope.weapons.values() if each is Why.KIND)
        kinds = listed(each.replace("-", " ") for each in scope.categories)
        said.append(
            f"{counted(number, 'weapon')} in the categories {kinds}, for the most part by their names alone"
        )
    taken = (
        f"Counted with it: {'; '.join(said)}." if said else "Counted is the weapon under its own name alone."
    )
    return " ".join(filter(None, (taken, scope.note, _unknown(tally))))


_NAMED = 8


def _and_more(number: int) -> str:
    return f" and {number - _NAMED} more" if number > _NAMED else ""


def _unknown(tally: Tally) -> str:
    if not tally.scope.is_kind or not tally.unknown:
        return ""
    return (
        f"Not counted: {counted(tally.unknown, 'piece')} of weapons whose kind their names do not tell; "
        "some may belong here."
    )


def entry_sentence(one: Entry) -> str:
    """Return what a source counts.

    Examples
    --------
    >>> from graph.model import Ref
    >>> entry_sentence(Entry(Ref("o", "Oryx"), Manner.PIECES, 2, "2024-06-01", {"destroyed": 2}))
    'Oryx shows at least 2 (2 destroyed), the last put down on 2024-06-01.'
    """
    source = one.source.label
    if one.manner is Manner.PIECES:
        kinds = ", ".join(f"{number:,} {status}" for status, number in sorted(one.by_status.items()))
        return f"{source} shows at least {one.count:,} ({kinds}), the last put down on {one.day}."
    if one.manner is Manner.RUNNING:
        return f"{source} claims {one.count:,} in all up to {one.day}{_became(one)}."
    loss = listed(each.label for each in one.losses)
    open_side = "" if one.side_stated else " It does not say that they were lost by this side."
    inside = f" It is a part of: {one.inside.label}." if one.inside else ""
    return f"{source} claims {one.count:,} by {one.day}{_became(one)}: {loss}.{open_side}{inside}"


def _became(one: Entry) -> str:
    """Return what became of it by what the source says, or that it is not said."""
    return f" ({', '.join(sorted(one.by_status))})" if one.by_status else ", of no stated fate"


def difference_sentence(one: Difference) -> str:
    """Return what two counts say about each other, no more than follows."""
    return _SENTENCES[one.finding](one)


def _excluded(one: Difference) -> str:
    if one.statements:
        return (
            f"Cannot both hold, if these are different losses: {one.claimed.source.label} claims "
            f"{_together(one)}, {one.against.source.label} only {one.at_least:,} in all up to "
            f"{one.against.day}."
        )
    return (
        f"Cannot both hold: {one.claimed.source.label} claims {one.claimed_count:,} in all up to "
        f"{one.claimed.day}, but {one.against.source.label} shows at least {one.at_least:,} destroyed "
        "up to then."
    )


def _hangs(one: Difference) -> str:
    return (
        f"Hangs on what counts as lost: {one.claimed.source.label} claims {one.claimed_count:,} up to "
        f"{one.claimed.day}, {one.against.source.label} shows {one.at_least:,} with those that are damaged, "
        f"captured or abandoned, {one.against.lost_for_good:,} of them destroyed."
    )


def _not_documented(one: Difference) -> str:
    claim = _together(one) if one.statements else f"{one.claimed_count:,} in all"
    later = (
        f" In the whole list, with what was put down later, there are {one.in_all:,}."
        if one.in_all > one.at_least
        else ""
    )
    return (
        f"No contradiction, but not documented: {one.claimed.source.label} claims {claim} up to "
        f"{one.claimed.day}, {one.against.source.label} shows {one.at_least:,} up to then; "
        f"{one.gap:,} were not seen.{later}"
    )


def _different(one: Difference) -> str:
    return (
        f"Different figures for one day: {one.claimed.source.label} claims {one.claimed_count:,} up to "
        f"{one.claimed.day}, {one.against.source.label} {one.at_least:,}."
    )


def _no_conflict(one: Difference) -> str:
    claim = _together(one) if one.statements else f"{one.claimed_count:,}"
    return (
        f"Both can hold: {one.claimed.source.label} claims {claim} up to {one.claimed.day}, "
        f"{one.against.source.label} has {one.at_least:,} up to {one.against.day}."
    )


def _together(one: Difference) -> str:
    """Return the figures of statements that add up: ``3 and 3, together 6, if they are different losses``."""
    if len(one.statements) <= 1:
        return f"{one.claimed_count:,}"
    figures = listed(f"{each.count:,}" for each in one.statements)
    return f"{figures}, together {one.claimed_count:,} if they are different losses,"


_SENTENCES = {
    Finding.EXCLUDED: _excluded,
    Finding.HANGS_ON_WORDS: _hangs,
    Finding.NOT_DOCUMENTED: _not_documented,
    Finding.DIFFERENT_FIGURES: _different,
    Finding.NO_CONFLICT: _no_conflict,
}


def fall_sentences(tally: Tally, most: int = 3) -> Iterator[str]:
    """Yield where a running count falls, the first `most` of them, and how many more there are."""
    for before, after in tally.falls[:most]:
        yield (
            f"{after.source.label} itself lowers its count from {before.count:,} ({before.counted_to}) to "
            f"{after.count:,} ({after.counted_to})."
        )
    if len(tally.falls) > most:
        yield f"It does so {len(tally.falls) - most} more times."


def apart_sentences(one: CountsApart) -> Iterator[str]:
    """Yield what two counts say about each other, and where else one of them is too low for the other.

    `apart_title` says of what they are.
    """
    yield difference_sentence(one.difference)
    if one.excess:
        found, shown = one.excess, one.difference.against.source.label
        yield (
            f"Could not both hold before: on {counted(found.days, 'day')} between {found.first} and "
            f"{found.last} {one.difference.claimed.source.label} claimed fewer than {shown} shows destroyed "
            f"by then; on {found.day} it was {found.claimed:,} against {found.at_least:,}."
        )


def apart_title(one: CountsApart) -> str:
    """Return of what counts part and what the two say: the claimed figure first."""
    found = one.difference
    at_least = "at least " if found.against.manner is Manner.PIECES else ""
    return (
        f"{one.weapon.label} lost by {one.side.label}: {found.claimed_count:,} by "
        f"{found.claimed.source.label}, {at_least}{found.at_least:,} by {found.against.source.label}"
    )
