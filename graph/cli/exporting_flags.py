"""What `export` takes besides a store and a perspective: the format, which part, and where to."""

from __future__ import annotations

from graph.cli.arguments import EXPORT_FORMATS, from_least, several

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser


def flags(parser: ArgumentParser) -> None:
    """Declare them."""
    parser.add_argument(
        "--format", required=True, choices=EXPORT_FORMATS, metavar="FORMAT",
        help=f"one of {', '.join(EXPORT_FORMATS)}",
    )  # fmt: skip
    several(parser, "--around", "E", "only the surroundings of this entity; may be repeated")
    parser.add_argument("--hops", type=from_least(0), metavar="N", help="how far around (default: 1)")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="write to a file, whole or not at all; without an extension csv, parquet and neo4j write a new "
        "folder",
    )
    parser.add_argument("--estimate", action="store_true", help="say how much it would hold; write nothing")
