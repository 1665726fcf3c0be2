"""A server that shows the dashboard in browsers: textual-serve with a sign-in and limits, and without other hosts."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote, urlsplit

import aiohttp_jinja2
import jinja2
import textual_serve
from aiohttp import web
from textual_serve.server import Server, to_int

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.words import translate
from ngkt_tui.web.accounts import AccountsError, Permission
from ngkt_tui.web.sessions import MAX_MESSAGE_BYTES, DashboardSessions
from ngkt_tui.web.sign_in import CookieSignIn, LinkSignIn, PasswordSignIn, SignIn, Visitor

KEEPALIVE_SECONDS = 30.0
"""How long a connection may be open without a whole request."""
FORM_SECONDS = 15.0
MAX_FILES = 1 << 16
"""Connections and pipes that the server may hold, where the system lets it."""
USUAL_PORT = 80
"""The port that no browser names."""
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self' {socket}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Of every answer. xterm.js sets styles of its own, hence 'unsafe-inline'. Without a referrer a browser names no origin
either when it sends a form, hence 'same-origin'."""
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class ServerSettings:
    """Where the server listens, and what it allows. `origin` is what browsers see it at, `None` for where it is."""

    host: str
    port: int
    origin: str | None
    max_sessions: int
    idle_seconds: float
    language: Language
    is_readonly: bool = False


class DashboardServer(Server):
    """Starts a dashboard for each browser that signs in, by `command` and the arguments that name its user."""

    def __init__(self, settings: ServerSettings, sign_in: SignIn, command: Sequence[str]) -> None:
        super().__init__("ngkt-tui", host=settings.host, port=settings.port, title="ngkt-tui")
        self._settings, self._sign_in, self._command = settings, sign_in, command
        self._sessions = DashboardSessions(sign_in, self._command_for, settings.max_sessions, settings.idle_seconds)

    @property
    def address(self) -> str:
        """Return the address at which browsers see it."""
        return self._settings.origin or f"http://{_place(self.host, self.port)}"

    @property
    def sessions(self) -> int:
        """Return how many dashboards are open."""
        return len(self._sessions)

    def run(self) -> None:
        """Serve until interrupted. Raises `OSError` where the port cannot be had."""
        _allow_many_files()
        web.run_app(
            self.application(),
            host=self.host,
            port=self.port,
            print=None,
            access_log=None,
            keepalive_timeout=KEEPALIVE_SECONDS,
        )

    async def application(self) -> web.Application:
        """Return what answers requests."""
        app = web.Application(middlewares=[self._guard], client_max_size=MAX_MESSAGE_BYTES)
        aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(str(files("ngkt_tui.web") / "templates")))
        app.add_routes(
            [
                web.get("/", self.handle_index, name="index"),
                web.get("/ws", self._sessions.run),
                web.get(r"/ws/{tab:\w{1,64}}", self._sessions.run),
                web.get("/download/{key}", self.handle_download, name="download"),
                web.static("/assets", str(files("ngkt_tui.web") / "assets")),
                web.static("/static", Path(textual_serve.__file__).parent / "static"),
            ]
        )
        if self._sign_in.has_form:
            app.add_routes([web.get("/sign-in", self._show_form), web.post("/sign-in", self._take_form)])
        if isinstance(self._sign_in, CookieSignIn):
            app.add_routes([web.post("/sign-out", self._sign_out)])
        app.on_shutdown.append(self._end_sessions)
        self._sessions.load(self._command)
        return app

    async def _end_sessions(self, _app: web.Application) -> None:
        await self._sessions.end()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse what comes from another site, and word what is refused."""
        try:
            self._require_own_origin(request)
            response = await handler(request)
        except web.HTTPException as error:
            if error.status < 400:
                error.headers.update(self._headers(request))
                raise
            response = self._page("message.html", {"message": self._refusal_words(error.status)}, request)
            response.set_status(error.status)
        except AccountsError:  # the file was whole when the server began
            response = self._page("message.html", {"message": self._refusal_words(500)}, request)
            response.set_status(500)
        if not response.prepared:
            response.headers.update(self._headers(request))
        return response

    def _require_own_origin(self, request: web.Request) -> None:
        """Raise `HTTPForbidden` for another name of this host (DNS rebinding), or a page of another site."""
        origins = {self._settings.origin}
        if self._settings.origin is None:
            hosts = {_place(name, self.port) for name in (self.host, "localhost", "127.0.0.1")}
            if request.host not in hosts:
                raise web.HTTPForbidden
            origins = {f"http://{host}" for host in hosts}
        is_asked = request.method == "POST" or request.path == "/ws" or request.path.startswith("/ws/")
        if is_asked and request.headers.get("Origin") not in origins:
            raise web.HTTPForbidden

    def _socket_address(self, request: web.Request) -> str:
        """Return where the page opens its session."""
        parts = urlsplit(self._settings.origin or f"http://{request.host}")
        return f"{'wss' if parts.scheme == 'https' else 'ws'}://{parts.netloc}"

    def _headers(self, request: web.Request) -> dict[str, str]:
        """Return what every answer bears; of files that never change here a browser may ask whether they have."""
        policy = HEADERS["Content-Security-Policy"].format(socket=self._socket_address(request))
        cache = "no-cache" if request.path.startswith(("/assets/", "/static/")) else "no-store"
        return {**HEADERS, "Content-Security-Policy": policy, "Cache-Control": cache}

    def _refusal_words(self, status: int) -> str:
        known = {401, 403, 404, 429, 500, 503}
        return translate(self._settings.language, f"serve.refused.{status if status in known else 'other'}")

    def _page(self, template: str, values: dict[str, Any], request: web.Request) -> web.Response:
        def word(key: str) -> str:
            return translate(self._settings.language, f"serve.page.{key}")

        context = {"word": word, "language": self._settings.language.value} | values
        return aiohttp_jinja2.render_template(template, request, context)

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """Show the page with the terminal, to whoever is not signed in the form."""
        if isinstance(self._sign_in, LinkSignIn) and (visitor := self._sign_in.visitor_of_link(request)):
            return self._signed_in(visitor)
        try:
            self._sign_in.visitor(request)
        except web.HTTPUnauthorized:
            if not self._sign_in.has_form:
                raise
            raise web.HTTPSeeOther("/sign-in") from None
        size = max(8, min(to_int(request.query.get("fontsize", ""), 16), 40))
        values = {"socket": f"{self._socket_address(request)}/ws", "font_size": size}
        values["signs_out"] = self._sign_in.has_form
        return self._page("dashboard.html", values, request)

    async def _show_form(self, request: web.Request) -> web.StreamResponse:
        return self._page("sign_in.html", {"problem": ""}, request)

    async def _take_form(self, request: web.Request) -> web.StreamResponse:
        assert isinstance(self._sign_in, PasswordSignIn)
        try:
            fields = await asyncio.wait_for(request.post(), FORM_SECONDS)
        except TimeoutError:
            raise web.HTTPRequestTimeout from None
        name, password = (str(fields.get(field, "")) for field in ("name", "password"))
        visitor = await self._sign_in.check(name, password)
        if visitor is None:
            response = self._page("sign_in.html", {"problem": "wrong", "typed": name[:64]}, request)
            response.set_status(401)
            return response
        return self._signed_in(visitor)

    def _signed_in(self, visitor: Visitor) -> web.StreamResponse:
        assert isinstance(self._sign_in, CookieSignIn)
        response = web.Response(status=303, headers={"Location": "/"})
        self._sign_in.give_cookie(response, visitor, is_secure=(self._settings.origin or "").startswith("https:"))
        return response

    async def _sign_out(self, request: web.Request) -> NoReturn:
        assert isinstance(self._sign_in, CookieSignIn)
        self._sign_in.forget(request)
        raise web.HTTPSeeOther("/")

    def _command_for(self, visitor: Visitor) -> list[str]:
        is_reader = visitor.role is Permission.READER or self._settings.is_readonly
        return [*self._command, "--by", visitor.name, *(["--readonly"] if is_reader else [])]

    async def handle_download(self, request: web.Request) -> web.StreamResponse:
        """Send a file that the dashboard of the same visitor gives out, under its own name."""
        visitor = self._sign_in.visitor(request)
        key = request.match_info["key"]
        download = self._sessions.downloads.find(key)
        if download is None or not self._sessions.is_of(download.app_service, visitor):
            raise web.HTTPNotFound
        response = web.StreamResponse(headers=self._headers(request))
        response.content_type = download.mime_type
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(download.file_name)}"
        await response.prepare(request)
        async for chunk in self._sessions.downloads.download(key):
            await response.write(chunk)
        await response.write_eof()
        return response


def _allow_many_files() -> None:
    """Let the server hold more connections than a shell's programs usually may."""
    with suppress(ImportError, OSError, ValueError):  # Windows has no such limit
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = MAX_FILES if hard == resource.RLIM_INFINITY else min(hard, MAX_FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def _place(host: str, port: int) -> str:
    """Return host and port as they stand in an address: an IPv6 address in brackets, the usual port left out."""
    name = f"[{host}]" if ":" in host else host
    return name if port == USUAL_PORT else f"{name}:{port}"
