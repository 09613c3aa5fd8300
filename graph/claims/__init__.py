"""Claims, propositions and documents read from a store into values: all of them, or just some."""

from graph.claims.shelf import Shelf
from graph.claims.some import read_claims_of, stream_claims
from graph.claims.whole import document_order, read_claims, read_documents, read_identity

__all__ = [
    "Shelf",
    "document_order",
    "read_claims",
    "read_claims_of",
    "read_documents",
    "read_identity",
    "stream_claims",
]
