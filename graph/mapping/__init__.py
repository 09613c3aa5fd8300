"""Mappings from the rows of a table to things, propositions and claims, kept as data.

A mapping is a TOML file; `graph/mappings/` holds those that come with armsgraph, and its README the words.
"""

from graph.mapping.applying import Applier, Statements, Told
from graph.mapping.format import ClaimRule, Dataset, Kind, ListRule, Mapping, ThingRule, ValueRule
from graph.mapping.reading import mapping_of, read_mapping, shipped_mappings
from graph.mapping.slugs import slug

__all__ = [
    "Applier",
    "ClaimRule",
    "Dataset",
    "Kind",
    "ListRule",
    "Mapping",
    "Statements",
    "ThingRule",
    "Told",
    "ValueRule",
    "mapping_of",
    "read_mapping",
    "shipped_mappings",
    "slug",
]
