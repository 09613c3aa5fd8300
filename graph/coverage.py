"""What was read out of each paragraph of the articles, and whether every claim stands where it says.

The graph only points into articles; whoever has their texts can hold the pointers against them.
Positions count Unicode code points from 0 in the text as received, the end exclusive (W3C Web
Annotation, TextPositionSelector); lines are physical lines, counted from 1.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputError
from graph.model import Claim, Document


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of an article that is not empty."""

    document: Document
    line: int
    words: int
    furniture: bool
    """True for a line that its document marks as without content."""
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A claim whose anchor does not stand where the claim says."""

    claim: Claim
    reason: str
    """A full sentence that says what stands there instead, or where the anchor is."""


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """What each paragraph gave, which claims are misplaced, and which texts were not found."""

    paragraphs: tuple[Paragraph, ...]
    misplaced: tuple[Misplaced, ...]
    missing: tuple[Document, ...]
    """Documents with a digest for which the folder holds no text."""

    @property
    def silent(self) -> tuple[Paragraph, ...]:
        """Paragraphs with content from which no claim was made."""
        return tuple(one for one in self.paragraphs if not one.claims and not one.furniture)

    @property
    def complete(self) -> bool:
        """True when every text is there, every paragraph gave claims and every claim is in its place."""
        return not (self.silent or self.misplaced or self.missing)


def coverage(documents: Iterable[Document], claims: Sequence[Claim], directory: Path) -> CoverageReport:
    """Hold `claims` against the article texts in `directory`, which are known by their digests.

    Parameters
    ----------
    documents
        Those without a digest, such as reference works, are passed over.
    claims
        Claims of any document; each is looked up in its own.
    directory
        A folder of UTF-8 texts as received, under any names.

    Raises
    ------
    InputError
        If `directory` is no folder.
    """
    texts = _texts_by_digest(directory)
    pointed = [document for document in documents if document.digest]
    found = [document for document in pointed if document.digest in texts]
    paragraphs: list[Paragraph] = []
    misplaced: list[Misplaced] = []
    placed: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.line is not None:
            placed[claim.document.iri].append(claim)
    for document in found:
        own = placed[document.iri]
        text = texts[document.digest]
        paragraphs += _paragraphs(document, own, text)
        misplaced += (Misplaced(claim, reason) for claim in own if (reason := misplacement(claim, text)))
    missing = tuple(document for document in pointed if document.digest not in texts)
    return CoverageReport(tuple(paragraphs), tuple(misplaced), missing)


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


def _paragraphs(document: Document, claims: Sequence[Claim], text: str) -> list[Paragraph]:
    by_line: defaultdict[int | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_line[claim.line].append(claim)
    return [
        Paragraph(
            document,
            number,
            len(line.split()),
            number in document.furniture_lines,
            tuple(by_line[number]),
        )
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]


def _texts_by_digest(directory: Path) -> dict[str, str]:
    """Return the UTF-8 texts in `directory` by digest; other files there are not articles and no matter."""
    if not directory.is_dir():
        raise InputError(f"{str(directory)!r} is not a folder; give the folder that holds the article texts.")
    texts: dict[str, str] = {}
    for path in sorted(directory.iterdir()):
        if path.is_file():
            received = path.read_bytes()
            digest = f"sha256:{hashlib.sha256(received).hexdigest()}"
            texts[digest] = received.decode("utf-8", errors="replace")
    return texts
