"""The links that some claims tell, over some entities, as a network that looks into columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from graph.knowledge.reading import by_proposition
from graph.telling import standing_as

if TYPE_CHECKING:
    from graph.columns.layout import Flags
    from graph.knowledge.reading import Reading
    from graph.model import Claim
    from graph.network import LinksTold, Network
    from graph.telling import Telling


def links_under(reading: Reading, telling: Telling, counting: Flags, nodes: Flags) -> LinksTold:
    """Return the links that the claims `counting` tell between two of `nodes`.

    Parameters
    ----------
    telling
        How propositions stand; all of `counting` count in it.
    counting
        One truth value for each row of the columns.
    nodes
        One truth value for each entity of the columns.
    """
    columns = reading.columns
    size = len(columns.propositions)
    of_each = np.bincount(columns.proposition[counting], minlength=size).astype(np.int32)

    def read(propositions: Sequence[int]) -> dict[int, tuple[Claim, ...]]:
        wanted = np.zeros(size, np.bool_)
        wanted[list(propositions)] = True
        rows = np.flatnonzero(wanted[columns.proposition] & counting).tolist()
        claims = standing_as(reading.some_claims(rows), columns, telling)
        return by_proposition(claims, propositions, columns)

    return replace(
        reading.told, judged=telling.judged, told=of_each > 0, nodes=nodes, claim_counts=of_each, read=read
    )


def looking_into(told: LinksTold, also: Iterable[str] = ()) -> Network:
    """Return the network of the links `told`, with some more entities that have none."""
    from graph.network.columnar import ColumnNetwork

    return ColumnNetwork(told, also)
