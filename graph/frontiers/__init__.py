"""What a search for paths asks a store that is not read whole: links in batches, in the end their claims."""

from graph.frontiers.evidence import evidence_of
from graph.frontiers.supplying import Supplier

__all__ = ["Supplier", "evidence_of"]
