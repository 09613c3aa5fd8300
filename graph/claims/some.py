"""Claims asked for by their IRIs or what they are about, and all of them one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from graph.claims.shelf import Shelf
from graph.claims.whole import read_identity
from graph.columns import NONE, Columns, columns_of
from graph.identity import Identity
from graph.lexicon import Lexicon, lazy_lexicon
from graph.model import Claim
from graph.settings import BULK_LIMITS

if TYPE_CHECKING:
    from graph.store import Store


def read_claims_of(
    store: Store,
    lexicon: Lexicon,
    identity: Identity,
    *,
    propositions: Iterable[str] = (),
    claims: Iterable[str] = (),
    columns: Columns | None = None,
) -> tuple[Claim, ...]:
    """Return just the claims with these IRIs, and those about propositions with these, each once.

    They stand in the order of their documents and are the same values as `read_claims` gives; what is
    nowhere in the store is passed over. Only what they need is read.

    Parameters
    ----------
    columns
        The claims as columns, seen through `identity`; those kept beside the store unless given.

    Examples
    --------
    >>> from graph.store import open_store
    >>> store = open_store()
    >>> read_claims_of(store, lazy_lexicon(store), Identity(), claims=["https://example.org/claim/1"])
    ()
    """
    held = columns_of(store) if columns is None else columns
    shelf = Shelf(store, lexicon, identity, held)
    rows = {row for iri in claims if (row := held.claims.index(iri)) != NONE}
    for number in map(shelf.number_of, propositions):
        if number != NONE:
            rows.update(range(*held.first_claim[number : number + 2].tolist()))
    return shelf.read(rows)


def stream_claims(
    store: Store,
    lexicon: Lexicon | None = None,
    identity: Identity | None = None,
    *,
    batch: int = BULK_LIMITS.claim_batch,
) -> Iterator[Claim]:
    """Yield every claim of `store` in the order of its document, reference claims last, in flat memory.

    The values and their order are those of `read_claims`.

    Parameters
    ----------
    lexicon, identity
        The words and who is held to be whom; read from `store` unless given.
    batch
        Claims held in memory at once, about.
    """
    words = lazy_lexicon(store) if lexicon is None else lexicon
    held = read_identity(store) if identity is None else identity
    yield from Shelf(store, words, held, columns_of(store)).stream(batch)
