"""Read the paths of a check, and take them apart into steps as far as that goes."""

from __future__ import annotations

from graph.validation.checks.values import (
    Alternative,
    Constant,
    Inverse,
    Node,
    Path,
    Pattern,
    Repeat,
    Sequence,
    Step,
    Variable,
)
from graph.validation.checks.words import Words


def path_of(words: Words) -> Path:
    """Read a path."""
    paths = [_sequence(words)]
    while words.took("|"):
        paths.append(_sequence(words))
    return paths[0] if len(paths) == 1 else Alternative(tuple(paths))


def plain_steps(words: Words, subject: Node, path: Path, target: Node) -> list[Pattern]:
    """Return patterns for `path`: a sequence becomes a chain of them through variables of its own."""
    if isinstance(path, Inverse):
        return plain_steps(words, target, path.path, subject)
    if not isinstance(path, Sequence):
        return [Pattern(subject, path, target)]
    found: list[Pattern] = []
    for step in path.paths[:-1]:
        words.made += 1
        between = Variable(f".{words.made}")
        found += plain_steps(words, subject, step, between)
        subject = between
    return found + plain_steps(words, subject, path.paths[-1], target)


def _sequence(words: Words) -> Path:
    paths = [_repeated(words)]
    while words.took("/"):
        paths.append(_repeated(words))
    return paths[0] if len(paths) == 1 else Sequence(tuple(paths))


def _repeated(words: Words) -> Path:
    if words.took("^"):
        return Inverse(_repeated(words))
    if words.took("("):
        path = path_of(words)
        words.expect(")")
    else:
        path = Step(Constant(words.iri()))
    return Repeat(path, words.take()) if words.next in {"*", "+", "?"} else path
