"""Bring data files into a store: all of them, judged by every rule, or nothing."""

from graph.ingest.building import BuildReport, build, build_in_memory
from graph.ingest.checking import validate_files
from graph.progress import Progress

__all__ = ["BuildReport", "Progress", "build", "build_in_memory", "validate_files"]
