"""What falls without a source, and two tellings side by side, as records."""

from __future__ import annotations

from graph.comparison import comparison_sentence
from graph.consequences import (
    consequences_sentence,
    load_sentence,
    path_load_sentence,
    rerouting_sentence,
)
from graph.records.evidence import (
    Record,
    claim_record,
    hop_record,
    path_answer_record,
    path_record,
    proposition_record,
    ref_record,
)

TYPE_CHECKING = False  # not from `typing`, as in `graph.records.evidence`
if TYPE_CHECKING:
    from graph.comparison import Comparison, Difference
    from graph.consequences import Consequences, Load, LoadBearing, PathLoad, Rerouting, StandingChange
    from graph.model import Claim, Standing


_PARTS = ("claims", "links", "statements", "changes", "unheard", "single_origin", "unnamed_only", "silent")


def consequences_record(found: Consequences) -> Record:
    """Return what falls without some sources; ``..._in_all`` says of how many, ``paths`` only if asked.

    ``numbers`` says how much falls in all: of very much only the part is listed of which most is told.
    """
    return {
        "without": [ref_record(one) for one in found.removed],
        "summary": consequences_sentence(found),
        "claims": [claim_record(claim) for claim in found.claims],
        "claims_in_all": found.totals.claims,
        "links": [proposition_record(one) for one in found.links],
        "links_in_all": found.totals.links,
        "statements": [proposition_record(one) for one in found.statements],
        "statements_in_all": found.totals.statements,
        "changes": [change_record(change) for change in found.changes],
        "unheard": [change_record(change) for change in found.unheard],
        "single_origin": [change_record(change) for change in found.single_origin],
        "unnamed_only": [change_record(change) for change in found.unnamed_only],
        "silent": [ref_record(one) for one in found.silent],
        "entities_in_all": found.totals.entities,
        "pairs_separated": found.separation.pairs,
        "pairs_in_all": found.separation.pairs_before,
        "numbers": {part: found.number(part) for part in _PARTS},
        "paths": rerouting_record(found.paths) if found.paths else None,
    }


def change_record(change: StandingChange) -> Record:
    """Return how a proposition stood and stands; null where nothing is told of it."""
    return {
        "proposition": proposition_record(change.proposition),
        "before": _standing(change.before),
        "after": _standing(change.after),
    }


def rerouting_record(found: Rerouting) -> Record:
    """Return what becomes of the paths between two entities."""
    return {
        "summary": rerouting_sentence(found),
        "before": path_answer_record(found.before),
        "after": path_answer_record(found.after),
        "fallen": [
            {**path_record(one.path), "broken": [hop_record(hop) for hop in one.broken]}
            for one in found.fallen
        ],
        "surviving": [path_record(path) for path in found.surviving],
        "risen": [path_record(path) for path in found.risen],
    }


def load_bearing_record(found: LoadBearing) -> Record:
    """Return the sources that bear most; ``cut`` is true where only some of all ``bearing`` are listed."""
    return {
        "sources": [load_record(load) for load in found.loads],
        "bearing": found.bearing,
        "cut": found.cut,
        "claims_in_all": found.claims,
        "links_in_all": found.links,
        "statements_in_all": found.statements,
    }


def load_record(load: Load) -> Record:
    """Return how much falls without one source."""
    return {
        "source": ref_record(load.source),
        "kind": load.kind.value,
        "summary": load_sentence(load),
        "claims": load.claims,
        "links": load.links,
        "statements": load.statements,
        "status_changes": load.status_changes,
        "single_origin": load.single_origin,
    }


def path_load_record(load: PathLoad) -> Record:
    """Return what becomes of a shortest path without one source; no hops where no path is left."""
    return {
        "source": ref_record(load.source),
        "kind": load.kind.value,
        "summary": path_load_sentence(load),
        "hops_before": load.hops_before,
        "hops": load.hops,
    }


def comparison_record(
    comparison: Comparison, one: str = "the first telling", other: str = "the other"
) -> Record:
    """Return two tellings side by side; `one` and `other` are what they are called."""
    return {
        "one": one,
        "other": other,
        "summary": comparison_sentence(comparison, one, other),
        "counts": {
            count.side.value: {"links": count.links, "statements": count.statements}
            for count in comparison.counts
        },
        "differences": [difference_record(difference) for difference in comparison.differences],
    }


def difference_record(difference: Difference) -> Record:
    """Return one proposition as two tellings have it; null for one that tells nothing of it.

    The status beside the proposition itself is that of the first of them that tells it.
    """
    return {
        "side": difference.side.value,
        "proposition": proposition_record(difference.proposition),
        "is_link": difference.is_link,
        "one": _told(difference.standing_in_one, difference.one),
        "other": _told(difference.standing_in_other, difference.other),
        "rivals": [proposition_record(rival) for rival in difference.rivals],
    }


def _told(standing: Standing | None, claims: tuple[Claim, ...]) -> Record | None:
    stands = _standing(standing)
    return {**stands, "claims": [claim_record(claim) for claim in claims]} if stands else None


def _standing(standing: Standing | None) -> Record | None:
    if standing is None:
        return None
    return {
        "status": standing.status.value,
        "origins": standing.origins,
        "unknown_origins": standing.unknown_origins,
    }
