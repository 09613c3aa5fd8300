"""What the commands of joining take. Only argparse and plain values, as in `graph.cli.arguments`."""

from __future__ import annotations

from graph.cli.arguments import from_least

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

FATES = ("destroyed", "damaged", "captured", "abandoned")
VERDICTS = ("same", "variant", "different", "undecided")
_SCORE = "of 0 to 100: from 90 the names leave hardly another reading, below 75 you must know more"


def match(parser: ArgumentParser) -> None:
    """Declare what `match` takes."""
    parser.add_argument("--import", dest="of", metavar="NAME", default="", help="only about this import")
    parser.add_argument("--min-score", type=from_least(0), metavar="N", help=f"{_SCORE} (default: 60)")
    parser.add_argument("--limit", type=from_least(1), metavar="N", help="show at most N (default: 50)")
    parser.add_argument("--within", action="store_true", help="also what one list names twice")
    _ending(parser)


def judge(parser: ArgumentParser) -> None:
    """Declare what `judge` takes."""
    parser.add_argument("judged", nargs="*", metavar="A B VERDICT", help=f"two entities and {_listed()}")
    parser.add_argument("--reason", metavar="TEXT", default="", help="why, in a sentence; it is kept")
    parser.add_argument("--by", metavar="NAME", default="", help="who decides (default: your user name)")
    parser.add_argument(
        "--accept-above", type=from_least(0), metavar="N", help="accept all proposals from score N"
    )
    parser.add_argument(
        "--import", dest="of", metavar="NAME", default="", help="of these only those about NAME"
    )
    parser.add_argument("--yes", action="store_true", help="with --accept-above: do it, not only show it")
    parser.add_argument("--undo", metavar="IRI", default="", help="take a decision back")
    parser.add_argument("--list", action="store_true", help="list the decisions that hold")
    parser.add_argument("--later", action="store_true", help="keep it, but leave the graph as it is for now")
    _ending(parser)


def _listed() -> str:
    return ", ".join(VERDICTS[:-1]) + f" or {VERDICTS[-1]}"


def _ending(parser: ArgumentParser) -> None:
    what = "a directory, or the address of a SPARQL server (default: $ARMSGRAPH_STORE or this project's)"
    parser.add_argument("--store", metavar="STORE", help=what)
    parser.add_argument("--json", action="store_true", help="print JSON for programs")


def tally(parser: ArgumentParser) -> None:
    """Declare what `tally` takes."""
    parser.add_argument("weapon", metavar="WEAPON", help="a weapon with its variants, or a kind such as tank")
    parser.add_argument("--of", metavar="SIDE", default="", help="whose losses, with all who count for it")
    parser.add_argument("--by", metavar="DATE", default="", help="up to this day, month or year")
    parser.add_argument("--status", metavar="S", default="", choices=FATES, help=" or ".join(FATES))
    parser.add_argument("--series", action="store_true", help="also the counts at the end of each month")
    _ending(parser)
    from graph.cli.conditions import conditions

    conditions(parser)
