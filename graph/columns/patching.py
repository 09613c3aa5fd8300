"""Columns in which what is said of a few propositions and entities is new, and all else as it was."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields

import numpy as np

from graph.columns.deriving import who_counts
from graph.columns.layout import Columns, Flags, Ids, Offsets
from graph.columns.names import NONE, Names
from graph.columns.splicing import Splice, names_spliced, same_names, spliced, spliced_names
from graph.columns.stretches import offsets_of
from graph.conflicts import ConflictKind

_OF_DOCUMENTS = ("published_from", "published_to")
_OF_CLAIMS = ("stance", "certainty", "modality", "said_from", "said_to", "reference", "unnamed")


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Where the rows of every table come from."""

    propositions: Splice
    claims: Splice
    entities: Splice
    documents: Splice
    predicates: Splice
    origins: Splice
    pairs: Splice


def patched(
    old: Columns,
    other: Columns,
    propositions: Collection[str],
    entities: Collection[str],
    counting: Sequence[str],
) -> tuple[Columns, Tables]:
    """Return `old` with what `other` tells of some propositions, their claims, and some entities.

    Parameters
    ----------
    old
        The columns of all that people wrote.
    other
        Those of a part of it in which all stands that bears on `propositions`.
    propositions, entities
        What is taken from `other`, and from nowhere else.
    counting
        The relations whose subject counts for their object.
    """
    tables = _tables(old, other, propositions, entities)
    whole = Columns(**_names(old, other, tables), **_numbers(old, other, tables))  # type: ignore[arg-type]
    rows = np.array([row for one in counting if (row := whole.predicates.index(one)) != NONE], np.int32)
    child, parent = who_counts(whole, rows)
    held = {one.name: getattr(whole, one.name) for one in fields(Columns)}
    return Columns(**(held | {"counts_child": child, "counts_parent": parent})), tables


def same_columns(one: Columns, other: Columns) -> bool:
    """Return whether two columns hold the same everywhere."""
    return all(
        _alike(getattr(one, each.name), getattr(other, each.name))
        for each in fields(Columns)
        if each.name != "identity_key"
    )


def _alike(one: object, other: object) -> bool:
    if isinstance(one, Names) and isinstance(other, Names):
        return all(np.array_equal(getattr(one, part), getattr(other, part)) for part in Names.__slots__)
    return np.array_equal(np.asarray(one), np.asarray(other))


def flagged(names: Names, wanted: Collection[str]) -> Flags:
    """Return which rows have one of the names that are `wanted`."""
    found = np.zeros(len(names) + 1, np.bool_)
    found[names.indices(wanted)] = True
    return found[:-1]


def _tables(old: Columns, other: Columns, propositions: Collection[str], entities: Collection[str]) -> Tables:
    gone, come = flagged(old.propositions, propositions), flagged(other.propositions, propositions)
    coming = np.flatnonzero(come).astype(np.int32)
    by_name, places = spliced_names(old.propositions, other.propositions, gone, coming)
    before = np.zeros(len(come), np.int64)
    before[coming] = places
    claims = np.flatnonzero(come[other.proposition])
    pairs = np.flatnonzero(come[other.pair_proposition])
    first_pair = offsets_of(old.pair_proposition, len(gone))
    pair_rows = spliced(
        gone[old.pair_proposition],
        len(other.pair_proposition),
        pairs,
        first_pair[before[other.pair_proposition[pairs]]],
    )
    some = flagged(old.entities, entities), np.flatnonzero(flagged(other.entities, entities))
    return Tables(
        propositions=by_name,
        claims=spliced(
            gone[old.proposition],
            len(other.claims),
            claims,
            old.first_claim[before[other.proposition[claims]]],
        ),
        entities=spliced_names(old.entities, other.entities, some[0], some[1].astype(np.int32))[0],
        documents=same_names(old.documents, other.documents),
        predicates=same_names(old.predicates, other.predicates),
        origins=_origins(old, other, gone, pairs),
        pairs=pair_rows,
    )


def _origins(old: Columns, other: Columns, gone: Flags, pairs: Offsets) -> Splice:
    """Return the table of those origins that a pair still has, or has now."""
    used = np.zeros(len(old.origins) + 1, np.bool_)
    used[old.pair_origin[~gone[old.pair_proposition]]] = True
    wanted = np.unique(other.pair_origin[pairs])
    known = np.array([old.origins.index(other.origins[one]) for one in wanted.tolist()], np.int32)
    used[known] = True
    coming = wanted[known == NONE].astype(np.int32)
    return spliced_names(old.origins, other.origins, ~used[:-1], coming)[0]


def _names(old: Columns, other: Columns, tables: Tables) -> dict[str, Names]:
    found = {
        name: names_spliced(getattr(tables, name), getattr(old, name), getattr(other, name))
        for name in ("propositions", "entities", "documents", "predicates", "origins")
    }
    claims = names_spliced(tables.claims, old.claims, other.claims)
    return {**found, "claims": Names(claims.letters, claims.offsets, _order(old, other, tables.claims))}


def _order(old: Columns, other: Columns, claims: Splice) -> Ids:
    """Return the claims in the order of their names, which are as they were: only their rows are others."""
    rows = claims.kept[:-1].copy()
    come = np.flatnonzero(claims.came[:-1] != NONE)
    rows[old.claims.indices(other.claims.several(come))] = claims.came[come]
    return rows[old.claims.order]


def _numbers(old: Columns, other: Columns, tables: Tables) -> dict[str, object]:
    claims, propositions, pairs = tables.claims, tables.propositions, tables.pairs
    proposition = claims.numbers(old.proposition, other.proposition, propositions)
    lists = {
        "relay_actor_offsets": ("relay_actors", tables.entities),
        "relay_claim_offsets": ("relay_claims", claims),
        "pair_offsets": ("pairs", pairs),
    }
    found: dict[str, object] = {name: getattr(old, name) for name in _OF_DOCUMENTS}
    for offsets, (values, of) in lists.items():
        held, more = (
            (getattr(one, offsets), now[getattr(one, values)])
            for one, now in ((old, of.kept), (other, of.came))
        )
        found[offsets], found[values] = claims.lists(held, more)
    return {
        **found,
        **{name: claims.values(getattr(old, name), getattr(other, name)) for name in _OF_CLAIMS},
        **{
            name: claims.numbers(getattr(old, name), getattr(other, name), table)
            for name, table in (
                ("claimant", tables.entities),
                ("on_behalf_of", tables.entities),
                ("document", tables.documents),
            )
        },
        **{
            name: propositions.numbers(getattr(old, name), getattr(other, name), table)
            for name, table in (
                ("subject", tables.entities),
                ("predicate", tables.predicates),
                ("object", tables.entities),
            )
        },
        "outlet": tables.entities.kept[old.outlet],
        "proposition": proposition,
        "first_claim": offsets_of(proposition, len(propositions.rows)),
        "pair_proposition": pairs.numbers(old.pair_proposition, other.pair_proposition, propositions),
        "pair_origin": pairs.numbers(old.pair_origin, other.pair_origin, tables.origins),
        "pair_known": pairs.values(old.pair_known, other.pair_known),
        **_conflicts(old, other, propositions),
        "counts_child": old.counts_child,
        "counts_parent": old.counts_parent,
        "identity_key": other.identity_key,
    }


def _conflicts(old: Columns, other: Columns, propositions: Splice) -> dict[str, object]:
    """Return the conflicts of what stays and of what comes, in the order of `graph.conflicts`."""
    kinds = list(ConflictKind)
    found: list[tuple[str, list[int], list[float], list[float]]] = []
    come = propositions.came.copy()
    come[propositions.rows[come] < len(propositions.kept) - 1] = NONE  # what is known stands in `old`
    for one, now in ((old, propositions.kept), (other, come)):
        members = now[one.conflict_members]
        for row, kind in enumerate(one.conflict_kind.tolist()):
            some = slice(int(one.conflict_offsets[row]), int(one.conflict_offsets[row + 1]))
            if (members[some] != NONE).all():
                low, high = (getattr(one, f"conflict_{end}")[some].tolist() for end in ("low", "high"))
                found.append((kinds[kind].value, members[some].tolist(), low, high))
    found.sort(key=lambda each: each[:2])
    return {
        "conflict_offsets": np.cumsum([0, *(len(each[1]) for each in found)]),
        "conflict_members": np.array([one for each in found for one in each[1]], np.int32),
        "conflict_low": np.array([one for each in found for one in each[2]], np.float64),
        "conflict_high": np.array([one for each in found for one in each[3]], np.float64),
        "conflict_kind": np.array([kinds.index(ConflictKind(each[0])) for each in found], np.uint8),
    }
