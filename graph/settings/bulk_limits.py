"""The limits of importing, joining, exporting and analysing: each with default, unit and reason."""

from __future__ import annotations

from typing import NamedTuple


class BulkLimits(NamedTuple):
    """Named limits of work on many rows; where a caller may want another, it is an argument."""

    import_sniffed_bytes: int = 65_536
    """Bytes at the beginning of a table from which its delimiter and its encoding are told."""
    table_row_bytes: int = 16_777_216
    """Bytes of one row of a table, with the line breaks in its cells; a longer one is refused, not held."""
    table_columns: int = 4_096
    """Columns of a table; more of them are a wrong delimiter."""
    table_shown_letters: int = 80
    """Letters of a cell that are repeated where something is wrong with it."""
    table_encoding_bytes: int = 16_777_216
    """Bytes of a table that are looked at for letters beyond ASCII, which tell its encoding."""
    table_letters: int = 20_000
    """Characters at the beginning of a file that are looked at to tell whether it is text."""
    table_odd_letters: float = 0.04
    """The share of them that no text holds from which on a file is none; of chance bytes it is a tenth."""
    table_sniffed_rows: int = 2_000
    """Rows whose cells are counted to tell the delimiter."""
    joining_entities_per_key: int = 400
    """Entities that may share a designation or a word before it says nothing about any two of them."""
    joining_pairs: int = 500_000
    """Pairs of entities whose names are compared when proposals for joining are made."""
    joining_min_score: int = 60
    """Score of 0 to 100 from which two entities are proposed to be joined."""
    joining_likely_score: int = 75
    """Score from which a proposal is likely right; those not decided are told where counts are read."""
    joining_shown: int = 50
    """Proposals that are shown at once."""
    tally_rows: int = 20
    """Pieces of a list that are shown one by one where counts part; all of them are counted."""
    tally_months: int = 120
    """Months, the latest, of which a series of counts is made."""
    joining_accepted_at_once: int = 1_000
    """Proposals that one command may accept."""
    scan_chunk_bytes: int = 33_554_432
    """Bytes of N-Triples that are read into memory at a time."""
    scan_compiled_bytes: int = 8_388_608
    """Bytes of N-Triples from which on compiled code reads them; below, waiting for it would take longer."""
    claim_batch: int = 500
    """Claims that are read at once where not all are: what a stream of them holds in memory, about."""
    export_batch_rows: int = 1_500
    """Nodes, links or claims that an export holds as text at a time."""
    export_batch_claims: int = 3_000
    """Claims on nodes or links that an export holds as text at a time, but for those of one that has more."""
    export_sampled_rows: int = 200
    """Nodes and links that are written to tell how large a file will be."""
    export_arranged_nodes: int = 400
    """Nodes that an export places by forces; more of them stand in a spiral, which costs next to nothing."""
    export_page_entries: int = 20_000
    """Entities, and also claims, that a page for any browser may hold: about 20 MB.
    On a busy machine a browser took 7 s for five thousand claims, and 108 s for 56,000."""
    check_rows: int = 10_000_000
    """Rows that a check of the model may compare at once; one that would compare more is itself reported."""
    listed_violations: int = 1_000
    """Places that are listed of each rule that is broken; the rest is counted."""
    import_quoted_letters: int = 100
    """Letters of a cell that the sentence of a claim repeats; a claim's sentence has room for 300 in all."""
    import_rows: int = 5_000_000
    """Rows of one import: the ids of all of them are held to find one that comes twice."""
    import_rejected_share: float = 0.01
    """Share of faulty rows from which a table is not taken at all: it or the mapping is broken."""
    import_rows_told: int = 3
    """Rows that a preview of an import tells in sentences."""
    import_faults_listed: int = 20
    """Rejected rows that an import tells one by one; all of them are in the file of rejected rows."""
    import_changes_listed: int = 20
    """Rows that a change of an import lists by name for each of added, changed and removed."""
    compiled_from_links: int = 20_000
    """Links from which on searches for paths are compiled; below, the compiler would take longer."""
    array_paths_from_links: int = 3_000
    """Links from which on paths with their evidence are found in arrays, not among values."""
    plain_paths: int = 3
    """Single paths that a process finds without compiled searches, whose loading takes longer."""
    statements_read: int = 500
    """Statements whose claims are read for a list or an answer; of more those with most claims are, and the
    rest is counted."""
    card_statements: int = 100
    """Statements of one relation that the card of an entity tells; of more those with most claims: the rest
    is counted."""
    consequences_told: int = 200
    """Statements of each sort that are told of what falls with a source; of more those with most claims, and
    the rest is counted."""
    grounds_statements: int = 100
    """Statements about one entity whose origins are followed, or whose standing is explained."""
    moments_read: int = 1_000
    """Claims that are put in the order of time; of more the latest are, and the rest is counted."""
    claims_listed: int = 1_000
    """Claims that a command lists unless it is told how many."""
    document_claims: int = 500
    """Claims of one document, such as a table, from which on they are not all read to list the first ones."""
    claims_read_whole: int = 3_000
    """Claims below which a graph is read whole when it is first asked: quicker than many small questions."""
    import_sampled_rows: int = 200
    """Rows at the beginning of a table from which its columns are guessed, and that are shown in the app."""
    import_shown_rows: int = 8
    """Rows of a table that the app shows as they are read."""
    import_shown_faults: int = 20
    """Rejected rows that the app lists; all of them are in the file that it offers."""
    import_watch_seconds: float = 0.7
    """Pause between two looks of the app at an import that runs."""
    import_checkpoint_seconds: float = 2.0
    """Seconds between two times that an import puts down how far it is, to go on from there once stopped."""
    cost_told_bytes: int = 1_000_000
    """Bytes of tables or files from which on it is told beforehand what taking them in will cost."""
    cost_sampled_bytes: int = 700_000
    """Bytes of a table that are read to tell what all of it will cost."""
    cost_build_share: float = 7.0
    """Time that a triple takes to be judged, loaded and indexed, as often as that of making it of its row."""
    cost_measured_triples: int = 100_000
    """Triples from which on the time they took tells how fast a machine is; that of fewer is mostly start."""
    cost_triple_seconds: float = 5e-6
    """Seconds of making a triple of its row, taken for granted where fewer were made than tell it."""
    works_held: int = 32
    """Pieces of long work that the app remembers after their end, so that who comes back finds them."""
    progress_line_seconds: float = 5.0
    """Seconds between two lines that tell how far long work is, where no terminal shows a bar."""
    export_row_group: int = 2_000
    """Rows of a row group of a Parquet file: what its reader holds at a time."""
    load_slice_bytes: int = 16_777_216
    """Bytes of N-Triples that are loaded into a store at a time, a hundred thousand triples: four times as
    many take three times the memory and no less time, and between two slices a build can be stopped."""
    written_rows: int = 20_000
    """Rows of arrays that are held as text at a time where they are written out."""
    written_numbers: int = 4_194_304
    """Numbers of an array that are written out at a time; those that are mapped are let go in between."""
    written_things: int = 2_000
    """Things whose statements are held as text at a time where they are written out."""
    build_disk_share: float = 3.3
    """Bytes that a build takes on the disk for each byte of N-Triples, with what it needs meanwhile."""
    build_memory_share: float = 1.1
    """Bytes of memory that a build takes for each byte of N-Triples, beside `build_memory_bytes`."""
    build_memory_bytes: int = 400_000_000
    """Bytes of memory that any large build takes."""
    patched_share: float = 0.2
    """Share of the claims of a store up to which what joins bear on is derived alone, not the whole anew."""
    patched_claims: int = 200
    """Claims that it may be in any store, however small."""
    patched_batch: int = 500
    """Things that one query asks about where what joins bear on is read."""
    join_whole_claim_seconds: float = 1.2e-5
    """Seconds for each claim of a store that it takes to copy and change it by joins."""
    join_claim_seconds: float = 1.2e-3
    """Seconds for each claim on which joins bear: it is derived anew."""
    triple_bytes: int = 150
    """Bytes of N-Triples that a triple takes, about: by it a build tells how many there will be."""
    import_dated_rows: int = 1_000_000
    """Rows whose dates are looked at to tell whether day or month comes first in them."""
    contradiction_batch: int = 50
    """Contradictions whose claims are read at once when a list of them is gone through."""
    analysis_exact_steps: int = 300_000_000
    """Steps along links from which on betweenness and distances are measured from a sample: a few seconds."""
    analysis_least_sources: int = 64
    """Entities that such a sample has at least, however large the network is."""
    analysis_shown: int = 20
    """Entities, communities, chains or months of an analysis that are shown at once."""
    analysis_told: int = 5
    """Members, relations and classes that are told of a community."""
    motif_rows: int = 2_000_000
    """Rows that are held at a time while chains are put together; beyond them a count is one of at least."""
    series_periods: int = 600
    """Weeks, months or years, the latest, that a series shows."""
    series_lines: int = 5
    """Lines into which a series is parted, beside one for all others."""
