"""`ngkt-tui serve`: the dashboard in browsers, and the accounts of those who may sign in."""

import os
import sys
from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from ngkt_tui.cli.arguments import usage_error
from ngkt_tui.cli.click_types import CountType, FilePathType
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, LocalizedOption
from ngkt_tui.domain.errors import NgktError, system_problem
from ngkt_tui.domain.place import Place
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import LazyText

if TYPE_CHECKING:
    from ngkt_tui.web.sign_in import SignIn

LOOPBACK = ("127.0.0.1/32", "::1/128")
MAX_SESSIONS = 1000
MAX_IDLE_MINUTES = 24 * 60


class ServerError(NgktError):
    """The web server did not start. Values: `detail`, `step`."""

    key = "server"


def _serve(
    call: Invocation,
    host: str,
    port: int,
    origin: str | None,
    users: Path | None,
    header: str | None,
    trusted: Sequence[str],
    max_sessions: int,
    idle: int,
    add: str | None,
    is_reader: bool,
) -> None:
    if add is not None:
        _add_account(call, users, add, is_reader)
        return
    if is_reader:
        raise usage_error("serve-reader-alone")
    try:
        import textual_serve  # noqa: F401 — an extra that not every installation has
    except ImportError as error:
        raise ServerError(detail=LazyText("serve.not-installed"), step=LazyText("serve.install")) from error
    from ngkt_tui.web.server import DashboardServer, ServerSettings  # aiohttp, which nothing else needs

    context = call.ready()
    sign_in = _sign_in(call, host, users, header, trusted)
    if origin is None and not _is_loopback(host):
        raise usage_error("serve-no-address", host=host)
    settings = ServerSettings(
        host, port, _origin(origin), max_sessions, idle * 60.0, call.language, is_readonly=context.readonly
    )
    options = (*_named(context.store), "--lang", call.language, "--unit", context.unit)
    server = DashboardServer(settings, sign_in, (sys.executable, "-m", "ngkt_tui", *options))
    call.print_message("serve.listening", address=f"{server.address}/{_link(sign_in)}")
    call.terminal.err.flush()
    try:
        server.run()
    except OSError as error:
        raise ServerError(detail=system_problem(error), step=LazyText("serve.other-port")) from error


def _named(store: Place) -> tuple[str, ...]:
    """Return the flags that name the store for each session; an address, which may hold a password, goes unseen."""
    if isinstance(store, Path):
        return ("--db", str(store))
    os.environ["NGKT_DB"] = store.address
    return ()


def _sign_in(call: Invocation, host: str, users: Path | None, header: str | None, trusted: Sequence[str]) -> "SignIn":
    """Return how visitors are known. Raises `UsageError` where nobody would be, and `AccountsError`."""
    from ngkt_tui.web.accounts import read_accounts  # loads what hashes passwords
    from ngkt_tui.web.sign_in import LinkSignIn, PasswordSignIn, ProxySignIn  # as above

    if users is not None:
        read_accounts(users)  # a file that cannot be read is told before the first visitor comes
    if header is not None:
        return ProxySignIn(header, [_network(each) for each in trusted or LOOPBACK], users)
    if trusted:
        raise usage_error("serve-trusted-alone")
    if users is not None:
        return PasswordSignIn(users)
    if not _is_loopback(host):
        raise usage_error("serve-nobody", host=host)
    return LinkSignIn(call.context.actor)


def _link(sign_in: "SignIn") -> str:
    secret = getattr(sign_in, "secret", "")
    return f"?key={secret}" if secret else ""


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _network(typed: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(typed)
    except ValueError as error:
        raise usage_error("serve-no-network", word=typed) from error


def _origin(typed: str | None) -> str | None:
    if typed is None:
        return None
    parts = urlsplit(typed)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/"):
        raise usage_error("serve-no-origin", word=typed)
    host, usual = parts.netloc.lower().rpartition("@")[2], {"http": ":80", "https": ":443"}[parts.scheme]
    return f"{parts.scheme}://{host.removesuffix(usual)}"  # as browsers write it


def _add_account(call: Invocation, users: Path | None, typed: str, is_reader: bool) -> None:
    from ngkt_tui.web.accounts import MIN_PASSWORD_LENGTH, Permission, put_account, sign_in_name  # as above

    name = sign_in_name(typed)
    if users is None:
        raise usage_error("missing", name="--users")
    if not name:
        raise usage_error("no-name", option="--add")
    password = click.prompt(call.translate("serve.password", name=name), hide_input=True, err=True)
    if len(password) < MIN_PASSWORD_LENGTH:
        raise usage_error("serve-short-password", count=MIN_PASSWORD_LENGTH)
    put_account(users, name, Permission.READER if is_reader else Permission.EDITOR, password)
    call.print_message("serve.added", name=name, path=sanitize_line(str(users)))


SERVE_COMMAND = LocalizedCommand(
    "serve",
    _serve,
    [
        LocalizedOption("--host", metavar="HOST", default="127.0.0.1", words="serve-host"),
        LocalizedOption("--port", metavar="N", type=CountType(1, 65535), default=8000, words="serve-port"),
        LocalizedOption("--public-url", "origin", metavar="URL", words="serve-origin"),
        LocalizedOption("--users", metavar="FILE", type=FilePathType(), words="serve-users"),
        LocalizedOption("--header", metavar="NAME", words="serve-header"),
        LocalizedOption("--trusted", metavar="NETWORK", multiple=True, words="serve-trusted"),
        LocalizedOption("--max-sessions", metavar="N", type=CountType(1, MAX_SESSIONS), default=60, words="serve-max"),
        LocalizedOption("--idle", metavar="N", type=CountType(1, MAX_IDLE_MINUTES), default=120, words="serve-idle"),
        LocalizedOption("--add", metavar="NAME", words="serve-add"),
        LocalizedOption("--reader", "is_reader", is_flag=True, words="serve-reader"),
    ],
)
