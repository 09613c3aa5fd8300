"""SPARQL queries answered in child processes, so that one that runs away is stopped and all else stays up.

`Workers` keeps a pool of them for a server; `Running` is one query for the app and the command line.
"""

from graph.workers.keeping import kept_dataset, readable
from graph.workers.pool import Workers
from graph.workers.question import Question, Reply
from graph.workers.running import Running

__all__ = ["Question", "Reply", "Running", "Workers", "kept_dataset", "readable"]
