"""The texts that claims point into, where the user has them: found by digest, and the span a claim means.

The graph only points into articles and holds none of their text. Positions count Unicode code points from
0 in the text as received, the end exclusive (W3C Web Annotation, TextPositionSelector); lines are physical
lines, counted from 1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputError
from graph.model import Claim
from graph.settings import LIMITS


@dataclass(frozen=True, slots=True)
class Passage:
    """The paragraph that a claim points into, cut where its span begins and ends."""

    line: int
    """Physical line on which the span begins."""
    before: str
    """The nearest line above that is not empty; empty where there is none."""
    head: str
    """The paragraph up to the span."""
    marked: str
    """The span; empty where it does not stand where the claim says."""
    tail: str
    """The paragraph after the span."""
    after: str
    """The nearest line below that is not empty."""
    misplaced: str = ""
    """Why nothing is marked, as a full sentence; empty where the span is in its place."""


def digest_of(received: bytes) -> str:
    """Return the digest by which a document knows its text.

    Examples
    --------
    >>> digest_of(b"")[:14]
    'sha256:e3b0c44'
    """
    return f"sha256:{hashlib.sha256(received).hexdigest()}"


def texts_by_digest(
    directory: Path, largest_bytes: int | None = LIMITS.article_max_bytes
) -> Mapping[str, Path]:
    """Return the files in `directory` by the digest of what they hold.

    Parameters
    ----------
    directory
        A folder; folders in it are not looked into.
    largest_bytes
        Larger files are passed over; None reads every file.

    Raises
    ------
    InputError
        If `directory` is no folder, or cannot be read.
    """
    if not directory.is_dir():
        raise InputError(f"{str(directory)!r} is not a folder; give the folder that holds the article texts.")
    try:
        files = [path for path in sorted(directory.iterdir()) if path.is_file()]
        read = [path for path in files if largest_bytes is None or path.stat().st_size <= largest_bytes]
        return {digest_of(path.read_bytes()): path for path in read}
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"The article texts in {str(directory)!r} cannot be read: {reason}.") from error


def read_text(received: bytes) -> str:
    """Return the text as positions count in it: every byte that is no UTF-8 is one replacement sign."""
    return received.decode("utf-8", errors="replace")


def passage(claim: Claim, text: str) -> Passage:
    """Return the paragraph of `text` that `claim` points into.

    Where the anchor does not stand at its position nothing is marked, and the passage says why.
    """
    reason = misplacement(claim, text)
    if reason:
        return _line_only(claim.line or 0, text, reason)
    start, end = claim.start or 0, claim.end or 0
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end - 1)
    last = len(text) if last < 0 else max(last, end)
    return Passage(
        line=text.count("\n", 0, start) + 1,
        before=_nearest(text[:first].split("\n")[::-1]),
        head=text[first:start],
        marked=text[start:end],
        tail=text[end:last],
        after=_nearest(text[last:].split("\n")),
    )


def _line_only(line: int, text: str, reason: str) -> Passage:
    """Return the line that a claim names, with nothing marked in it."""
    lines = text.split("\n")
    if not 1 <= line <= len(lines):
        return Passage(line, "", "", "", "", "", reason)
    before, after = _nearest(lines[: line - 1][::-1]), _nearest(lines[line:])
    return Passage(line, before, lines[line - 1], "", "", after, reason)


def _nearest(lines: list[str]) -> str:
    return next((line for line in lines if line.strip()), "")


def misplacement(claim: Claim, text: str) -> str:
    """Return why the anchor of `claim` does not stand at its position in `text`; empty when it does."""
    start, end, line = claim.start or 0, claim.end or 0, claim.line or 0
    if not 0 <= start < end <= len(text):
        return f"The position {start} to {end} is outside the text, which has {len(text)} characters."
    if text[start:end] != claim.anchor:
        return f"The anchor {claim.anchor!r} does not stand at {start} to {end}{_where_else(claim, text)}."
    stands_on = text.count("\n", 0, start) + 1
    if stands_on != line:
        return f"The anchor {claim.anchor!r} stands on line {stands_on}, not on line {line}."
    return ""


def _where_else(claim: Claim, text: str) -> str:
    """Say where the anchor is on the claim's line, so that a curator can copy the numbers."""
    lines = text.split("\n")
    line = claim.line or 0
    if not 1 <= line <= len(lines):
        return f"; line {line} does not exist"
    before = sum(len(one) + 1 for one in lines[: line - 1])
    column = lines[line - 1].find(claim.anchor)
    if not claim.anchor or column < 0:
        return f"; line {line} does not hold it"
    return f"; on line {line} it stands at {before + column} to {before + column + len(claim.anchor)}"
