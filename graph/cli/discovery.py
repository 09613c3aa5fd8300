"""`search` and `show`: which entity is it, and what is known of it.

`search` answers from the label index alone and so imports neither the triple store nor, off a terminal, rich.
"""

from __future__ import annotations

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.output import harmless, note, to_terminal, write_json, write_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from graph.labels import Match
    from graph.tallies import CountsApart


def search(arguments: Namespace) -> int:
    """Print the entities with a name like the text, the best first; 1 if there are none."""
    from graph.records import match_record
    from graph.search import LabelIndex
    from graph.settings import LIMITS, default_store_location

    index = LabelIndex.at(arguments.store or default_store_location())
    limit = arguments.limit or LIMITS.search_results
    more = index.search(arguments.text, limit + 1)
    found = more[:limit]
    if arguments.json:
        write_json([match_record(match) for match in found])
    elif not found:
        note(f"Nothing is called {arguments.text!r}, nor anything like it.")
    elif to_terminal():
        _print_table(found)
    else:
        _print_lines(found)
    if len(more) > limit:
        note(f"More names match than the {limit:,} shown; --limit N shows more.")
    return EXIT_DONE if found else EXIT_NEGATIVE


def show(arguments: Namespace) -> int:
    """Print all that is known of one entity, or of it the part that counts."""
    from graph.cli.perspective import nothing_counts, open_graph, with_perspective
    from graph.tallies.apart import COUNTED

    graph = open_graph(arguments)
    card = graph.show(arguments.entity)
    widest = graph.perspective.widest
    whole = card if graph.perspective == widest else graph.under(widest).show(arguments.entity)
    apart = graph.counts_apart(card.iri) if COUNTED.intersection(card.types) else ()
    if arguments.json:
        from graph.records import card_record
        from graph.records.tallies import counts_apart_record

        untold = {
            links: sum(one.statements for one in whole.untold if one.links is links)
            for links in (True, False)
        }
        in_all = {
            "links_in_all": len(whole.links) + untold[True],
            "attributes_in_all": len(whole.attributes) + untold[False],
        }
        counts = {"counts_apart": [counts_apart_record(one) for one in apart]} if apart else {}
        record = card_record(card) | (in_all if whole is not card else {}) | counts
        write_json(with_perspective(graph, record))
    else:
        from graph.cli.cards import print_card

        print_card(graph, card, whole)
        _print_counts(apart)
    return EXIT_NEGATIVE if nothing_counts(graph) else EXIT_DONE


def _print_counts(apart: Sequence[CountsApart]) -> None:
    """Print where counts of its losses part, and how to read on."""
    if not apart:
        return
    from graph.cli.printing import console, heading, plain, print_wrapped
    from graph.tallies.wording import apart_sentences, apart_title

    out = console()
    out.print()
    out.print(heading(f"Counts of losses that part ({len(apart):,})"))
    for one in apart:
        print_wrapped(out, plain(apart_title(one)), 2, hanging=2)
        for text in (*apart_sentences(one), f"Both sides and their rows: armsgraph why {one.key}"):
            print_wrapped(out, plain(text, "dim"), 6)


def _print_lines(found: Sequence[Match]) -> None:
    """Print the columns with tabs between them: nothing to import, and other tools can read them."""
    for match in found:
        write_line("\t".join(harmless(cell) for cell in (match.label, match.type, match.matched, match.iri)))


def _print_table(found: Sequence[Match]) -> None:
    from graph.cli.printing import console, plain, table
    from graph.namespaces import shorten

    rows = [
        (plain(match.label, "bold"), match.type, _matched(match), plain(shorten(match.iri), "dim"))
        for match in found
    ]
    console().print(table("Entity", "Type", "Matched name", "IRI", rows=rows))


def _matched(match: Match) -> str:
    return "" if match.matched == match.label else match.matched
