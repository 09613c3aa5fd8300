"""Python functions compiled to machine code, for loops over arrays that numpy has no word for.

Importing this module imports numba, which takes 0.4 s: let only modules of compiled functions import it, and
import those inside the functions that call them, so that who has little to compute never waits for it.

numba was chosen because it compiles the loops of this very package where it is installed, without a compiler
on the machine or wheels for each platform.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Return `function` compiled when it is first called, by the types of its arguments.

    What was compiled is kept beside its module, where that may not be written in the user's own cache folder
    (``NUMBA_CACHE_DIR`` names another), and where there is none it is compiled anew in each process. Other
    threads run while it runs.

    Examples
    --------
    >>> @compiled
    ... def twice(number):
    ...     return 2 * number
    >>> twice(21)
    42
    """
    try:
        made: Function = njit(function, cache=True, nogil=True)
    except RuntimeError:  # numba finds no folder to write to; also for code typed in by hand
        made = njit(function, nogil=True)
    return made
