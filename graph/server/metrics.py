"""What a server counts of itself, in the text format of Prometheus.

https://prometheus.io/docs/instrumenting/exposition_formats/, version 0.0.4.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0, 60.0)
"""Upper bounds of the buckets in which the time of requests is counted."""
Labels = tuple[tuple[str, str], ...]


class Metrics:
    """Counts of one server since it started.

    Examples
    --------
    >>> metrics = Metrics()
    >>> metrics.note("sparql", 200, 0.003, 512)
    >>> print(metrics.text({"busy": ("Queries that run now.", 1)}).splitlines()[2])
    armsgraph_requests_total{route="sparql",status="200"} 1
    """

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, int]] = Counter()
        self._buckets = [0] * (len(SECONDS) + 1)
        self._seconds = 0.0
        self._bytes = 0
        self.kept_hits = 0
        self.not_modified = 0
        self.cut = 0

    def note(self, route: str, status: int, seconds: float, sent_bytes: int) -> None:
        """Count one request that was answered with `status` after `seconds`."""
        self._requests[route, status] += 1
        self._buckets[bisect_left(SECONDS, seconds)] += 1
        self._seconds += seconds
        self._bytes += sent_bytes

    def text(self, gauges: dict[str, tuple[str, int]]) -> str:
        """Return all counts; `gauges` are those of others, by name: what each is, and how many."""
        return "\n".join([*self._lines(gauges), ""])

    def _lines(self, gauges: dict[str, tuple[str, int]]) -> Iterator[str]:
        yield from _head("requests_total", "counter", "Requests answered, by route and status.")
        for (route, status), count in sorted(self._requests.items()):
            yield _sample("requests_total", count, (("route", route), ("status", str(status))))
        yield from self._histogram()
        for name, what, count in (
            ("sent_bytes_total", "Bytes of answers sent.", self._bytes),
            ("kept_answers_total", "Answers given again from those kept.", self.kept_hits),
            ("not_modified_total", "Answers that the client had already.", self.not_modified),
            ("cut_answers_total", "Answers cut at the limit of rows.", self.cut),
        ):
            yield from _head(name, "counter", what)
            yield _sample(name, count)
        for name, (what, count) in gauges.items():
            yield from _head(name, "counter" if name.endswith("_total") else "gauge", what)
            yield _sample(name, count)

    def _histogram(self) -> Iterator[str]:
        name, so_far = "request_seconds", 0
        yield from _head(name, "histogram", "Time from a request to the end of its answer.")
        for bound, count in zip((*map(str, SECONDS), "+Inf"), self._buckets, strict=True):
            so_far += count
            yield _sample(f"{name}_bucket", so_far, (("le", bound),))
        yield _sample(f"{name}_sum", self._seconds)
        yield _sample(f"{name}_count", so_far)


def _head(name: str, kind: str, what: str) -> tuple[str, str]:
    return f"# HELP armsgraph_{name} {what}", f"# TYPE armsgraph_{name} {kind}"


def _sample(name: str, value: float, labels: Labels = ()) -> str:
    """Return one line; no label here needs escaping, since routes and statuses are our own words."""
    written = ",".join(f'{label}="{text}"' for label, text in labels)
    return f"armsgraph_{name}{{{written}}} {value}" if labels else f"armsgraph_{name} {value}"
