"""The W3C's SPARQL 1.1 tests: the two protocols against a running server, evaluation beside the bare engine.

Run it as ``python benchmarks/w3c.py FOLDER`` where FOLDER is the ``sparql`` folder of the W3C's ``rdf-tests``
repository, which is not part of this project. The protocols are played against a server of our own that is
started for it on an empty store with writing switched on. Of the evaluation tests those on entailment and
federation are left out: neither is offered. It prints what fails, and ends with 1 if a protocol test fails or
the endpoint judges a query in another way than the engine beneath.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import urllib3
from conformance.evaluation import Verdict, judge_all
from conformance.exchanges import exchanges, play
from conformance.manifests import evaluation_tests
from conformance.serving import serving

LEFT_OUT = ("sparql11/entailment", "sparql11/service")
PROTOCOLS = (
    "protocol/manifest.ttl",
    "graph-store-protocol/manifest-direct.ttl",
    "graph-store-protocol/manifest-indirect.ttl",
)


def main() -> int:
    """Run what is asked for and return 1 where something failed that should not."""
    arguments = _arguments()
    failed = 0
    if arguments.only != "evaluation":
        failed += sum(_protocol(arguments.folder / "sparql11" / name) for name in PROTOCOLS)
    if arguments.only != "protocol":
        failed += _evaluation(arguments.folder, arguments.suite)
    return 1 if failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the `sparql` folder of the W3C's rdf-tests")
    parser.add_argument("--only", choices=("protocol", "evaluation"))
    parser.add_argument("--suite", default="", help="part of a suite's name, such as aggregates")
    return parser.parse_args()


def _protocol(manifest: Path) -> int:
    faults = {}
    tests = list(exchanges(manifest))
    for test in tests:
        with serving() as peer, urllib3.PoolManager(retries=False, timeout=60) as pool:
            fault = play(test, peer, pool)
        if fault:
            faults[test.name] = fault
    print(f"{manifest.parent.name}/{manifest.name}: {len(tests) - len(faults)} of {len(tests)} pass")
    for name, fault in faults.items():
        print(f"  {name}: {fault}")
    return len(faults)


def _evaluation(folder: Path, suite: str) -> int:
    tests = [
        test
        for version in ("sparql10", "sparql11")
        for test in evaluation_tests(folder / version)
        if test.suite not in LEFT_OUT and suite in test.suite
    ]
    verdicts = judge_all(tests)
    _print_suites(verdicts)
    unlike = [one for one in verdicts if one.engine != one.endpoint]
    for one in unlike:
        print(f"  {one.test.suite} {one.test.name}: engine {one.engine}, endpoint {one.endpoint} {one.said}")
    return len(unlike)


def _print_suites(verdicts: Sequence[Verdict]) -> None:
    total = Counter(one.test.suite for one in verdicts)
    engine = Counter(one.test.suite for one in verdicts if one.engine)
    endpoint = Counter(one.test.suite for one in verdicts if one.endpoint)
    for suite in sorted(total):
        print(f"{suite}: of {total[suite]} the engine passes {engine[suite]}, the endpoint {endpoint[suite]}")
    print(f"all: of {total.total()} the engine passes {engine.total()}, the endpoint {endpoint.total()}")


if __name__ == "__main__":
    sys.exit(main())
