"""Run the command line with ``python -m graph``."""

import sys

from graph.cli import main

if __name__ == "__main__":
    sys.exit(main())
