"""The limits of asking, drawing and serving: each with its default, its unit and why it is there."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """Named limits; where a caller may want another, the function concerned takes it as an argument."""

    path_count: int = 5
    """How many paths a path query returns unless told otherwise."""
    path_max_hops: int = 6
    """Longest path looked for, in hops."""
    path_max_examined: int = 20_000
    """Simple paths examined before a path query gives up and says that it was cut."""
    path_max_steps: int = 200_000
    """Steps taken by a search through what must be passed before it gives up and says that it was cut."""
    path_max_stops: int = 4
    """Entities that a path can be asked to pass: each more doubles the orders that are weighed."""
    path_max_count: int = 20
    """Paths that the app shows at most: more cannot be told apart on one page."""
    frontier_batch: int = 200
    """Entities whose links one query asks for: as many as a server's compiler takes with ease."""
    frontier_max_entities: int = 20_000
    """Entities of one frontier beyond which a search over a remote graph stops, as at a hub, and says so."""
    frontier_max_links: int = 100_000
    """Links that such a search holds at once, about 100 MB; beyond, it stops and says so."""
    path_opening_max_hops: int = 12
    """Longest path mentioned, in hops, when saying what would open one where there is none."""
    search_results: int = 20
    """Matches a search returns."""
    search_max_letters: int = 1_000
    """Letters of a search text: no name is longer, and comparing a whole book with each takes for ever."""
    search_candidates: int = 400
    """Names compared letter by letter in one search."""
    search_min_score: float = 68.0
    """Least similarity, 0 to 100, at which a misspelt name still counts as found."""
    search_min_word_score: float = 75.0
    """Least similarity, 0 to 100, of each word when the words of a search stand apart in a name."""
    suggestion_count: int = 5
    """Names offered after an unknown one."""
    suggestion_min_score: float = 74.0
    """Least similarity, 0 to 100, of a name offered: a short text is a little like many names."""
    sparql_max_rows: int = 10_000
    """Rows a query returns to a person; more are cut and the result says so."""
    sparql_timeout_seconds: float = 30.0
    """Time after which a query is stopped: between two rows, or at once where it runs in a worker."""
    query_memory_bytes: int = 2_000_000_000
    """Memory that one query may take in a worker, beyond what the open store takes (Linux only)."""
    query_max_letters: int = 250_000
    """Letters of a query: longer ones are made by machines, and reading them takes longer than answering."""
    query_parsed_letters: int = 2_000
    """Letters from which a query in the caller's process is parsed for its depth; none shorter overflows."""
    query_answer_bytes: int = 200_000_000
    """Bytes of an answer that the app or the command line holds at once; the endpoint streams any length."""
    query_frame_bytes: int = 65_536
    """Bytes of an answer that a worker hands over at once."""
    query_waiting: int = 64
    """Queries that wait for a worker; more are told to come back."""
    query_waiting_seconds: float = 15.0
    """Time that a query waits for a worker, before and apart from the time it may run."""
    query_stalled_seconds: float = 60.0
    """Time in which who asked takes nothing of a streamed answer, before the worker is freed for others."""
    query_kept_guarded: int = 256
    """Queries of which a worker remembers that they only read."""
    answer_page_rows: int = 100
    """Rows of an answer that the app shows at once; buttons show the others."""
    answer_bars: int = 30
    """Bars in the chart of an answer; of more rows the first are drawn, in the order of the table."""
    answer_dates: int = 60
    """Rows of an answer that its timeline draws, the first in the order of the table."""
    answer_places: int = 500
    """Places of an answer that its map draws, the first in the order of the table."""
    turtle_max_triples: int = 500
    """Triples that the app shows as text; of more, the file is there to be downloaded."""
    query_tabs: int = 8
    """Queries that one session has open beside each other."""
    query_history: int = 50
    """Queries of one session that its history remembers; the oldest give way."""
    query_name_letters: int = 40
    """Letters of the name of a query that is open."""
    query_wait_seconds: float = 1.0
    """Time that the app waits for an answer before it says that the query runs and offers to stop it."""
    query_watch_seconds: float = 0.7
    """Pause between two looks whether a running query is done."""
    update_timeout_seconds: float = 60.0
    """Time after which a SPARQL update is stopped; nothing is changed then."""
    listed_choices: int = 500
    """Options a box lists: of more, those of which most is told; others are found by typing their name."""
    listed_statement_claims: int = 1_000
    """Claims about an entity whose statements a box lists; those that name it come first."""
    listed_denials: int = 100
    """Denials of what nobody asserts that the page of contradictions lists."""
    view_max_nodes: int = 2_000
    """Nodes drawn at once; beyond, the view is cut and says how many are hidden."""
    view_lively_nodes: int = 300
    """Nodes beyond which a drawing no longer answers each move of the mouse and hides links while dragged."""
    expand_max_neighbours: int = 25
    """Neighbours one expansion adds."""
    picture_expansions: int = 40
    """Expansions one picture remembers."""
    undo_steps: int = 20
    """Steps of a picture that can be taken back."""
    marked_pairs: int = 15
    """Pairs of marked entities between which paths are looked for: all pairs of six."""
    marked_paths: int = 5
    """Shortest paths added to a picture between two marked entities."""
    card_rows: int = 8
    """Links of one relation that a card lists at first; a button shows all."""
    card_links: int = 24
    """Links of a card that travel to the browser folded up; of more, each group when it is opened."""
    card_claims: int = 6
    """Claims of one side that a card draws at first; a button shows all."""
    default_view_max_nodes: int = 24
    """Nodes in the view a newcomer sees first: as many as can be told apart and read on one screen."""
    load_bearing_sources: int = 20
    """Sources listed by what falls without them; the rest is counted."""
    columns_checked_bytes: int = 1_000_000
    """Bytes of the kept columns held against their checksum when they open; more would have to be read."""
    listed_consequences: int = 25
    """Propositions of one sort that `what-if` prints; the rest is counted and printed on demand."""
    comparison_view_max_nodes: int = 60
    """Nodes in the drawing of two tellings: what they are opposed on comes first, the rest is counted."""
    listed_problems: int = 20
    """Problems of the data that one message lists; the rest is counted."""
    weighed_entities: int = 400
    """Entities from which the paths through a contradiction are counted; of more, as many are drawn."""
    matter_max_propositions: int = 60
    """Propositions about an incident or weapon beyond which it is a hub and no longer one matter."""
    left_open_propositions: int = 6
    """Propositions shown of what a denial leaves open."""
    page_cards: int = 10
    """Contradictions, differences or the like drawn at once on a page of the app; a button draws more."""
    chains_per_claim: int = 24
    """Ways back to a speaker that are told of one claim; a report of origins says when there are more."""
    opened_perspectives: int = 24
    """Perspectives that the app keeps at hand for all who look at it; older ones are judged anew."""
    listed_names: int = 6
    """Names that one sentence of an answer lists; of more the rest is counted."""
    page_rows: int = 60
    """Statements of one line each that a page of the app lists at once; the rest is counted."""
    chart_speakers: int = 20
    """Speakers in a chart of stances over time, those with most claims; the list beneath holds all."""
    chart_events: int = 6
    """Dates of incidents marked in that chart, the earliest first; the list beneath holds all."""
    timeline_stack: int = 5
    """Things of one date drawn above each other in a timeline; more are one mark with their number."""
    timeline_rows: int = 8
    """Marks above each other in a lane of a timeline, before what lies close together is counted together."""
    timeline_across: int = 64
    """Marks that a timeline has room for beside each other: closer ones are set above each other."""
    matrix_rows: int = 16
    """Speakers in the matrix of who says what about whom, those with most claims; the rest is counted."""
    matrix_columns: int = 12
    """Entities spoken about in that matrix, those with most claims; the rest is counted."""
    matrix_listed_claims: int = 500
    """Claims in the table beneath that matrix; the rest is counted."""
    chain_statements: int = 6
    """Statements drawn at the ends of citation chains; of more only the ways to the documents are drawn."""
    kept_scenes: int = 20
    """Drawings of one session whose content is remembered, so that only what differs is sent again."""
    article_max_bytes: int = 4_000_000
    """Bytes of the longest file that is taken for an article's text."""
    uploaded_articles: int = 50
    """Uploaded article texts that one session keeps, in memory only; the oldest give way."""
    view_file_bytes: int = 1_000_000
    """Bytes of a file with a saved view: the largest picture, every place in it held, needs a third."""
    view_file_values: int = 2_000
    """Values of one name in such a file; more are left out and counted."""
    view_file_letters: int = 8_000
    """Letters of one of its values, as many as a query in an address may have."""
    address_values: int = 1_000
    """Values in one address: Streamlit ignores the whole of an address with more."""
    server_workers: int = 2
    """Processes that answer queries for `armsgraph serve`, so queries that run at the same time."""
    server_grace_seconds: float = 10.0
    """Time that running answers are given to finish when the server is told to stop."""
    server_poll_seconds: float = 1.0
    """Time between two looks whether there is a newer build to serve."""
    server_body_bytes: int = 4_000_000
    """Bytes of the longest request to the endpoint; what writes has its own limit."""
    server_parameters: int = 200
    """Parameters of one request, as many graphs may be named in it."""
    server_kept_answer_bytes: int = 1_000_000
    """Bytes of the largest answer that the server keeps to give it again while the build stays."""
    server_kept_bytes: int = 64_000_000
    """Bytes of all answers that the server keeps; the longest unasked give way."""
    server_address_bytes: int = 60_000
    """Bytes of the longest address that is answered; a longer query is sent by POST."""
    server_header_bytes: int = 32_768
    """Bytes of all headers of one request."""
    server_head_seconds: float = 20.0
    """Time in which the head of a request, and then each part of its body, must have come."""
    server_compressed_bytes: int = 1_000
    """Bytes from which an answer is compressed: below, it costs more than it saves."""
    unpacked_max_bytes: int = 2_000_000_000
    """Bytes that a packed data file may grow to: a few kilobytes of gzip can hold what fills a disk."""
    write_body_bytes: int = 64_000_000
    """Bytes of one graph or update that a writer may send to a server; larger ones are loaded beside it."""
    description_seconds: float = 60.0
    """Time between two looks what a server elsewhere holds, whose endpoint or assistant this is."""
    page_links: int = 300
    """Links, and claims of each, that a server's page lists; the rest is counted, and in its RDF."""
    assistant_page: int = 20
    """Items of one page of an answer to an assistant, unless it asks for another number."""
    assistant_list_items: int = 100
    """Items of the longest list in such an answer; a longer one is cut and the answer says so."""
    assistant_link_claims: int = 8
    """Claims that one link, side or explanation carries in such an answer; the rest is counted."""
    assistant_text_letters: int = 2_000
    """Letters of one text in such an answer; a longer one is cut and the answer says so."""
    assistant_answer_letters: int = 150_000
    """Letters of the records of one page: it ends before, with at least one, and says where to go on."""
    assistant_quoted_letters: int = 30_000
    """Letters of the text that such an answer gives to be quoted; what is beyond stands in its content."""
    assistant_argument_letters: int = 20_000
    """Letters of one text that an assistant may send, as long as a long query."""
    assistant_argument_values: int = 50
    """Texts in one list that an assistant may send."""
    assistant_shown_letters: int = 80
    """Letters of a wrong argument that the sentence about it repeats."""
    assistant_query_seconds: float = 20.0
    """Time after which a SPARQL query of an assistant is stopped: it waits for each answer."""
    completed_entities: int = 20
    """Entities found for what was typed of a name in the SPARQL editor, before the best are offered."""
    offered_entities: int = 8
    """Entities that the SPARQL editor offers at once; typing on brings others."""
    offered_names: int = 10
    """Prefixes, names and keywords that it offers at once."""
    upload_chunk_bytes: int = 2_000_000
    """Bytes that travel to a server at once: some 15,000 triples, to be sent again if the way breaks."""
    upload_least_chunk_bytes: int = 1_000
    """Bytes below which a chunk that is too large for a server is not halved any more."""
    upload_silence_seconds: float = 3_600.0
    """Longest time that a server may take to switch to a build that it has received."""
    upload_lock_seconds: float = 900.0
    """Time after which the right of a loader that nobody hears of any more is void."""
    kept_builds: int = 2
    """Finished builds kept in a store directory: the current one and the one before it."""
    server_connect_seconds: float = 10.0
    """Time in which a server must take the call."""
    server_silence_seconds: float = 120.0
    """Longest time that a server may say nothing before or within an answer."""
    server_answer_seconds: float = 300.0
    """Longest time that is spent waiting for one answer of a server, from its first byte to its last."""
    server_repeats: int = 4
    """How often a request that changes nothing when repeated is sent again where the server is busy."""
    server_pause_seconds: float = 0.25
    """Pause before the second repetition; it doubles with each more."""
    server_longest_pause_seconds: float = 30.0
    """Longest pause before a request is repeated, whatever the server asks for."""
    server_connections: int = 16
    """Connections to one server that are kept open for the next request."""
    server_address_letters: int = 2_000
    """Letters of a query and its graphs beyond which they travel in the body, not in the address."""
    server_words: int = 300
    """Letters of what a server says that an error repeats."""
    server_words_bytes: int = 20_000
    """Bytes read of the page with which a server refuses."""
