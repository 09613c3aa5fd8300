"""The one HTTP client: ask a server by the SPARQL 1.1 Protocol, and read and write its graphs.

Followed are the W3C's SPARQL 1.1 Protocol and SPARQL 1.1 Graph Store HTTP Protocol.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from http import HTTPStatus
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from urllib3 import BaseHTTPResponse, PoolManager, Retry, Timeout
from urllib3.connectionpool import ConnectionPool
from urllib3.exceptions import HTTPError, ReadTimeoutError, SSLError

from graph import __version__
from graph.resources import application_query
from graph.settings import LIMITS, Limits
from graph.store.access import Access, refuse_credentials, without_credentials
from graph.store.addresses import Addresses, addresses_of
from graph.store.failures import failed, refused
from graph.store.patience import patience_of_environment
from graph.store.stream import Stream

N_TRIPLES = "application/n-triples"
N_QUADS = "application/n-quads"
RESULTS_JSON = "application/sparql-results+json"
_FORM = "application/x-www-form-urlencoded"
_PASSING = (
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
)
"""Answers of a server that is busy or behind a busy one: the same question may succeed a little later."""


class Endpoint:
    """A SPARQL 1.1 server, by the address of its queries; safe to use from several threads.

    Requests that change nothing when repeated are repeated, after a pause that grows or that the server
    asks for, where the connection breaks or the server is busy.

    Examples
    --------
    >>> Endpoint("https://example.org/sparql").address
    'https://example.org/sparql'

    Raises
    ------
    InputError
        If the address holds a password, or the environment a time that is none.
    """

    def __init__(self, address: str, *, access: Access | None = None, limits: Limits = LIMITS) -> None:
        refuse_credentials(address)
        self.address = address
        self.software = ""
        self._access = access or Access.of_environment()
        self._challenge = ""
        self._limits = limits = patience_of_environment(limits)
        timeout = Timeout(connect=limits.server_connect_seconds, read=limits.server_silence_seconds)
        self._pool = PoolManager(maxsize=limits.server_connections, timeout=timeout)

    @cached_property
    def addresses(self) -> Addresses:
        """Where the server answers queries, takes updates, and takes graphs; asks it what it is."""
        if not self.software:
            self.query(application_query("remote_any"), (RESULTS_JSON,)).close()
        return addresses_of(self.address, self.software, signed_in=bool(self._access))

    def query(
        self,
        text: str,
        accepted: Iterable[str],
        *,
        default_graphs: Iterable[str] = (),
        named_graphs: Iterable[str] = (),
    ) -> Stream:
        """Return the answer to a query, in one of the media types `accepted`, best first.

        Raises
        ------
        ServerError
            If there is no answer, or another than was asked for; the message names the address.
        """
        fields = [("query", text)]
        fields += [("default-graph-uri", one) for one in default_graphs]
        fields += [("named-graph-uri", one) for one in named_graphs]
        form = urlencode(fields)
        wanted = tuple(accepted)
        if len(form) <= self._limits.server_address_letters:
            return self._ask("GET", f"{self.address}{_joint(self.address)}{form}", wanted)
        return self._ask("POST", self.address, wanted, form.encode("ascii"), _FORM)

    def update(self, text: str) -> None:
        """Have the server carry out a SPARQL update; it is not repeated where the connection breaks.

        Raises
        ------
        ServerError
            If the server does not say that it has done so.
        """
        form = urlencode({"update": text}).encode("ascii")
        self._do("POST", self.addresses.update, form, _FORM, repeatable=False)

    def get_graph(self, graph: str, accepted: Iterable[str] = (N_TRIPLES,)) -> Stream:
        """Return the triples of the graph named `graph`; raises ServerError, with status 404 for none."""
        return self._ask("GET", self._graph(graph), tuple(accepted))

    def put_graph(self, graph: str, content: bytes, media_type: str = N_TRIPLES) -> None:
        """Put `content` in place of the graph named `graph`.

        Raises
        ------
        ServerError
            If the server does not say that it has done so.
        """
        self._do("PUT", self._graph(graph), content, media_type)

    def post_graph(
        self, graph: str, content: bytes, media_type: str = N_TRIPLES, *, repeatable: bool = True
    ) -> None:
        """Add `content` to the graph named `graph`.

        What holds no blank nodes may be sent twice without harm, and so is where the connection breaks.

        Raises
        ------
        ServerError
            If the server does not say that it has done so.
        """
        self._do("POST", self._graph(graph), content, media_type, repeatable=repeatable)

    def delete_graph(self, graph: str) -> bool:
        """Remove the graph named `graph`, and say whether there was one.

        Raises
        ------
        ServerError
            If the server refuses.
        """
        address = self._graph(graph)
        answer = self._send("DELETE", address, {}, None, repeatable=True)
        if answer.status == HTTPStatus.NOT_FOUND:
            answer.drain_conn()
            return False
        self._require_done(address, answer)
        return True

    def close(self) -> None:
        """Close all connections."""
        self._pool.clear()

    def _graph(self, graph: str) -> str:
        address = self.addresses.graphs
        name = "graph-uri" if "virtuoso" in self.software.lower() else "graph"
        return f"{address}{_joint(address)}{urlencode({name: graph})}"

    def _ask(
        self, method: str, address: str, accepted: tuple[str, ...], body: bytes | None = None, kind: str = ""
    ) -> Stream:
        headers = {"accept": ", ".join(accepted), "accept-encoding": "gzip"}
        headers |= {"content-type": kind} if kind else {}
        answer = self._send(method, address, headers, body, repeatable=True)
        if answer.status != HTTPStatus.OK:
            raise refused(_place(address), answer)
        return Stream(_place(address), answer, accepted, self._limits)

    def _do(
        self, method: str, address: str, body: bytes | None, kind: str, *, repeatable: bool = True
    ) -> None:
        answer = self._send(method, address, {"content-type": kind}, body, repeatable=repeatable)
        self._require_done(address, answer)

    def _require_done(self, address: str, answer: BaseHTTPResponse) -> None:
        if not HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
            raise refused(_place(address), answer)
        answer.drain_conn()

    def _send(
        self, method: str, address: str, headers: dict[str, str], body: bytes | None, *, repeatable: bool
    ) -> BaseHTTPResponse:
        """Send a request, signed in; where the server asks for a digest, once more with that."""
        shown, _ = without_credentials(address)
        headers = headers | {"user-agent": f"armsgraph/{__version__}"}
        signed = self._access.answer(self._challenge, method, shown) or self._access.headers()
        answer = self._once(method, shown, headers | signed, body, repeatable=repeatable)
        if answer.status == HTTPStatus.UNAUTHORIZED and signed:
            self._challenge = answer.headers.get("www-authenticate", "") or self._challenge_at(shown)
            digest = self._access.answer(self._challenge, method, shown)
            if digest:
                answer.drain_conn()
                answer = self._once(method, shown, headers | digest, body, repeatable=repeatable)
        self.software = answer.headers.get("server", "").strip() or self.software or "unnamed"
        return answer

    def _challenge_at(self, address: str) -> str:
        """Return what the server asks of who has not signed in: Virtuoso says it to nobody else."""
        unsigned = self._once("GET", address, {}, None, repeatable=True)
        unsigned.drain_conn()
        return unsigned.headers.get("www-authenticate", "")

    def _once(
        self, method: str, address: str, headers: dict[str, str], body: bytes | None, *, repeatable: bool
    ) -> BaseHTTPResponse:
        try:
            return self._pool.urlopen(
                method,
                address,
                body=body,
                headers=headers,
                redirect=False,
                preload_content=False,
                retries=self._patience(repeatable=repeatable),
            )
        except (HTTPError, ValueError) as error:
            raise failed(_place(address), error, self._limits) from error

    def _patience(self, *, repeatable: bool) -> Retry:
        tries = self._limits.server_repeats
        return _Patience(
            total=tries if repeatable else 0,
            redirect=False,
            status_forcelist=_PASSING if repeatable else (),
            allowed_methods=None,
            backoff_factor=self._limits.server_pause_seconds,
            backoff_max=self._limits.server_longest_pause_seconds,
            raise_on_status=False,
        )


class _Patience(Retry):
    """When to ask again: not after a silence, since who was slow would only be asked to be slow again."""

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> Self:
        if isinstance(error, ReadTimeoutError | SSLError):
            raise error
        return super().increment(method, url, response, error, _pool, _stacktrace)

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        """Return the pause that a server asks for, in seconds, as far as we would wait."""
        asked = super().get_retry_after(response)
        return None if asked is None else min(asked, LIMITS.server_longest_pause_seconds)


def _joint(address: str) -> str:
    return "&" if "?" in address else "?"


def _place(address: str) -> str:
    """Return an address as messages show it: without what was asked there."""
    return without_credentials(address)[0].partition("?")[0]
