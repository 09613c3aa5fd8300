"""How to sign in at a server: a token, or a name and password, taken from the environment.

Basic (RFC 7617) and Bearer (RFC 6750) are sent at once; Digest (RFC 7616), which Virtuoso asks for where
graphs are written, answers the server's challenge with Python's own implementation.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import (
    AbstractDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

from urllib3 import make_headers

from graph.errors import InputError
from graph.settings import STORE_PASSWORD_VARIABLE, STORE_TOKEN_VARIABLE, STORE_USER_VARIABLE

_DIGEST = "digest "


@dataclass(frozen=True, slots=True, repr=False)
class Access:
    """What to sign in with; empty where the server is open to all. It never shows what it holds."""

    user: str = ""
    password: str = ""
    token: str = ""

    @classmethod
    def of_environment(cls) -> Access:
        """Return what ``ARMSGRAPH_STORE_TOKEN``, or ``_USER`` and ``_PASSWORD``, say."""
        names = (STORE_USER_VARIABLE, STORE_PASSWORD_VARIABLE, STORE_TOKEN_VARIABLE)
        return cls(*(os.environ.get(name, "") for name in names))

    def __bool__(self) -> bool:
        return bool(self.user or self.token)

    def headers(self) -> dict[str, str]:
        """Return the header that signs in without being asked.

        Examples
        --------
        >>> Access("ann", "secret").headers()
        {'authorization': 'Basic YW5uOnNlY3JldA=='}
        >>> Access(token="t").headers()
        {'authorization': 'Bearer t'}
        """
        if self.token:
            return {"authorization": f"Bearer {self.token}"}
        if self.user:
            return make_headers(basic_auth=f"{self.user}:{self.password}")
        return {}

    def answer(self, challenge: str, method: str, address: str) -> dict[str, str]:
        """Return the header that answers a Digest challenge; empty where there is nothing to answer with."""
        if not self.user or not challenge.lower().startswith(_DIGEST):
            return {}
        passwords = HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, address, self.user, self.password)
        asked = parse_keqv_list(parse_http_list(challenge[len(_DIGEST) :]))
        signing = AbstractDigestAuthHandler(passwords)
        said = signing.get_authorization(Request(address, method=method), asked)  # noqa: S310 - never opened
        return {"authorization": f"Digest {said}"} if said else {}


def refuse_credentials(address: str) -> None:
    """Refuse an address that holds a name or a password: lists of processes would show it to all.

    Raises
    ------
    InputError
        Which says where they are taken from.
    """
    shown, named = without_credentials(address)
    if named.user or named.password:
        raise InputError(
            f"The address of the server {shown} has a name or password in it, which everybody on this "
            f"machine could read; leave it out, and put them into {STORE_USER_VARIABLE} and "
            f"{STORE_PASSWORD_VARIABLE}."
        )


def without_credentials(address: str) -> tuple[str, Access]:
    """Return `address` as it may be shown, and what was in it to sign in with.

    Examples
    --------
    >>> without_credentials("https://ann:s%20t@example.org/sparql")[0]
    'https://example.org/sparql'
    """
    parts = urlsplit(address)
    named, _, host = parts.netloc.rpartition("@")
    user, _, password = named.partition(":")
    return urlunsplit(parts._replace(netloc=host)), Access(unquote(user), unquote(password))
