"""Derive the words of a build from what each of its graphs tells, all things at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import NONE, Columns
from graph.columns.reading import kept_identity, property_values
from graph.columns.stretches import lists
from graph.conflicts import read_contents
from graph.identity import Identity, group_propositions
from graph.lexicon import Lexicon, read_lexicon
from graph.namespaces import AG, GRAPH_CURATED, GRAPH_IMPORTS
from graph.triples import Triples, triples_of
from graph.wordings.filling import Fields
from graph.wordings.layout import GRAPHS, Ids, Offsets, Wordings
from graph.wordings.pieces import pieces_of, pieces_of_bytes
from graph.wordings.spilling import Spill
from graph.wordings.stating import Homes, plain_things, statements_of
from graph.wordings.told import told_by

if TYPE_CHECKING:
    from graph.store import Store

Rivals = Iterable[tuple[int, int]]
"""Pairs of propositions, by their rows, that cannot stand together; -1 for one that is not there."""


def authored_graphs(store: Store) -> list[str]:
    """Return the graphs of what people wrote: the curated one first, then those of imports."""
    names = store.graphs()
    curated = [name for name in names if name == GRAPH_CURATED]
    return curated + sorted(name for name in names if name.startswith(GRAPH_IMPORTS))


def derive_wordings(store: Store, columns: Columns, identity: Identity | None = None) -> Wordings:
    """Return the words of `store` by the rows of `columns`.

    Parameters
    ----------
    store
        A store as a build makes it.
    columns
        Its columns, derived with the same `identity`.
    identity
        Who is held to be whom; as the build derived it unless given.
    """
    held = kept_identity(store) if identity is None else identity
    graphs = ((name, triples_of(store, [name])) for name in authored_graphs(store))
    return wordings_among(graphs, columns, read_lexicon(store), held, _rivals(store, columns, held))


def wordings_among(
    graphs: Iterable[tuple[str, Triples]],
    columns: Columns,
    lexicon: Lexicon,
    identity: Identity,
    rivals: Rivals,
) -> Wordings:
    """Return the words that `graphs` tell by the rows of `columns`.

    Parameters
    ----------
    graphs
        What people wrote: the names of graphs and what they hold, one at a time, so that memory need not
        hold all of them.
    columns
        What was derived of all of them with the same `identity`.
    lexicon
        Labels and classes of all of them.
    identity
        Who is held to be whom.
    rivals
        What cannot stand together; once for each two will do.
    """
    labels = [lexicon.ref(iri).label.encode("utf-8", "replace") for iri in columns.entities]
    types = [lexicon.types.get(iri) for iri in columns.entities]
    kinds = [(held[0] if held else "Entity") if held is not None else "" for held in types]
    homes, fields = Homes(columns, labels, kinds), Fields(columns)
    is_entity = np.array([held is not None for held in types], np.bool_)
    beside = Spill()
    names: list[str] = []
    for name, triples in graphs:
        told, place = told_by(name, triples, columns, identity), len(names)
        names.append(name.removeprefix(GRAPHS))
        homes.take(told, place)
        fields.take(told, place, homes)
        plain, spoken_of = plain_things(told, place, homes), homes.spoken_of(told)
        for some, texts in statements_of(told, plain, spoken_of, is_entity):
            beside.add(some, texts)
        del told, triples, plain, spoken_of
    statements, statement_home = beside.ordered()
    known: dict[str, int] = {}
    numbered = [NONE if held is None else known.setdefault(",".join(held), len(known)) for held in types]
    said_to, against = fields.said_to(), _both_ways(rivals, len(columns.propositions))
    datatypes, datatype = fields.datatypes()
    return Wordings(
        # Every field by its name: which of them are texts and which arrays no type checker can see here.
        **fields.texts(),  # type: ignore[arg-type]
        **fields.numbers(),  # type: ignore[arg-type]
        said_to_offsets=said_to[0],
        said_to=said_to[1],
        datatype=datatype,
        datatypes=datatypes,
        rival_offsets=against[0],
        rivals=against[1],
        label=pieces_of_bytes(labels),
        kinds=np.array(numbered, np.int32),
        types=pieces_of(known),
        relation=pieces_of(lexicon.ref(iri).label for iri in columns.predicates),
        claim_graph=homes.graph["claim"],
        proposition_graph=homes.graph["proposition"],
        entity_graph=homes.graph["entity"],
        graphs=pieces_of(names),
        statements=statements,
        statement_home=statement_home,
    )


def _rivals(store: Store, columns: Columns, identity: Identity) -> Iterator[tuple[int, int]]:
    pairs = list(property_values(store, AG + "incompatibleWith"))
    rows = {iri: columns.propositions.index(iri) for pair in pairs for iri in pair}
    if identity.canonicals and NONE in rows.values():  # one of them may stand for another; to ask takes long
        stands = group_propositions(read_contents(store, identity))
        rows = {iri: columns.propositions.index(stands.get(iri, iri)) for iri in rows}
    yield from ((rows[one], rows[other]) for one, other in pairs)


def _both_ways(rivals: Rivals, count: int) -> tuple[Offsets, Ids]:
    pairs = {pair for pair in rivals if NONE not in pair and pair[0] != pair[1]}
    pairs |= {(other, one) for one, other in pairs}
    rows = np.array(sorted(pairs), np.int32).reshape(-1, 2)
    return lists(rows[:, 0], rows[:, 1], count)
