"""What can go wrong with a server, each as a sentence: who was asked, what came, what would be accepted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from http import HTTPStatus

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from graph.errors import CutAnswerError, ServerError
from graph.settings import (
    LIMITS,
    STORE_PASSWORD_VARIABLE,
    STORE_TOKEN_VARIABLE,
    STORE_USER_VARIABLE,
    Limits,
)
from graph.store.access import without_credentials
from graph.store.patience import STORE_SECONDS_VARIABLE

_SIGN_IN = f"set {STORE_USER_VARIABLE} and {STORE_PASSWORD_VARIABLE}, or {STORE_TOKEN_VARIABLE}"
_TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_REMEDIES: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: f"It wants to know who asks: {_SIGN_IN}",
    HTTPStatus.FORBIDDEN: f"It does not let this user do so: {_SIGN_IN} of one who may",
    HTTPStatus.NOT_FOUND: "Give the address of its SPARQL service, which often ends in /sparql or /query",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address takes no such request; give that of its SPARQL service",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "It takes less at once",
    HTTPStatus.TOO_MANY_REQUESTS: "It has too much to do; try again later",
    HTTPStatus.SERVICE_UNAVAILABLE: "It has too much to do or is being started; try again later",
    HTTPStatus.GATEWAY_TIMEOUT: "It took too long; ask for less, or raise the time it allows itself",
}


def refused(address: str, answer: BaseHTTPResponse) -> ServerError:
    """Return the error for an answer that is no success, and hang up."""
    moved = answer.headers.get("location", "")
    if moved and HTTPStatus.MULTIPLE_CHOICES <= answer.status < HTTPStatus.BAD_REQUEST:
        shown, _ = without_credentials(moved)
        answer.close()
        return ServerError(
            f"The server {address} says that it is now at {shown!r}; give that address if you trust it.",
            answer.status,
        )
    said = _words_of(answer)
    remedy = _REMEDIES.get(answer.status, "")
    sentence = f"The server {address} answered {answer.status} {_phrase(answer)}"
    sentence += f", saying {said!r}" if said else ""
    return ServerError(f"{sentence}. {remedy}." if remedy else f"{sentence}.", answer.status, said)


def failed(address: str, error: Exception, limits: Limits) -> ServerError:
    """Return the error for a request that got no answer."""
    reason = error.reason if isinstance(error, MaxRetryError) and error.reason else error
    sentence = f"The server {address} {_trouble(reason, limits)}"
    return ServerError(sentence if sentence.endswith("?") else f"{sentence}.")


def broken_off(address: str, received_bytes: int, error: Exception) -> ServerError:
    """Return the error for an answer that ended too early."""
    what = "fell silent" if isinstance(error, ReadTimeoutError) else "broke off its answer"
    return ServerError(
        f"The server {address} {what} after {received_bytes:,} bytes ({type(error).__name__}); "
        "nothing of that answer is used. Try again."
    )


def cut_short(address: str, said: str, rows: int = 0) -> CutAnswerError:
    """Return the error for an answer of which the server sends only a part, so many `rows` at most."""
    return CutAnswerError(
        f"The server {address} sends only a part of the answer ({said}), which is not used. Ask for less, or "
        "raise the rows it allows in one answer (Virtuoso: ResultSetMaxRows in the section [SPARQL] of its "
        "settings).",
        rows,
    )


def waited_out(address: str, limits: Limits) -> ServerError:
    """Return the error for an answer that comes, but so slowly that nobody waits for its end."""
    return ServerError(
        f"The server {address} had not ended its answer after {limits.server_answer_seconds:g} seconds; "
        f"nothing of it is used. Ask for less, or allow more seconds in {STORE_SECONDS_VARIABLE}."
    )


def of_another_kind(address: str, answer: BaseHTTPResponse, accepted: Sequence[str]) -> ServerError:
    """Return the error for an answer in a format that was not asked for, and hang up."""
    kind = answer.headers.get("content-type", "") or "nothing that it names"
    said = _words_of(answer)
    return ServerError(
        f"The server {address} answered with {kind!r} where {' or '.join(accepted)} was asked for"
        f"{f', saying {said!r}' if said else ''}. Give the address of its SPARQL service, which often ends "
        "in /sparql or /query.",
        answer.status,
    )


def not_understood(address: str, error: Exception) -> ServerError:
    """Return the error for an answer that breaks the rules of its format."""
    return ServerError(
        f"The server {address} sent an answer that cannot be read ({error}); nothing of it is used."
    )


def fewer_than_counted(address: str, graph: str, came: int, counted: int) -> ServerError:
    """Return the error for a graph of which another number of triples came than the server counts."""
    return ServerError(
        f"The server {address} counts {counted:,} triples in the graph {graph}, but sent {came:,}; none "
        "of them is used. Either it was changed meanwhile, so ask again, or it cuts long answers without a "
        "word: raise the rows it allows in one (Virtuoso: ResultSetMaxRows in the section [SPARQL] of its "
        "settings)."
    )


def _trouble(reason: Exception, limits: Limits) -> str:
    took, silent = f"{limits.server_connect_seconds:g}", f"{limits.server_silence_seconds:g}"
    # The first that fits says it: a refused connection is among the timeouts in urllib3's tree of errors.
    slip = "look for a slip in its address, or for the network"
    troubles: tuple[tuple[type[Exception], str], ...] = (
        (
            NameResolutionError,
            f"is not known by that name; {slip}",
        ),
        (NewConnectionError, f"cannot be reached ({_bare(reason)}); is it running, and is the port right?"),
        (ConnectTimeoutError, f"took no call within {took} seconds; is it running, and is the port open?"),
        (
            SSLError,
            f"cannot be trusted or speaks no TLS ({_bare(reason)}); give http:// where it has none, or name "
            "the authority that signed for it in SSL_CERT_FILE",
        ),
        (
            ReadTimeoutError,
            f"said nothing for {silent} seconds; ask for less, look what it is doing, or allow more seconds "
            f"in {STORE_SECONDS_VARIABLE}",
        ),
        (HTTPError, f"broke off before it answered ({_bare(reason)})"),
    )
    return next((said for kind, said in troubles if isinstance(reason, kind)), f"cannot be asked: {reason}")


def _bare(error: Exception) -> str:
    """Return what the machine says, without the name of the connection that urllib3 puts in front."""
    cause = error.__cause__ or error.__context__
    return str(cause) if isinstance(cause, OSError) else str(error).rpartition(": ")[2]


def _phrase(answer: BaseHTTPResponse) -> str:
    try:
        return HTTPStatus(answer.status).phrase
    except ValueError:
        return answer.reason or ""


def _words_of(answer: BaseHTTPResponse) -> str:
    """Return the beginning of what a server says, as plain words on one line; empty where it says nothing."""
    try:
        start = answer.read(LIMITS.server_words_bytes, decode_content=True)
    except (HTTPError, OSError):
        return ""
    finally:
        answer.close()
    words = " ".join(unescape(_TAG.sub(" ", start.decode("utf-8", "replace"))).split())
    return words if len(words) <= LIMITS.server_words else words[: LIMITS.server_words - 1] + "…"
