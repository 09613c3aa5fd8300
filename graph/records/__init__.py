"""Every value as a plain dict that `json.dumps` takes: the one place that decides the field names.

The command line, the exports and the app all hand these out, so a program that has learnt the shape of a
claim in one of them can read it in every other. A search writes records, too, and must start fast: only
what it needs is imported here, the other records from the file that holds them.
"""

from __future__ import annotations

from graph.records.evidence import (
    Record,
    attribute_record,
    card_record,
    claim_record,
    document_record,
    hop_record,
    link_record,
    match_record,
    path_answer_record,
    path_record,
    proposition_record,
    ref_record,
)

__all__ = [
    "Record",
    "attribute_record",
    "card_record",
    "claim_record",
    "document_record",
    "hop_record",
    "link_record",
    "match_record",
    "path_answer_record",
    "path_record",
    "proposition_record",
    "ref_record",
]
