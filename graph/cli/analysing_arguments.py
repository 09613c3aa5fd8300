"""What `analyse` takes. Only argparse and plain values, as in `graph.cli.arguments`."""

from __future__ import annotations

from argparse import ArgumentTypeError

from graph.cli.arguments import from_least, several

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

ANALYSES = ("centrality", "communities", "motifs", "series", "structure")
# Written out, because importing the enums costs more than parsing; a test compares them.
MEASURES = (
    "links", "links-in", "links-out", "neighbours", "origins", "core", "betweenness", "harmonic",
    "pagerank", "eigenvector",
)  # fmt: skip
SERIES = ("links", "incidents", "claims", "losses", "killed")
BASES = ("event", "said", "published")
PERIODS = ("week", "month", "year")


def analyse(parser: ArgumentParser) -> None:
    """Declare what `analyse` takes."""
    parser.add_argument("analysis", choices=ANALYSES, metavar="ANALYSIS", help=", ".join(ANALYSES))
    parser.add_argument(
        "entity", nargs="?", metavar="ENTITY", default="",
        help="only what lies around it, or with motifs and series what it takes part in",
    )  # fmt: skip
    parser.add_argument(
        "--by", metavar="MEASURE", choices=MEASURES, default="neighbours",
        help=f"centrality by {', '.join(MEASURES)} (default: neighbours)",
    )  # fmt: skip
    parser.add_argument(
        "--by-strength", action="store_true",
        help="links count as strongly as they stand: for paths, pagerank, eigenvector and communities",
    )  # fmt: skip
    parser.add_argument(
        "--resolution", type=_number, metavar="N", default=1.0,
        help="communities: above 1 more and smaller ones (default: 1)",
    )  # fmt: skip
    parser.add_argument(
        "--pattern", metavar="P", default="supplied-used",
        help="motifs: supplied-used, supplied-lost, made-used, many-suppliers, three-in-one, or a .toml file",
    )  # fmt: skip
    parser.add_argument(
        "--of", metavar="WHAT", choices=SERIES, default="incidents",
        help=f"series of {', '.join(SERIES)} (default: incidents)",
    )  # fmt: skip
    parser.add_argument(
        "--month-by", "--date-by", metavar="DATE", choices=BASES, default="event",
        help=f"series by the date of the {', '.join(BASES)} (default: event)",
    )  # fmt: skip
    parser.add_argument(
        "--each", metavar="PERIOD", choices=PERIODS, default="month",
        help=f"series by {', '.join(PERIODS)} (default: month)",
    )  # fmt: skip
    parser.add_argument(
        "--split", metavar="BY", default="",
        help="series: a line for each relation, status, stance, claimant, outlet or class, or by a role in"
        " incidents such as losingSide or lossStatus",
    )  # fmt: skip
    parser.add_argument("--running", action="store_true", help="series: count from the beginning on")
    parser.add_argument(
        "--steps", type=from_least(1), default=2, metavar="N", help="how far around ENTITY (default: 2)"
    )
    parser.add_argument(
        "--top", type=from_least(1), default=20, metavar="N", help="show N rows (default: 20)"
    )
    parser.add_argument("--include-denied", action="store_true", help="also links that are only denied")
    what = "a directory, or the address of a SPARQL server (default: $ARMSGRAPH_STORE or this project's)"
    parser.add_argument("--store", metavar="STORE", help=what)
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="print JSON for programs")
    output.add_argument("--csv", action="store_true", help="print all rows as CSV")
    _looked_at(parser)
    from graph.cli.conditions import conditions

    conditions(parser)


def _number(text: str) -> float:
    """Return a number as argparse reads it."""
    try:
        return float(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no number such as 1.5") from None


def _looked_at(parser: ArgumentParser) -> None:
    """Declare what of the links that count is looked at; no status and no origin changes by it."""
    group = parser.add_argument_group(
        "filter", "Which links are looked at. Those marked * may be repeated, and any of them will do."
    )
    several(group, "--relation", "R", "* only links of this relation, such as supplier")
    several(group, "--kind", "CLASS", "* only entities of this class, such as Weapon")
    several(group, "--place", "E", "* only what took place here or in what lies in it")
    group.add_argument("--since", metavar="DATE", default="", help="only from this day, month or year on")
    group.add_argument("--until", metavar="DATE", default="", help="only up to this day, month or year")
    group.add_argument(
        "--when", metavar="DATE", choices=BASES, default="event",
        help=f"--since and --until by the date of the {', '.join(BASES)} (default: event)",
    )  # fmt: skip
