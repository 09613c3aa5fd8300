"""Judge every proposition by the claims that count: the same as `graph.standing`, all at once.

Linear in the number of claims, without a loop or a sort, so that a change of perspective over hundreds of
thousands of claims takes milliseconds.
"""

from __future__ import annotations

from itertools import product
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.columns.layout import Codes, Columns, Contradicted, Flags, Ids, Judged, Offsets
from graph.model import Certainty, Stance, Status
from graph.standing import status_of

NOT_TOLD = 255
"""Stands for a status where no claim about a proposition counts."""

_CERTAIN, _HEDGED, _DENIED, _UNSURE = 1, 2, 4, 8
_ASSERTED = _CERTAIN | _HEDGED
_VOICES = {
    _CERTAIN: (Stance.ASSERTS, Certainty.CERTAIN),
    _HEDGED: (Stance.ASSERTS, Certainty.HEDGED),
    _DENIED: (Stance.DENIES, Certainty.CERTAIN),
    _UNSURE: (Stance.UNSURE, Certainty.CERTAIN),
}
"""What can be said of a proposition, each as a bit; to doubt or deny, hedged or not, is one thing."""

_Number = TypeVar("_Number", bound=np.generic)


def _bit(stance: Stance, certainty: Certainty) -> int:
    told = (stance, certainty if stance is Stance.ASSERTS else Certainty.CERTAIN)
    return next(bit for bit, voice in _VOICES.items() if voice == told)


def _place_of_status(bits: int) -> int:
    """Return the place of the status that these voices make together."""
    voices = [voice for bit, voice in _VOICES.items() if bits & bit]
    return list(Status).index(status_of(voices)) if voices else NOT_TOLD


_BITS = np.array([_bit(*voice) for voice in product(Stance, Certainty)], np.uint8)
_STATUSES = np.array([_place_of_status(bits) for bits in range(16)], np.uint8)
_ASSERTS = list(Stance).index(Stance.ASSERTS)


def judge(columns: Columns, counting: Flags) -> Judged:
    """Return how each proposition stands by the claims that count.

    Parameters
    ----------
    columns
        All claims.
    counting
        For each of them, whether it counts. Relay chains lead through those that do not.

    Returns
    -------
    Judged
        The same as `graph.standing.standings` tells of each proposition about which a claim counts;
        of any other that it is `NOT_TOLD`, without origins.
    """
    voices = voices_of(columns) * counting
    told = _joined(np.bitwise_or, voices, columns.first_claim, 0)
    lending = _told_pairs(columns, counting)
    return Judged(
        status=_STATUSES[told],
        origins=_counts(columns, lending & columns.pair_known),
        unknown_origins=_counts(columns, lending & ~columns.pair_known),
        asserted=(told & _ASSERTED) > 0,
        denied=(told & _DENIED) > 0,
        doubted=(told & _UNSURE) > 0,
    )


def contradicted(columns: Columns, judged: Judged) -> Contradicted:
    """Return where the claims by which `columns` were `judged` contradict each other."""
    asserted = judged.asserted[columns.conflict_members]
    low = np.where(asserted, columns.conflict_low, -np.inf)
    high = np.where(asserted, columns.conflict_high, np.inf)
    greatest = _joined(np.maximum, low, columns.conflict_offsets, -np.inf)
    least = _joined(np.minimum, high, columns.conflict_offsets, np.inf)
    return Contradicted(judged.asserted & judged.denied, greatest > least)


def voices_of(columns: Columns) -> Codes:
    """Return what each claim says of its proposition, as one bit."""
    bits: Codes = _BITS[columns.stance * len(Certainty) + columns.certainty]
    return bits


def surely_asserted(columns: Columns, counting: Flags) -> Flags:
    """Return which propositions somebody who counts asserts without a hedge, and nobody at all denies."""
    surely = voices_of(columns) & np.where(counting, _CERTAIN | _DENIED, _DENIED).astype(np.uint8)
    asserted: Flags = _joined(np.bitwise_or, surely, columns.first_claim, 0) == _CERTAIN
    return asserted


def _told_pairs(columns: Columns, counting: Flags) -> Flags:
    """Return which pairs of proposition and origin an asserting claim that counts stands for."""
    asserting = counting & (columns.stance == _ASSERTS)
    told = np.zeros(len(columns.pair_proposition), np.bool_)
    told[columns.pairs[np.repeat(asserting, np.diff(columns.pair_offsets))]] = True
    return told


def _counts(columns: Columns, pairs: Flags) -> Ids:
    of_each = np.bincount(columns.pair_proposition[pairs], minlength=len(columns.propositions))
    return of_each.astype(np.int32)


def _joined(join: np.ufunc, values: NDArray[_Number], offsets: Offsets, empty: float) -> NDArray[_Number]:
    """Return the values between one offset and the next joined into one; `empty` where there are none."""
    joined = np.full(len(offsets) - 1, empty, values.dtype)
    filled = offsets[1:] > offsets[:-1]
    if filled.any():
        joined[filled] = join.reduceat(values, offsets[:-1][filled])
    return joined
