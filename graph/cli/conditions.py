"""The flags that say which claims count: one group, the same on every command that reads claims."""

from __future__ import annotations

from graph.cli.arguments import STATUSES, from_least, several

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

MODALITIES = ("fact", "plan", "prediction", "threat", "demand", "opinion")
DATES = ("said", "published")


def conditions(parser: ArgumentParser) -> None:
    """Declare which claims are to count."""
    group = parser.add_argument_group(
        "perspective", "Which claims count. Every condition narrows; those marked * may be repeated."
    )
    several(group, "--as-told-by", "E", "* what this side or actor says, and whoever counts for it")
    several(group, "--without", "E", "* take out an actor, outlet or document, or 'unnamed sources'")
    group.add_argument("--as-of", metavar="DATE", help="what was surely said by this day, month or year")
    group.add_argument("--dated", choices=DATES, metavar="WHEN", help="--as-of by the date said or published")
    group.add_argument(
        "--min-origins", type=from_least(0), metavar="N", help="from N independent named origins on"
    )
    kinds = group.add_mutually_exclusive_group()
    kinds.add_argument("--facts-only", action="store_true", help="no plans, threats, demands, opinions")
    kinds.add_argument(
        "--modality", action="append", default=[], choices=MODALITIES, metavar="M",
        help=f"* only this kind: {', '.join(MODALITIES)}",
    )  # fmt: skip
    group.add_argument("--own-voice", action="store_true", help="what outlets say themselves")
    group.add_argument("--background", action="store_true", help="reference facts, whoever tells the rest")
    group.add_argument("--named-only", action="store_true", help="nothing from unnamed sources")
    several(group, "--outlet", "E", "* only what this outlet printed")
    several(group, "--in-document", "D", "* only what stands in this document")
    group.add_argument(
        "--standing", action="append", default=[], choices=STATUSES, metavar="STATUS",
        help="* only what then stands so, such as undisputed",
    )  # fmt: skip
    several(group, "--apart", "E", "* undo who E is held to be; 'all' undoes every inferred identity")
    group.add_argument("--perspective", metavar="NAME", help="begin with one that has a name")
