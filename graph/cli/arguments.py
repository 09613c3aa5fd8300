"""What each command takes. Only argparse and plain values: parsing must cost next to nothing."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentTypeError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, _ActionsContainer
    from collections.abc import Callable

# Written out, because importing the enums of `graph.model` costs more than a search; a test compares them.
STANCES = ("asserts", "denies", "unsure")
STATUSES = ("undisputed", "disputed", "denied-only", "unconfirmed")
KINDS = ("opposite stances", "doubt", "incompatible", "figures", "framing", "denial", "counts")
"""Of contradictions; the last of counts of losses, which no single statement makes."""
TABLE_FORMATS = ("table", "json", "xml", "csv", "tsv")
GRAPH_FORMATS = ("turtle", "ntriples", "jsonld")
EXPORT_FORMATS = (
    "turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml",
    "graphml", "gexf", "cytoscape", "node-link", "csv", "parquet", "neo4j", "stix", "ftm",
    "turtle12", "ntriples12", "html", "svg",
)  # fmt: skip


def build(parser: ArgumentParser) -> None:
    """Declare what `build` takes."""
    parser.add_argument("data", nargs="*", metavar="DATA", help="RDF files (default: the shipped data)")
    parser.add_argument("--without-imports", action="store_true", help="drop imported tables, too")
    parser.add_argument("--quiet", action="store_true", help="tell of results and mistakes only")
    _store(parser)
    _json(parser)


def load(parser: ArgumentParser) -> None:
    """Declare what `load` takes."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="RDF files, also .gz; - is stdin")
    parser.add_argument("--check", action="store_true", help="judge and count, but change nothing")
    parser.add_argument("--graph", metavar="IRI", help="a graph beside the curated one, for RDF of any kind")
    parser.add_argument("--format", metavar="F", default="", help="what stdin holds: ttl, nt, jsonld, ...")
    _store(parser)
    _json(parser)


def validate(parser: ArgumentParser) -> None:
    """Declare what `validate` takes."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="RDF files that belong together")
    _json(parser)


def search(parser: ArgumentParser) -> None:
    """Declare what `search` takes."""
    parser.add_argument("text", metavar="TEXT", help="a name or part of one, in any script")
    parser.add_argument("--limit", type=from_least(1), metavar="N", help="show at most N (default: 20)")
    _reading(parser)


def show(parser: ArgumentParser) -> None:
    """Declare what `show` takes."""
    parser.add_argument("entity", metavar="ENTITY", help="a label, alias or IRI")
    _telling(parser)


def claims(parser: ArgumentParser) -> None:
    """Declare what `claims` takes."""
    parser.add_argument("--about", metavar="E", help="an entity that the claims concern")
    parser.add_argument("--by", metavar="E", help="who says it, or on whose behalf it is said")
    parser.add_argument("--via", metavar="E", help="taken from this outlet or claim's speaker")
    parser.add_argument("--document", metavar="D", help="a document, by title, IRI or outlet")
    parser.add_argument(
        "--stance", type=_stance, choices=STANCES, metavar="STANCE", help=f"one of {', '.join(STANCES)}"
    )
    parser.add_argument("--limit", type=from_least(0), metavar="N", help="list N, 0 all (default: 1000)")
    _telling(parser)


def _stance(text: str) -> str:
    """Take a stance also as it is printed: denied for denies."""
    said = text.casefold()
    return {"asserted": "asserts", "denied": "denies"}.get(said, said)


def path(parser: ArgumentParser) -> None:
    """Declare what `path` takes."""
    parser.add_argument("start", metavar="A", help="where to start: a label, alias or IRI")
    parser.add_argument("end", metavar="B", help="where to arrive")
    parser.add_argument("-k", type=from_least(1), metavar="N", help="how many paths (default: 5)")
    parser.add_argument("--max-hops", type=from_least(1), metavar="N", help="longest path (default: 6 hops)")
    several(parser, "--through", "E", "an entity that every path must pass; may be repeated")
    several(parser, "--avoid", "E", "an entity not to pass through; may be repeated")
    several(parser, "--relation", "R", "follow only this relation; may be repeated")
    parser.add_argument("--directed", action="store_true", help="only from subject to object")
    parser.add_argument(
        "--status", action="append", default=[], choices=STATUSES, metavar="STATUS",
        help=f"only links of this status ({', '.join(STATUSES)}); may be repeated",
    )  # fmt: skip
    parser.add_argument("--include-denied", action="store_true", help="also links that are only denied")
    parser.add_argument("--cite", action="store_true", help="plain text with numbered citations")
    _telling(parser)


def sparql(parser: ArgumentParser) -> None:
    """Declare what `sparql` takes."""
    parser.add_argument("query", nargs="?", metavar="QUERY", help="the query, or - to read it from stdin")
    parser.add_argument("-f", "--file", metavar="FILE", help="read the query from a file (- is stdin)")
    formats = TABLE_FORMATS + GRAPH_FORMATS
    parser.add_argument(
        "--format", choices=formats, metavar="FORMAT",
        help=f"{', '.join(TABLE_FORMATS)}; for CONSTRUCT also {', '.join(GRAPH_FORMATS)} (default: table)",
    )  # fmt: skip
    parser.add_argument(
        "--timeout", type=from_least(1), metavar="SECONDS", help="stop the query after so long (default: 30)"
    )
    _telling(parser)


def export(parser: ArgumentParser) -> None:
    """Declare what `export` takes; what only it takes is not imported for the others."""
    from graph.cli.exporting_flags import flags

    flags(parser)
    _store(parser)
    _perspective(parser)


def coverage(parser: ArgumentParser) -> None:
    """Declare what `coverage` takes."""
    parser.add_argument("--articles", required=True, metavar="DIR", help="the folder of article texts")
    _reading(parser)


def app(parser: ArgumentParser) -> None:
    """Declare what `app` takes."""
    parser.add_argument("--port", type=_port, default=8501, metavar="N", help="default: 8501")
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="HOST", help="default: 127.0.0.1, this machine only"
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser window")
    _store(parser)


def serve(parser: ArgumentParser) -> None:
    """Declare what `serve` takes; what only it takes is not imported for the others."""
    from graph.cli.serving_flags import flags

    flags(parser)
    _store(parser)
    _perspective(parser)


def mcp(parser: ArgumentParser) -> None:
    """Declare what `mcp` takes."""
    parser.add_argument("--http", type=_port, metavar="PORT", help="over HTTP, for this machine only")
    _store(parser)


def perspectives(parser: ArgumentParser) -> None:
    """Declare what `perspectives` takes: without an action it lists them."""
    _reading(parser)
    actions = parser.add_subparsers(metavar="ACTION", dest="action", title="actions")
    for name, what in _ACTIONS.items():
        action = actions.add_parser(
            name, help=what, description=f"{what.capitalize()}.",
            formatter_class=parser.formatter_class, allow_abbrev=False,
        )  # fmt: skip
        action.add_argument("name", metavar="NAME", help="the name of a perspective")
        _store(action, SUPPRESS)  # so that what is given before the action is not undone behind it
        _json(action, SUPPRESS)
        if name == "save":
            action.add_argument("--definition", default="", metavar="TEXT", help="what it is, in words")
            _perspective(action)


_ACTIONS = {
    "save": "keep a perspective beside the store, under a name",
    "show": "show what a perspective lets count, and how much it tells",
    "remove": "forget a perspective that was saved",
}


def contradictions(parser: ArgumentParser) -> None:
    """Declare what `contradictions` takes."""
    parser.add_argument("--about", metavar="E", help="an entity that they concern")
    parser.add_argument(
        "--between",
        nargs=2,
        metavar=("A", "B"),
        help="two who oppose each other, or whom they are both about",
    )
    parser.add_argument(
        "--kind", action="append", default=[], type=_kind, choices=KINDS, metavar="KIND",
        help=f"one of {', '.join(kind.split()[0] for kind in KINDS)}; may be repeated",
    )  # fmt: skip
    parser.add_argument("--brief", action="store_true", help="without the claims of each side")
    _telling(parser)


def _kind(text: str) -> str:
    """Take a kind also by its first word."""
    said = text.strip().casefold()
    return next((kind for kind in KINDS if kind.split()[0] == said), said)


def origins(parser: ArgumentParser) -> None:
    """Declare what `origins` takes."""
    _thing(parser)
    _telling(parser)


def what_if(parser: ArgumentParser) -> None:
    """Declare what `what-if` takes; what is taken out stands among the conditions of a perspective."""
    parser.add_argument(
        "--path", nargs=2, metavar=("A", "B"),
        help="also what becomes of the paths between these two; without a source to take out, "
        "the sources on which their connection hangs",
    )  # fmt: skip
    parser.add_argument(
        "--load-bearing", nargs="?", type=from_least(1), const=0, metavar="N",
        help="list the N sources whose removal takes most away (default: 20)",
    )  # fmt: skip
    parser.add_argument("--all", action="store_true", help="print everything that falls, however much")
    _telling(parser)


def diff(parser: ArgumentParser) -> None:
    """Declare what `diff` takes: the two tellings stand among the conditions of a perspective."""
    _telling(parser)


def timeline(parser: ArgumentParser) -> None:
    """Declare what `timeline` takes."""
    _thing(parser)
    _telling(parser)


def identity(parser: ArgumentParser) -> None:
    """Declare what `identity` takes."""
    parser.add_argument("entity", nargs="?", metavar="E", help="only judgements on this entity")
    _reading(parser)


def why(parser: ArgumentParser) -> None:
    """Declare what `why` takes."""
    _thing(parser, "; also the key of a contradiction or the IRI of an identity judgement")
    _telling(parser)


def _thing(parser: ArgumentParser, more: str = "") -> None:
    parser.add_argument(
        "thing", metavar="THING", help=f"an entity, or the IRI (or its end) of a claim or proposition{more}"
    )


def _telling(parser: ArgumentParser) -> None:
    """Declare what every command takes that reads claims."""
    _reading(parser)
    _perspective(parser)


def _perspective(parser: ArgumentParser) -> None:
    """Declare which claims are to count; what only some commands take is not imported for the others."""
    from graph.cli.conditions import conditions

    conditions(parser)


def _reading(parser: ArgumentParser) -> None:
    _store(parser)
    _json(parser)


def _store(parser: ArgumentParser, default: str | None = None) -> None:
    what = "a directory, or the address of a SPARQL server (default: $ARMSGRAPH_STORE or this project's)"
    parser.add_argument("--store", default=default, metavar="STORE", help=what)


def _json(parser: ArgumentParser, default: str | bool = False) -> None:
    parser.add_argument("--json", action="store_true", default=default, help="print JSON for programs")


def several(group: _ActionsContainer, flag: str, metavar: str, explanation: str) -> None:
    """Declare a flag that may be repeated."""
    group.add_argument(flag, action="append", default=[], metavar=metavar, help=explanation)


def from_least(least: int) -> Callable[[str], int]:
    """Return a reader of whole numbers from `least` on."""

    def read(text: str) -> int:
        if text.isdecimal() and int(text) >= least:
            return int(text)
        raise ArgumentTypeError(f"{text!r} is not a whole number from {least} on")

    return read


def _port(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 65535:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is not a port, which is a whole number from 1 to 65535")
