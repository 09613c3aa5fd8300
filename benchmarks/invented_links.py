"""Columns of an invented graph of any size, without its triples: what searches for paths stand on."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
from conflict_graph import CERTAINTIES, CLAIM_EXPONENT, MOST_CLAIMS, STANCES, invented_steps
from numpy.typing import NDArray

from graph.columns import Columns, names_of
from graph.namespaces import AG, ID

LINKS_A_TRIPLE, LINKS_AN_ENTITY = 0.056, 4


def columns_of_links(triples: int, seed: int = 1) -> tuple[Columns, NDArray[np.bool_]]:
    """Return columns as of a graph of about so many triples, and which of their entities are entities: all.

    Every claim has an origin of its own, two of three of them named.
    """
    rng = np.random.default_rng(seed)
    steps, relations = invented_steps(rng, round(triples * LINKS_A_TRIPLE), LINKS_AN_ENTITY)
    count, entities = len(steps), 1 + int(max(steps[:, 0].max(), steps[:, 2].max()))
    about = np.repeat(np.arange(count), np.minimum(rng.zipf(CLAIM_EXPONENT, count), MOST_CLAIMS))
    claims = len(about)
    ids, none = np.arange(claims, dtype=np.int32), np.full(claims, -1, np.int32)
    held = {one.name: np.zeros(0, np.int32) for one in fields(Columns)} | {
        "claims": names_of(f"{ID}claim/{number:08}" for number in range(claims)),
        "propositions": names_of(f"{ID}proposition/{number:08}" for number in range(count)),
        "entities": names_of(f"{ID}entity/{number:08}" for number in range(entities)),
        "documents": names_of([f"{ID}document/only"]),
        "predicates": names_of(AG + name for name in sorted(relations)),
        "origins": names_of(f"{ID}entity/{number:08}" for number in range(entities)),
        "proposition": about.astype(np.int32),
        "claimant": rng.integers(0, entities, claims).astype(np.int32),
        "on_behalf_of": none,
        "document": np.zeros(claims, np.int32),
        "stance": rng.choice(len(STANCES), claims, p=list(STANCES.values())).astype(np.uint8),
        "certainty": rng.choice(len(CERTAINTIES), claims, p=list(CERTAINTIES.values())).astype(np.uint8),
        "modality": np.zeros(claims, np.uint8),
        "said_from": np.zeros(claims, np.int32),
        "said_to": np.zeros(claims, np.int32),
        "reference": np.zeros(claims, np.bool_),
        "unnamed": np.zeros(claims, np.bool_),
        "relay_actor_offsets": np.zeros(claims + 1, np.int64),
        "relay_claim_offsets": np.zeros(claims + 1, np.int64),
        "pair_offsets": np.arange(claims + 1, dtype=np.int64),
        "pairs": ids,
        "pair_proposition": about.astype(np.int32),
        "pair_origin": rng.integers(0, entities, claims).astype(np.int32),
        "pair_known": rng.random(claims) < 2 / 3,
        "subject": steps[:, 0].astype(np.int32),
        "predicate": steps[:, 1].astype(np.int32),
        "object": steps[:, 2].astype(np.int32),
        "first_claim": np.searchsorted(about, np.arange(count + 1)),
        "conflict_offsets": np.zeros(1, np.int64),
        "identity_key": "",
    }
    return Columns(**held), np.ones(entities, np.bool_)
