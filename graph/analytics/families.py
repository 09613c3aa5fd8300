"""Which entities are variants of others, so that what holds of the variant is found for its family, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.analytics.chains import NO_FAMILIES
from graph.identity import Identity, Verdict
from graph.tallies.scope import variants_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.analytics.nets import Counts


def families_of(identity: Identity, place_of: Callable[[str], int | None]) -> Counts:
    """Return a row for each variant and each of its families, near and far, by their places.

    Parameters
    ----------
    identity
        Who is held to be whom, with what is judged to be a variant.
    place_of
        The place of an entity by its IRI; None where it is not looked at.

    Examples
    --------
    >>> from graph.identity import Judgement, fold
    >>> judged = Judgement("j/1", frozenset({"w/himars", "w/m142"}), "w/himars", Verdict.VARIANT)
    >>> families_of(fold([judged]), ["w/himars", "w/m142"].index).tolist()
    [[1, 0]]
    """
    judged = (one for one in identity.judgements if one.verdict is Verdict.VARIANT)
    families = sorted({identity.canonical(one.canonical) for one in judged})
    pairs = {
        (place_of(one), place_of(family)) for family in families for one in variants_of(family, identity)
    }
    found = sorted((one, family) for one, family in pairs if one is not None and family is not None)
    return np.array(found, np.int64) if found else NO_FAMILIES
