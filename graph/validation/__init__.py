"""Judge what people wrote by the rules of the model: shapes (SHACL) and checks, queries that return nothing.

`judge` takes any number of triples; `validate` is slower by far and asks engines that others keep.
"""

from graph.validation.judging import judge
from graph.validation.refereeing import validate
from graph.validation.reporting import Report, Severity, Violation
from graph.validation.rules import Rules, read_checks, read_ontology, read_rules, read_shapes

__all__ = [
    "Report",
    "Rules",
    "Severity",
    "Violation",
    "judge",
    "read_checks",
    "read_ontology",
    "read_rules",
    "read_shapes",
    "validate",
]
