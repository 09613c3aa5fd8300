"""What `serve` takes besides a store and a perspective: where it listens, and its limits."""

from __future__ import annotations

from argparse import ArgumentTypeError

from graph.cli.arguments import from_least, several
from graph.settings import LIMITS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

HIGHEST_PORT = 65535


def flags(parser: ArgumentParser) -> None:
    """Declare them."""
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="HOST", help="default: 127.0.0.1, this machine only"
    )
    parser.add_argument(
        "--port", type=_port, default=7878, metavar="N", help="default: 7878; 0 takes any that is free"
    )
    several(parser, "--allow-host", "NAME", "also answer to this name; * for any; may be repeated")
    several(parser, "--allow-service", "IRI", "let SERVICE ask this server; may be repeated")
    parser.add_argument("--allow-writing", action="store_true", help="for who shows $ARMSGRAPH_WRITE_TOKEN")
    parser.add_argument("--log", action="store_true", help="write each request to stderr")
    _limits(parser)


def _limits(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("limits")
    group.add_argument(
        "--workers", type=from_least(1), default=LIMITS.server_workers, metavar="N",
        help=f"queries that run at the same time (default: {LIMITS.server_workers})",
    )  # fmt: skip
    group.add_argument(
        "--queue", type=from_least(0), default=LIMITS.query_waiting, metavar="N",
        help=f"queries that may wait for a worker (default: {LIMITS.query_waiting})",
    )  # fmt: skip
    group.add_argument(
        "--timeout", type=_seconds, default=LIMITS.sparql_timeout_seconds, metavar="SECONDS",
        help=f"stop a query after this time (default: {LIMITS.sparql_timeout_seconds:g})",
    )  # fmt: skip
    group.add_argument(
        "--memory", type=from_least(1), default=LIMITS.query_memory_bytes // 1_000_000, metavar="MB",
        help=f"stop a query at this memory (default: {LIMITS.query_memory_bytes // 1_000_000:,} MB)",
    )  # fmt: skip
    group.add_argument(
        "--max-rows", type=from_least(1), metavar="N", help="cut answers at N rows (default: all rows)"
    )
    group.add_argument(
        "--grace", type=_seconds, default=LIMITS.server_grace_seconds, metavar="SECONDS",
        help=f"let running answers finish when stopped (default: {LIMITS.server_grace_seconds:g})",
    )  # fmt: skip


def _port(text: str) -> int:
    if text.isdecimal() and int(text) <= HIGHEST_PORT:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is not a port, which is a whole number from 0 to {HIGHEST_PORT}")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if 0 < seconds < float("inf"):
        return seconds
    raise ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
