"""Judge every proposition by the claims that count: the same as `graph.standing`, all at once.

Only the claims that count are looked at, without a loop or a sort: each marks what is said of its proposition
and the origins that it lends. So a change of perspective over hundreds of thousands of claims takes
milliseconds, whatever their number and however few of them count.
"""

from __future__ import annotations

from itertools import product
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.columns.layout import Codes, Columns, Contradicted, Flags, Ids, Judged, Offsets
from graph.columns.stretches import stretches
from graph.model import Certainty, Stance, Status
from graph.standing import status_of

NOT_TOLD = 255
"""Stands for a status where no claim about a proposition counts."""

_VOICES = (
    (Stance.ASSERTS, Certainty.CERTAIN),
    (Stance.ASSERTS, Certainty.HEDGED),
    (Stance.DENIES, Certainty.CERTAIN),
    (Stance.UNSURE, Certainty.CERTAIN),
)
"""What can be said of a proposition; to doubt or deny, hedged or not, is one thing."""
_CERTAIN, _HEDGED, _DENIED, _UNSURE = range(len(_VOICES))

_Number = TypeVar("_Number", bound=np.generic)


def _place(stance: Stance, certainty: Certainty) -> int:
    return _VOICES.index((stance, certainty if stance is Stance.ASSERTS else Certainty.CERTAIN))


def _place_of_status(heard: int) -> int:
    """Return the place of the status that voices make together, each a bit of `heard`."""
    voices = [voice for place, voice in enumerate(_VOICES) if heard >> place & 1]
    return list(Status).index(status_of(voices)) if voices else NOT_TOLD


_PLACES = np.array([_place(*voice) for voice in product(Stance, Certainty)], np.uint8)
_STATUSES = np.array([_place_of_status(heard) for heard in range(1 << len(_VOICES))], np.uint8)


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
    rows = np.flatnonzero(counting)
    voices = _voices(columns, rows)
    heard = _heard(columns, rows, voices)
    unknown, origins = _origins(columns, rows[voices <= _HEDGED])
    return Judged(
        status=_STATUSES[sum(flags.view(np.uint8) << place for place, flags in enumerate(heard))],
        origins=origins,
        unknown_origins=unknown,
        asserted=heard[_CERTAIN] | heard[_HEDGED],
        denied=heard[_DENIED],
        doubted=heard[_UNSURE],
    )


def contradicted(columns: Columns, judged: Judged) -> Contradicted:
    """Return where the claims by which `columns` were `judged` contradict each other."""
    asserted = judged.asserted[columns.conflict_members]
    low = np.where(asserted, columns.conflict_low, -np.inf)
    high = np.where(asserted, columns.conflict_high, np.inf)
    greatest = _joined(np.maximum, low, columns.conflict_offsets, -np.inf)
    least = _joined(np.minimum, high, columns.conflict_offsets, np.inf)
    return Contradicted(judged.asserted & judged.denied, greatest > least)


def surely_asserted(columns: Columns, counting: Flags) -> Flags:
    """Return which propositions somebody who counts asserts without a hedge, and nobody at all denies."""
    rows = np.arange(len(columns.claims))
    voices = _voices(columns, rows)
    told = counting | (voices == _DENIED)
    heard = _heard(columns, rows[told], voices[told])
    surely: Flags = heard[_CERTAIN] & ~heard[_DENIED]
    return surely


def _voices(columns: Columns, rows: Offsets) -> Codes:
    """Return what the claims in `rows` say of their propositions, as places in `_VOICES`."""
    places: Codes = _PLACES[columns.stance[rows] * len(Certainty) + columns.certainty[rows]]
    return places


def _heard(columns: Columns, rows: Offsets, voices: Codes) -> Flags:
    """Return for each of `_VOICES` of which propositions the claims in `rows` say it."""
    count = len(columns.propositions)
    heard = np.zeros(len(_VOICES) * count, np.bool_)
    heard[voices * np.int64(count) + columns.proposition[rows]] = True
    return heard.reshape(len(_VOICES), count)


def _origins(columns: Columns, rows: Offsets) -> tuple[Ids, Ids]:
    """Return the unnamed and the named origins that the claims in `rows` lend each proposition, each once."""
    lent = np.zeros(len(columns.pair_proposition), np.bool_)
    first = columns.pair_offsets[rows]
    lent[columns.pairs[first]] = True  # every claim has an origin, and few have more
    more = columns.pair_offsets[rows + 1] - first - 1
    several = np.flatnonzero(more)
    lent[columns.pairs[stretches(first[several] + 1, more[several])]] = True
    pairs = np.flatnonzero(lent)
    count = len(columns.propositions)
    key = columns.pair_known[pairs] * np.int64(count) + columns.pair_proposition[pairs]
    counts = np.bincount(key, minlength=2 * count).astype(np.int32)
    return counts[:count], counts[count:]


def _joined(join: np.ufunc, values: NDArray[_Number], offsets: Offsets, empty: float) -> NDArray[_Number]:
    """Return the values between one offset and the next joined into one; `empty` where there are none."""
    joined = np.full(len(offsets) - 1, empty, values.dtype)
    filled = offsets[1:] > offsets[:-1]
    if filled.any():
        joined[filled] = join.reduceat(values, offsets[:-1][filled])
    return joined
