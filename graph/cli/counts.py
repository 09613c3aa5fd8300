"""How people see counts of losses that part: both sides, what they rest on, what may explain it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console

from graph.cli.output import note
from graph.cli.printing import claim_texts, console, heading, plain, print_wrapped
from graph.knowledge import KnowledgeGraph
from graph.model import Claim
from graph.sentences import counted
from graph.tallies import CountsApart, Manner, Reckoning
from graph.tallies.wording import apart_sentences, apart_title, entry_sentence

_INDENT = 3


def print_counts_apart(found: Sequence[CountsApart], *, brief: bool) -> None:
    """Print where counts part, each with its claims, its rows and what may explain it."""
    out = console()
    out.print()
    contradictions = sum(one.is_contradiction for one in found)
    title = f"{counted(len(found), 'count')} of losses that part, {contradictions} of them cannot both hold"
    out.print(heading(title))
    for number, one in enumerate(found, 1):
        out.print()
        print_wrapped(out, plain(f"{number}. {apart_title(one)}", "bold"), 0, hanging=_INDENT)
        print_wrapped(out, plain(one.key, "dim"), _INDENT)
        for text in apart_sentences(one):
            print_wrapped(out, plain(text), _INDENT)
        if not brief:
            _print_ground(out, one)


def _print_ground(out: Console, one: CountsApart) -> None:
    """Print on what both sides rest, and what may explain that they part."""
    found = one.difference
    for entry in (*(found.statements or (found.claimed,)), found.against):
        print_wrapped(out, plain(f"– {entry_sentence(entry)}"), _INDENT + 1, hanging=2)
    for claim in one.claims:
        print_claim(out, claim)
    if found.against.manner is Manner.PIECES:
        _print_rows(out, one)
    for text in one.explanations:
        name, _, rest = text.partition(": ")
        words = plain(f"{name}: ", "dim").append_text(plain(rest, "not dim"))
        print_wrapped(out, words, _INDENT, hanging=2)


def hint_undecided(graph: KnowledgeGraph, weapons: Iterable[str] = ()) -> None:
    """Say how many likely joins nobody decided, since counts of what is not joined never meet."""
    found = graph.undecided(weapons)
    if found:
        first = f"{found[0].one.label} and {found[0].other.label}"
        note(
            f"{counted(len(found), 'likely join')} not decided, such as that of {first}: counts of what is "
            "not joined never meet. `armsgraph match` lists them."
        )


def print_claim(out: Console, claim: Claim) -> None:
    """Print a claim in three lines, as under the sides of contradictions."""
    speaker, gloss, place = claim_texts(claim)
    print_wrapped(out, plain("– ").append_text(speaker), _INDENT + 3, hanging=2)
    print_wrapped(out, gloss, _INDENT + 5)
    print_wrapped(out, place, _INDENT + 5)


def _print_rows(out: Console, one: CountsApart) -> None:
    source = one.difference.against.source.label
    print_wrapped(out, plain(f"The pieces that {source} shows up to then:", "dim"), _INDENT)
    for text in row_texts(one.pieces, one.rows):
        print_wrapped(out, plain(f"– {text}"), _INDENT + 3, hanging=2)
    rest = len(one.pieces) - len(one.rows)
    if rest > 0:
        print_wrapped(out, plain(f"– and {rest:,} more; --json lists them all"), _INDENT + 3)


def row_texts(pieces: Iterable[Reckoning], rows: Iterable[Claim]) -> Iterator[str]:
    """Yield the first rows of a list, a line each: day, what became of it, what is said, where it stands."""
    for piece, row in zip(pieces, rows, strict=False):
        fate = ", ".join(sorted(piece.statuses)) or "of no stated fate"
        line = f", line {row.line}" if row.line else ""
        evidence = f", {row.evidence}" if row.evidence else ""
        yield f"{piece.day}, {fate}: {row.gloss} ({row.document.title}{line}{evidence})"
