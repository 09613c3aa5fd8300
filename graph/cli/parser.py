"""From words to a command: argparse, which starts fast, told to answer in one sentence."""

from __future__ import annotations

import argparse
import os

from graph import __version__
from graph.cli.command import Command
from graph.cli.commands import COMMANDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

DESCRIPTION = (
    "A knowledge graph of actors, weapons and incidents in which every link carries its attributed claims."
)
EPILOG = """\
examples:
  armsgraph build                             build the store from the shipped data
  armsgraph search kapustin                   find an entity by any of its names
  armsgraph path "RVC" "Pentagon"             connect two entities, with the evidence for each hop
  armsgraph claims --about Humvee             who says what about it
  armsgraph show Bakhmut --as-told-by Moscow  the same, where only one side's word counts
  armsgraph contradictions --about Bakhmut    where claims contradict each other
  armsgraph app                               open the graph in the browser

An entity is given by label, alias or IRI. `armsgraph COMMAND --help` shows more examples.
Exit codes: 0 done, 1 a negative answer, 2 wrong usage or an unknown name, 3 the store or the machine.
"""
_NARROWEST = 50


def parse(argv: Sequence[str]) -> tuple[Command, argparse.Namespace]:
    """Return the command that `argv` asks for, and its arguments.

    Raises
    ------
    SystemExit
        With 0 after printing help or the version, with 2 after a sentence on wrong usage.
    """
    named = next((command for command in COMMANDS if argv and command.name == argv[0]), None)
    if named is not None:  # the usual case, in which the other commands cost nothing
        return named, _parsed(_command_parser(named), argv[1:])
    program = _program()
    program.parse_args(argv)
    return program.error(f"Say which command to run: {', '.join(command.name for command in COMMANDS)}")


def _parsed(parser: argparse.ArgumentParser, argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments: flags may stand before, between and after names, but where these are commands."""
    return parser.parse_args(argv) if parser._subparsers else parser.parse_intermixed_args(argv)


def _command_parser(command: Command) -> argparse.ArgumentParser:
    parser = Parser(
        f"armsgraph {command.name}",
        description=command.description,
        epilog=command.epilog,
        formatter_class=Help,
        allow_abbrev=False,
    )
    command.add_arguments(parser)
    return parser


def _program() -> argparse.ArgumentParser:
    """Return the parser that answers where no command is named: help, version, and what is wrong."""
    parser = Parser(
        "armsgraph", description=DESCRIPTION, epilog=EPILOG, formatter_class=Help, allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"armsgraph {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    for command in COMMANDS:
        commands.add_parser(command.name, help=command.summary)
    return parser


class Parser(argparse.ArgumentParser):
    """A parser that errs in one sentence instead of a page of usage."""

    def error(self, message: str) -> NoReturn:
        """Print one sentence to stderr and exit with 2."""
        from graph.cli.output import note

        sentence = message[:1].upper() + message[1:].rstrip(".")
        note(f"{self.prog}: {sentence}. See `{self.prog} --help`.")
        raise SystemExit(2)


class Help(argparse.RawDescriptionHelpFormatter):
    """Help that keeps the examples as written, and finds the width without importing `shutil`."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=_terminal_width())

    def add_argument(self, action: argparse.Action) -> None:
        """Make room for the longest command, which argparse measures without its indent."""
        super().add_argument(action)
        if isinstance(action, argparse._SubParsersAction):
            longest = max(len(name) for name in action.choices)
            self._action_max_length = max(self._action_max_length, longest + 2 * self._indent_increment)


def _terminal_width() -> int:
    try:
        return max(_NARROWEST, min(os.get_terminal_size().columns, 100) - 2)
    except OSError:
        return 78
