"""The commands of work on many rows: importing, joining, analysing."""

from __future__ import annotations

from graph.cli.command import Command

BULK_COMMANDS: tuple[Command, ...] = ()
