"""Who says what about whom: the claims of a picture by speaker and by what they speak about.

Pure functions over claims. What a limit leaves out is counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.model import Claim, Ref, Stance
from graph.settings import LIMITS


class Voice(StrEnum):
    """Who counts as the one who says it."""

    SPEAKER = "speaker"
    """Who spoke."""
    BODY = "body"
    """For whom it was said; a speaker for nobody else speaks for himself."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Speakers as rows, what is spoken about as columns, claims where they meet."""

    rows: tuple[Ref, ...]
    """Who says most first."""
    columns: tuple[Ref, ...]
    """What most is said about first."""
    cells: Mapping[tuple[str, str], tuple[Claim, ...]]
    """Of the rows and columns that are there; no entry where nothing is said."""
    rows_left_out: int = 0
    columns_left_out: int = 0
    claims: int = 0
    """Claims of the whole picture."""
    shown: int = 0
    """Claims in at least one cell. A link is about both its ends, so cells may hold more in sum."""

    def stances(self, row: str, column: str) -> Counter[Stance]:
        """Return how many claims of a cell assert, deny and leave open."""
        return Counter(claim.stance for claim in self.cells.get((row, column), ()))

    @property
    def fullest(self) -> int:
        """Return how many claims the fullest cell holds; 0 without any."""
        return max(map(len, self.cells.values()), default=0)


def voice_of(claim: Claim, voice: Voice) -> Ref:
    """Return who says `claim`: the speaker, or for whom it was said."""
    return claim.on_behalf_of if voice is Voice.BODY and claim.on_behalf_of else claim.claimant


def spoken_about(claim: Claim) -> tuple[Ref, ...]:
    """Return the ends of what is claimed, each once."""
    one = claim.proposition
    ends = (one.subject, one.object) if isinstance(one.object, Ref) else (one.subject,)
    return tuple(dict.fromkeys(ends))


def matrix_of(
    claims: Iterable[Claim],
    entities: Collection[str],
    voice: Voice = Voice.BODY,
    *,
    most_rows: int = LIMITS.matrix_rows,
    most_columns: int = LIMITS.matrix_columns,
) -> Matrix:
    """Return who says what about which of `entities`.

    Parameters
    ----------
    claims
        The claims of a picture.
    entities
        IRIs of what may be a column.
    voice
        Whether a spokesman is himself or the one he speaks for.
    most_rows, most_columns
        How many are shown; those with fewest claims are left out and counted.

    Examples
    --------
    >>> matrix_of([], []).rows
    ()
    """
    cells: defaultdict[tuple[Ref, Ref], list[Claim]] = defaultdict(list)
    told = [claim for claim in claims if any(about.iri in entities for about in spoken_about(claim))]
    for claim in told:
        for about in spoken_about(claim):
            if about.iri in entities:
                cells[voice_of(claim, voice), about].append(claim)
    rows = _fullest_first((row for row, _ in _each(cells)), most_rows)
    columns = _fullest_first((column for _, column in _each(cells)), most_columns)
    kept = {
        (row.iri, column.iri): tuple(held)
        for (row, column), held in cells.items()
        if row in rows and column in columns
    }
    return Matrix(
        rows,
        columns,
        kept,
        rows_left_out=len({row for row, _ in cells}) - len(rows),
        columns_left_out=len({column for _, column in cells}) - len(columns),
        claims=len(told),
        shown=len({claim.iri for held in kept.values() for claim in held}),
    )


def _each(cells: Mapping[tuple[Ref, Ref], list[Claim]]) -> Iterable[tuple[Ref, Ref]]:
    """Yield each cell as often as it holds claims."""
    return (cell for cell, held in cells.items() for _ in held)


def _fullest_first(refs: Iterable[Ref], most: int) -> tuple[Ref, ...]:
    counted = Counter(refs)
    ordered = sorted(counted, key=lambda ref: (-counted[ref], ref.label.casefold(), ref.iri))
    return tuple(ordered[:most])
