"""What a command of the program is; the doing is in a module per group."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable


class Command:
    """One command of the program.

    Parameters
    ----------
    name
        The word people type.
    summary
        One line for the list of commands; the long form opens the command's own help.
    place
        ``module:function`` below `graph.cli`, imported only when the command runs.
    add_arguments
        Tells a parser what the command takes.
    detail
        What the summary leaves open.
    examples
        Lines to type.
    leaves_nothing_open
        Whether the process may end at once, with no file, lock or thread to be tidied up.
    """

    def __init__(
        self,
        name: str,
        summary: str,
        place: str,
        add_arguments: Callable[[ArgumentParser], None],
        *examples: str,
        detail: str = "",
        leaves_nothing_open: bool = False,
    ) -> None:
        self.name = name
        self.summary = summary
        self.add_arguments = add_arguments
        self.leaves_nothing_open = leaves_nothing_open
        self.description = f"{summary[:1].upper()}{summary[1:]}.\n{detail}".strip()
        self.epilog = "\n".join(["examples:", *(f"  {example}" for example in examples)])
        self._module, self._function = place.split(":")

    def run(self, arguments: Namespace) -> int:
        """Run the command and return its exit code."""
        return self.load()(arguments)

    def load(self) -> Callable[[Namespace], int]:
        """Import the function behind the command."""
        from importlib import import_module

        function: Callable[[Namespace], int] = getattr(
            import_module(f"graph.cli.{self._module}"), self._function
        )
        return function
