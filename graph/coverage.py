"""What was read out of each paragraph of the articles, and whether every claim stands where it says.

The graph only points into articles; whoever has their texts can hold the pointers against them.
Positions count Unicode code points from 0 in the text as received, the end exclusive (W3C Web
Annotation, TextPositionSelector); lines are physical lines, counted from 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.articles import misplacement, read_text, texts_by_digest
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
    pointed = [document for document in documents if document.digest]
    texts = _texts(directory, {document.digest for document in pointed})
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


def _texts(directory: Path, digests: set[str]) -> dict[str, str]:
    """Return the texts with these digests in `directory`, however large: a missing one is to be missing."""
    files = texts_by_digest(directory, largest_bytes=None)
    return {digest: read_text(files[digest].read_bytes()) for digest in digests & files.keys()}


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
