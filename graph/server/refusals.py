"""Requests that are not answered: which status each failure has, and how a client is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from graph.errors import (
    ArmsgraphError,
    BusyError,
    InputError,
    QueryCrashedError,
    QueryError,
    QueryForbiddenError,
    QueryFormatError,
    QueryMemoryError,
    QueryTimeoutError,
    StoreError,
)
from graph.server.formats import best_type

PROBLEM = "application/problem+json"
BUSY_SECONDS = 2
"""When a client that finds nobody free may ask again."""
STATUSES: tuple[tuple[type[ArmsgraphError], int], ...] = (
    (QueryForbiddenError, 403),
    (QueryFormatError, 406),
    (QueryError, 400),
    (InputError, 400),
    (BusyError, 503),
    (QueryTimeoutError, 503),
    (QueryMemoryError, 503),
    (QueryCrashedError, 500),
    (StoreError, 502),
)
"""Which status tells of which failure; the first that fits."""
_ADDRESSES: Mapping[int, str] = MappingProxyType(
    {
        404: "Nothing is served at this address; the page / says what is.",
        405: "This address does not take this method; the header Allow lists those it takes.",
    }
)
_NOTHING: Mapping[str, str] = MappingProxyType({})


class RefusedError(Exception):
    """A request that is answered with a status and a sentence instead of what it asked for."""

    def __init__(self, status: int, sentence: str, headers: Mapping[str, str] = _NOTHING) -> None:
        self.status = status
        self.sentence = sentence
        self.headers = dict(headers)
        super().__init__(sentence)


def refusal_of(error: ArmsgraphError) -> RefusedError:
    """Return what a client is told of `error`.

    Where a query ran too long or needed too much, 503 stands without ``Retry-After``: asking again would
    end the same way. Where nobody is free, the header says when to come back.

    Examples
    --------
    >>> refusal_of(QueryError("The query is empty.")).status
    400
    """
    status = next((status for kind, status in STATUSES if isinstance(error, kind)), 500)
    headers = {"Retry-After": str(BUSY_SECONDS)} if isinstance(error, BusyError) else {}
    return RefusedError(status, str(error), headers)


def refused(refusal: RefusedError, accept: str = "") -> Response:
    """Return the response to a request that is refused.

    Parameters
    ----------
    refusal
        Which status and sentence.
    accept
        The client's header: whoever asks for JSON gets a problem document (RFC 9457), others the sentence.
    """
    headers = {"Cache-Control": "no-store", "Vary": "Accept", **refusal.headers}
    if best_type(accept, ("text/plain", PROBLEM, "application/json")) in (PROBLEM, "application/json"):
        return Response(_problem(refusal), refusal.status, headers, PROBLEM)
    return Response(f"{refusal.sentence}\n", refusal.status, headers, "text/plain; charset=utf-8")


async def refuse_failure(request: Request, error: Exception) -> Response:
    """Answer a request for which what was asked could not be done, on whichever page."""
    known = error if isinstance(error, ArmsgraphError) else ArmsgraphError(str(error))
    return refused(refusal_of(known), request.headers.get("accept", ""))


async def refuse_address(request: Request, error: Exception) -> Response:
    """Answer a request for a page that is not here, or by a method that the page does not know."""
    assert isinstance(error, HTTPException)
    sentence = _ADDRESSES.get(error.status_code, f"{error.detail}.")
    refusal = RefusedError(error.status_code, sentence, error.headers or {})
    return refused(refusal, request.headers.get("accept", ""))


def _problem(refusal: RefusedError) -> str:
    title = HTTPStatus(refusal.status).phrase
    told = {"type": "about:blank", "title": title, "status": refusal.status, "detail": refusal.sentence}
    return json.dumps(told, ensure_ascii=False)
