"""Who a request comes from: named by a proxy, signed in with a password, or by the link that the server printed."""

import asyncio
import hmac
import secrets
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address
from pathlib import Path
from typing import NamedTuple

from aiohttp import web

from ngkt_tui.web.accounts import Permission, find_account, read_accounts, sign_in_name

COOKIE = "ngkt-session"
MAX_COOKIE_SECONDS = 12 * 3600
"""How long somebody stays signed in without coming back."""
MAX_COOKIES = 1000
MAX_CHECKS = 2
"""Passwords that are checked at once: each takes a processor and 32 MiB for a tenth of a second."""
MAX_WAITING = 20
"""Passwords that wait to be checked or answered; more are refused at once."""
MAX_WRONG = 5
"""Wrong passwords for a name after which only one at a time is taken for it."""
WRONG_PASSWORD_SECONDS = 1.0
"""How long the answer to a wrong password is held back."""

Network = IPv4Network | IPv6Network


class Visitor(NamedTuple):
    """Somebody who has signed in."""

    name: str
    role: Permission


class SignIn(ABC):
    """How visitors are known."""

    has_form = False
    """Whether there is a page on which one signs in."""

    @abstractmethod
    def visitor(self, request: web.Request) -> Visitor:
        """Return who a request comes from. Raises `HTTPUnauthorized` or `HTTPForbidden`."""


class ProxySignIn(SignIn):
    """A proxy before the server has signed the visitor in and names them in a header; other addresses are refused."""

    def __init__(self, header: str, trusted: Sequence[Network], accounts: Path | None) -> None:
        self._header, self._trusted, self._accounts = header, trusted, accounts

    def visitor(self, request: web.Request) -> Visitor:
        address = ip_address(request.remote) if request.remote else None
        if address is None or not any(address in network for network in self._trusted):
            raise web.HTTPForbidden
        named = request.headers.getall(self._header, [])
        name = sign_in_name(_utf8(named[0])) if len(named) == 1 else ""
        if not name:
            raise web.HTTPUnauthorized
        if self._accounts is None:
            return Visitor(name, Permission.EDITOR)
        account = read_accounts(self._accounts).get(name)
        if account is None:
            raise web.HTTPForbidden
        return Visitor(name, account.role)


class CookieSignIn(SignIn):
    """Visitors are known by a random cookie, which is forgotten when the server ends."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[str, tuple[Visitor, float]] = {}

    def visitor(self, request: web.Request) -> Visitor:
        token = request.cookies.get(COOKIE, "")
        visitor, until = self._known.get(token, (None, 0.0))
        if visitor is None or until < self._clock():
            raise web.HTTPUnauthorized
        self._known[token] = visitor, self._clock() + MAX_COOKIE_SECONDS
        return visitor

    def give_cookie(self, response: web.StreamResponse, visitor: Visitor, *, is_secure: bool) -> None:
        """Let the browser be known as `visitor`; the oldest is forgotten where there are too many."""
        token = secrets.token_urlsafe(32)
        self._known[token] = visitor, self._clock() + MAX_COOKIE_SECONDS
        while len(self._known) > MAX_COOKIES:
            del self._known[next(iter(self._known))]
        response.set_cookie(COOKIE, token, httponly=True, samesite="Strict", secure=is_secure, path="/")

    def forget(self, request: web.Request) -> None:
        """Know the browser no more."""
        self._known.pop(request.cookies.get(COOKIE, ""), None)


class PasswordSignIn(CookieSignIn):
    """Visitors sign in with a name and a password of a file, which is read anew each time."""

    has_form = True

    def __init__(self, accounts: Path, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(clock)
        self._accounts = accounts
        self._checks = asyncio.Semaphore(MAX_CHECKS)
        self._waiting: list[str] = []
        self._wrong: dict[str, int] = {}

    def visitor(self, request: web.Request) -> Visitor:
        known = super().visitor(request)
        account = read_accounts(self._accounts).get(known.name)
        if account is None:  # removed since
            raise web.HTTPUnauthorized
        return Visitor(account.name, account.role)

    async def check(self, name: str, password: str) -> Visitor | None:
        """Return whom name and password belong to; a wrong answer takes its time.

        Raises `HTTPTooManyRequests` where too many wait already, or somebody is guessing a password of this name.
        """
        name = sign_in_name(name)
        is_guessed = self._wrong.get(name, 0) >= MAX_WRONG and name in self._waiting
        if is_guessed or len(self._waiting) >= MAX_WAITING:
            raise web.HTTPTooManyRequests
        self._waiting.append(name)
        try:
            return await self._check(name, password)
        finally:
            self._waiting.remove(name)

    async def _check(self, name: str, password: str) -> Visitor | None:
        async with self._checks:
            accounts = await asyncio.to_thread(read_accounts, self._accounts)
            account = await asyncio.to_thread(find_account, accounts, name, password)
        wrong = self._wrong.pop(name, 0) + 1
        if account is None:
            self._wrong = dict([*self._wrong.items(), (name, wrong)][-MAX_COOKIES:])
            await asyncio.sleep(WRONG_PASSWORD_SECONDS)
            return None
        return Visitor(account.name, account.role)


class LinkSignIn(CookieSignIn):
    """Whoever has the link that the server printed is its user."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.secret = secrets.token_urlsafe(24)
        self._visitor = Visitor(name, Permission.EDITOR)

    def visitor_of_link(self, request: web.Request) -> Visitor | None:
        """Return the user where the address of the request is the link, else `None`."""
        given = request.query.get("key", "")
        return self._visitor if hmac.compare_digest(given.encode(), self.secret.encode()) else None


def _utf8(header: str) -> str:
    """Return a header that a proxy wrote in UTF-8: aiohttp reads it so, and keeps other bytes as surrogates."""
    return header if header.isprintable() else ""
