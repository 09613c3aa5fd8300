"""What `import` and `imports` take. Only argparse and plain values: parsing must cost next to nothing."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser


def import_tables(parser: ArgumentParser) -> None:
    """Declare what `import` takes."""
    parser.add_argument(
        "given",
        nargs="+",
        metavar="NAME FILE",
        help="a mapping (one that comes along, or a TOML file), then tables: CSV, TSV or JSON, also .gz; "
        "without a mapping, the columns of the table tell it",
    )
    parser.add_argument("--dry-run", action="store_true", help="tell what would be taken, and write nothing")
    parser.add_argument(
        "--guess",
        action="store_true",
        help="given a table only: write what its columns seem to mean as a mapping file, to be edited",
    )
    parser.add_argument("--delimiter", metavar="LETTER", default="", help="what parts the cells, if not told")
    parser.add_argument("--encoding", metavar="NAME", default="", help="such as windows-1252, if not told")
    parser.add_argument("--rejects", metavar="FILE", help="where faulty rows go (default: NAME-rejected.csv)")
    parser.add_argument(
        "--mapping", metavar="FILE", dest="mapping_file", help="a mapping of your own, instead of NAME"
    )
    parser.add_argument("--name", metavar="SLUG", help="what the import is called (default: as the mapping)")
    parser.add_argument("--published", metavar="DATE", default="", help="when the tables were published")
    parser.add_argument(
        "--max-rejected",
        type=float,
        metavar="SHARE",
        help="of faulty rows to go on in spite of (default: 0.01)",
    )
    parser.add_argument(
        "--max-rows",
        type=int,
        metavar="N",
        help="that one import may have (default: 5000000)",
    )
    parser.add_argument("--changes", metavar="FILE", help="write the ids of changed rows to this JSON file")
    _shared(parser)


def imports(parser: ArgumentParser) -> None:
    """Declare what `imports` takes."""
    parser.add_argument("--remove", metavar="NAME", help="take this import out of the store")
    parser.add_argument("--begun", action="store_true", help="list those that were stopped and can go on")
    parser.add_argument(
        "--drop", metavar="NAME", help="let go of what was staged of an import that was stopped"
    )
    _shared(parser)


def _shared(parser: ArgumentParser) -> None:
    what = "a directory, or the address of a SPARQL server (default: $ARMSGRAPH_STORE or this project's)"
    parser.add_argument("--store", metavar="STORE", help=what)
    parser.add_argument("--json", action="store_true", help="print JSON for programs")
    parser.add_argument("--quiet", action="store_true", help="do not tell what it costs and how far it is")
