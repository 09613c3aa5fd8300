"""The command line: one door, which knows the exit codes and turns every error into a sentence.

What a command does not need is not imported, so nothing here may import another library.
"""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # not from `typing`, whose import alone takes a tenth of a search's time
if TYPE_CHECKING:
    from collections.abc import Sequence

EXIT_DONE = 0
EXIT_NEGATIVE = 1
EXIT_USAGE = 2
EXIT_MACHINE = 3
EXIT_INTERRUPTED = 130
EXIT_PIPE_CLOSED = 141
DEBUG_VARIABLE = "ARMSGRAPH_DEBUG"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    argv
        The arguments after the program's name; those of this process unless given.

    Returns
    -------
    int
        0 done, 1 a negative answer, 2 wrong usage or an unknown name, 3 the store or the machine,
        130 interrupted, 141 the reader of a pipe has left.

    Examples
    --------
    >>> main(["--version"])
    armsgraph 0.1.0
    0
    """
    try:
        if argv is None:
            return _run_process()
        code = _run(argv)
        sys.stdout.flush()
        return code
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else EXIT_USAGE
    except BrokenPipeError:
        _silence_stdout()
        return EXIT_PIPE_CLOSED
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except Exception as error:
        return _report(error)


def _run(argv: Sequence[str]) -> int:
    from graph.cli.parser import parse

    command, arguments = parse(argv)
    return command.run(arguments)


def _run_process() -> int:
    """Run the command of this process; one that leaves nothing open neither collects nor tidies up.

    Looking for garbage while modules load, and taking them apart in the end, costs a search a third of
    its time; the system frees a process at once.
    """
    from graph.cli.parser import parse

    gc.disable()
    command, arguments = parse(sys.argv[1:])
    if not command.leaves_nothing_open:
        gc.enable()
    code = command.run(arguments)
    sys.stdout.flush()
    if command.leaves_nothing_open:
        sys.stderr.flush()
        os._exit(code)
    return code


def _silence_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush does not complain once more."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # stdout is not a file here, so there is nothing left to flush
        return


def _report(error: Exception) -> int:
    """Say what went wrong in one sentence and return the exit code."""
    from graph.cli.output import note
    from graph.errors import ArmsgraphError, DataError

    if os.environ.get(DEBUG_VARIABLE):
        import traceback

        traceback.print_exception(error)
    if isinstance(error, DataError):  # a place a line, each of which an editor can jump to
        for line in str(error).splitlines():
            note(line)
        return error.exit_code
    if isinstance(error, ArmsgraphError):
        note(f"armsgraph: {error}")
        return error.exit_code
    if isinstance(error, OSError):
        note(f"armsgraph: {_machine_sentence(error)}")
        return EXIT_MACHINE
    note(
        f"armsgraph: Something went wrong inside armsgraph ({type(error).__name__}: {error}). "
        f"Run it again with {DEBUG_VARIABLE}=1 to see where, and please report it."
    )
    return EXIT_MACHINE


def _machine_sentence(error: OSError) -> str:
    reason = error.strerror or str(error) or type(error).__name__
    place = f" at {error.filename!r}" if error.filename else ""
    return f"This machine refused{place}: {reason}."
