"""From which claims a claim was taken: the rule of `graph.origins.linked` over all claims at once.

Most claims are taken from no other; only those on a relay chain are then followed claim by claim.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.columns.layout import Codes, Ids
from graph.columns.names import NONE
from graph.columns.stretches import stretches
from graph.model import Stance

Keys = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Reports:
    """What of the claims decides from which others they were taken, in the order of their rows."""

    proposition: Ids
    claimant: Ids
    outlet: Ids
    """Who printed its document; `NONE` where the document names none."""
    stance: Codes
    relay_row: Ids
    """Rows, each beside the actor or the claim from which it was taken."""
    relay_actor: Ids
    """`NONE` where it was taken from a claim."""
    relay_claim: Ids
    """`NONE` where it was taken from an actor."""


def relayed(reports: Reports) -> tuple[Ids, Ids]:
    """Return rows, each beside the row of a claim from which it was taken, as it says or as is known.

    A claim names the claimant whom it quotes; in an outlet's own voice (the claimant printed it) those from
    whom it was relayed. Where the one named printed the same, and from an outlet's own voice also where he
    said the same, the chain goes on there.
    """
    own_voice = reports.claimant == reports.outlet
    quoting = np.flatnonzero(~own_voice)
    citing = np.flatnonzero(own_voice[reports.relay_row] & (reports.relay_actor != NONE))
    citing_rows, cited = reports.relay_row[citing], reports.relay_actor[citing]
    elsewhere = cited != reports.outlet[citing_rows]
    citing_rows, cited = citing_rows[elsewhere], cited[elsewhere]
    direct = reports.relay_claim != NONE
    found = [
        (reports.relay_row[direct], reports.relay_claim[direct]),
        _known(reports, reports.outlet, quoting, reports.claimant[quoting]),
        _known(reports, reports.outlet, citing_rows, cited),
        _known(reports, reports.claimant, citing_rows, cited),
    ]
    rows, sources = (np.concatenate(parts) for parts in zip(*found, strict=True))
    pairs = np.unique(rows * np.int64(len(own_voice) or 1) + sources)
    size = np.int64(len(own_voice) or 1)
    return (pairs // size).astype(np.int32), (pairs % size).astype(np.int32)


def _known(reports: Reports, by: Ids, rows: Ids | Keys, named: Ids) -> tuple[Ids, Ids]:
    """Return `rows`, each beside each claim that says the same and is `by` the one `named` beside it."""
    keys = _keys(reports, by, slice(None))
    order = np.argsort(keys, kind="stable")
    wanted = _keys(reports, named, rows)
    first = np.searchsorted(keys, wanted, "left", sorter=order)
    counts = np.searchsorted(keys, wanted, "right", sorter=order) - first
    counts[named == NONE] = 0
    sources = order[stretches(first, counts)]
    return np.repeat(rows, counts).astype(np.int32), sources.astype(np.int32)


def _keys(reports: Reports, who: Ids, rows: Ids | Keys | slice) -> Keys:
    """Return one number for who says it and what is said in each of `rows`."""
    stances = len(Stance)
    said = reports.proposition[rows].astype(np.int64) * stances + reports.stance[rows]
    size = np.int64((int(reports.proposition.max(initial=0)) + 1) * stances)
    return (who + 1) * size + said
