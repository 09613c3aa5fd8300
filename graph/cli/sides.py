"""How people see contradictions: the sides beside each other, or beneath each other where it is narrow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from graph.cli.printing import (
    claim_texts,
    console,
    heading,
    plain,
    print_wrapped,
    sentence_text,
    status_text,
    symbol_text,
)
from graph.contradictions import (
    Contradiction,
    Denial,
    Side,
    contradiction_sentence,
    revision_sentence,
    side_sentence,
)
from graph.knowledge import KnowledgeGraph
from graph.lexicon import Relation
from graph.sentences import counted

Lines: TypeAlias = list[tuple[Text, int, int]]
"""Texts, each with the columns by which it is moved to the right, and its later lines once more."""

WIDE = 100
"""Columns from which on two sides stand beside each other."""
_INDENT = 3
_BETWEEN = 3


def print_contradictions(graph: KnowledgeGraph, found: Sequence[Contradiction], *, brief: bool) -> None:
    """Print each contradiction with its sides, its rule, and what exactly is denied."""
    out = console()
    relations = graph.lexicon.relations
    out.print(heading(counted(len(found), "contradiction")))
    for number, one in enumerate(found, 1):
        out.print()
        _print_title(out, number, one, contradiction_sentence(one, relations))
        _print_sides(out, [_side_lines(graph, one, side, brief=brief) for side in one.sides])
        for text in _remarks(one, relations):
            print_wrapped(out, text, _INDENT, hanging=2)
        for denial in one.denials:
            _print_denial(out, graph, denial)


def _print_title(out: Console, number: int, one: Contradiction, sentence: str) -> None:
    print_wrapped(out, plain(f"{number}. {sentence}", "bold"), 0, hanging=_INDENT)
    through = counted(one.paths_through, "shortest path")
    verb = "runs" if one.paths_through == 1 else "run"
    print_wrapped(out, plain(f"{one.kind.value}; {through} {verb} through it; {one.key}", "dim"), _INDENT)


def _print_sides(out: Console, sides: Sequence[Lines]) -> None:
    if len(sides) != 2 or out.width < WIDE:
        for lines in sides:
            for text, columns, hanging in lines:
                print_wrapped(out, text, _INDENT + columns, hanging)
        return
    beside = Table.grid(padding=(0, _BETWEEN, 0, 0), expand=True)
    for _ in sides:
        beside.add_column(ratio=1)
    column = (out.width - _INDENT) // 2 - _BETWEEN
    beside.add_row(*(_column(out, lines, column) for lines in sides))
    out.print(Padding(beside, (0, 0, 0, _INDENT)))


def _column(out: Console, lines: Lines, width: int) -> Text:
    """Return `lines` as one text that is at most `width` columns wide."""
    column = Text()
    for text, columns, hanging in lines:
        for number, line in enumerate(text.wrap(out, width - columns - hanging)):
            line.rstrip()
            column.append(" " * (columns + (hanging if number else 0))).append_text(line).append("\n")
    return column


def _side_lines(graph: KnowledgeGraph, of: Contradiction, side: Side, *, brief: bool) -> Lines:
    """Return who takes a side, what it holds where that differs from side to side, and its claims."""
    lines: Lines = []
    if len(of.propositions) > 1:
        said = side.proposition
        sentence = sentence_text(graph.sentence(said), (said.subject.label, said.object_text))
        line = symbol_text(said.standing).append_text(sentence)
        lines.append((line.append("  ").append_text(status_text(said.standing)), 0, 2))
    lines.append((plain(side_sentence(side)), 2 if lines else 0, 2))
    for claim in () if brief else side.claims:
        speaker, gloss, place = claim_texts(claim)
        lines += [(Text("– ").append_text(speaker), 4, 2), (gloss, 6, 0), (place, 6, 0)]
    return lines


def _remarks(one: Contradiction, relations: Mapping[str, Relation]) -> Iterator[Text]:
    if one.low and one.high:
        yield _named("Range", f"from {one.low.text} to {one.high.text}")
    yield _named("Why", one.rule)
    for revision in one.revisions:
        yield _named("Changed", revision_sentence(revision, relations))


def _print_denial(out: Console, graph: KnowledgeGraph, denial: Denial) -> None:
    claim = denial.claim
    body = f" (for {claim.on_behalf_of.label})" if claim.on_behalf_of else ""
    denied = f"{claim.claimant.label}{body} denies this and no more: {graph.sentence(claim.proposition)}"
    print_wrapped(out, _named("Denied", denied), _INDENT, hanging=2)
    if not denial.left_open:
        return
    print_wrapped(out, plain("What that leaves open:", "dim"), _INDENT + 2)
    for one in denial.left_open:
        print_wrapped(out, plain(f"– {graph.sentence(one)}"), _INDENT + 4, hanging=2)
    if denial.more_left_open:
        print_wrapped(out, plain(f"– and {denial.more_left_open:,} more"), _INDENT + 4)


def _named(name: str, text: str) -> Text:
    return plain(f"{name}: ", "dim").append_text(plain(text, "not dim"))
