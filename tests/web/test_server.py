"""Who is let in to what, and how sessions begin and end."""

import asyncio
import re
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import unquote

import aiohttp
import pytest

from ngkt_tui.domain.enums import Language
from ngkt_tui.web.accounts import Permission, put_account, read_accounts
from ngkt_tui.web.dashboard_process import DashboardProcess
from ngkt_tui.web.server import DashboardServer, ServerSettings
from ngkt_tui.web.sign_in import LinkSignIn, PasswordSignIn, ProxySignIn
from tests.web.conftest import Serve, Served, arguments, drawn

PASSWORD = "bốn chữ dễ nhớ"
LOOPBACK = [ip_network("127.0.0.1/32")]


async def linked(serve: Serve, **settings: object) -> Served:
    """Return a server whose link the browser has opened."""
    sign_in = LinkSignIn("lan")
    served = await serve(sign_in, **settings)
    await served.status(f"/?key={sign_in.secret}")
    return served


async def refusal(opening: object) -> int:
    """Return how a session is refused."""
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await opening  # type: ignore[misc]
    return refused.value.status


async def test_only_the_link_that_was_printed_lets_in(serve: Serve) -> None:
    sign_in = LinkSignIn("lan")
    served = await serve(sign_in)
    assert await served.status() == 401
    assert await served.status("/?key=guessed") == 401
    assert await refusal(served.open()) == 401
    assert await served.status(f"/?key={sign_in.secret}") == 303
    assert await served.status() == 200
    assert (await arguments(await served.open()))[-2:] == ["--by", "lan"]


async def test_a_proxy_names_who_has_signed_in(serve: Serve, tmp_path: Path) -> None:
    users = tmp_path / "users"
    users.write_text("lan:reader\nNguyễn An:editor\n", encoding="utf-8")
    served = await serve(ProxySignIn("X-Remote-User", LOOPBACK, users))
    assert await served.status() == 401
    assert await served.status(headers={"X-Remote-User": "mallory"}) == 403
    assert await served.status(headers=[("X-Remote-User", "lan"), ("X-Remote-User", "mallory")]) == 401
    assert await served.status(headers={"X-Remote-User": "Nguyễn An"}) == 200
    socket = await served.open(headers={"X-Remote-User": "lan"})
    assert (await arguments(socket))[-3:] == ["--by", "lan", "--readonly"]


async def test_an_address_that_is_not_trusted_names_nobody(serve: Serve) -> None:
    served = await serve(ProxySignIn("X-Remote-User", [ip_network("10.0.0.0/24")], None))
    assert await served.status(headers={"X-Remote-User": "lan"}) == 403


@pytest.mark.usefixtures("_hashes_cheaply")
async def test_a_password_lets_in_and_a_removed_account_no_longer(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ngkt_tui.web.sign_in.WRONG_PASSWORD_SECONDS", 0.0)
    users = tmp_path / "users"
    put_account(users, "lan", Permission.EDITOR, PASSWORD)
    served = await serve(PasswordSignIn(users))
    assert await served.status() == 303
    assert await served.sign_in("lan", "wrong") == 401
    assert await served.sign_in("lan", PASSWORD) == 303
    assert await served.status() == 200
    assert (await arguments(await served.open()))[-2:] == ["--by", "lan"]
    users.write_text("binh:editor\n")
    assert "lan" not in read_accounts(users)
    assert await refusal(served.open()) == 401


async def test_accounts_that_cannot_be_read_any_more_are_told_in_a_sentence(serve: Serve, tmp_path: Path) -> None:
    users = tmp_path / "users"
    users.write_text("lan:editor\n")
    served = await serve(ProxySignIn("X-Remote-User", LOOPBACK, users))
    users.write_text("lan;editor\n")
    async with served.browser.get(served.url, headers={"X-Remote-User": "lan"}) as answer:
        assert answer.status == 500
        assert "tell whoever runs it" in await answer.text()


@pytest.mark.parametrize(
    ("host", "port", "address"),
    [
        ("127.0.0.1", 8000, "http://127.0.0.1:8000"),
        ("::1", 8000, "http://[::1]:8000"),
        ("localhost", 80, "http://localhost"),
    ],
)
def test_the_address_is_one_that_a_browser_takes(host: str, port: int, address: str) -> None:
    settings = ServerSettings(host, port, None, 1, 1.0, Language.EN)
    assert DashboardServer(settings, LinkSignIn("lan"), ["x"]).address == address


@pytest.mark.usefixtures("_hashes_cheaply")
async def test_another_site_opens_no_session_and_signs_nobody_in(serve: Serve, tmp_path: Path) -> None:
    served = await linked(serve)
    assert await refusal(served.open(origin="http://evil.example")) == 403
    assert await refusal(served.open(origin="")) == 403
    assert await served.status(headers={"Host": "evil.example"}) == 403
    users = tmp_path / "users"
    put_account(users, "lan", Permission.EDITOR, PASSWORD)
    other = await serve(PasswordSignIn(users))
    other.url = f"http://localhost.evil:{other.port}"
    async with other.browser.post(f"http://127.0.0.1:{other.port}/sign-in", headers={"Origin": other.url}) as answer:
        assert answer.status == 403


async def test_a_browser_may_name_the_origin_of_the_form_that_it_sends(serve: Serve, tmp_path: Path) -> None:
    """Under `no-referrer` it sends `Origin: null`, which is refused."""
    served = await serve(PasswordSignIn(tmp_path / "users"))
    async with served.browser.get(f"{served.url}/sign-in") as form:
        assert form.headers["Referrer-Policy"] == "same-origin"


async def test_behind_a_proxy_its_address_is_the_one_that_counts(serve: Serve) -> None:
    sign_in = LinkSignIn("lan")
    served = await serve(sign_in, origin="https://ngkt.example.vn")
    async with served.browser.get(f"{served.url}/?key={sign_in.secret}", allow_redirects=False) as answer:
        cookie = answer.headers["Set-Cookie"]
    assert {"Secure", "HttpOnly", "SameSite=Strict"} <= set(cookie.split("; "))
    async with served.browser.get(served.url, headers={"Cookie": cookie.partition(";")[0]}) as page:
        assert 'url="wss://ngkt.example.vn/ws"' in await page.text()
    assert await refusal(served.open()) == 403


async def test_no_more_sessions_than_allowed_and_one_that_ends_makes_room(serve: Serve) -> None:
    served = await linked(serve, max_sessions=1)
    first = await served.open()
    await arguments(first)
    assert await refusal(served.open()) == 503
    await first.close()
    while served.server.sessions:
        await asyncio.sleep(0)
    await arguments(await served.open())


async def test_a_session_in_which_nothing_is_typed_is_closed_whatever_else_comes(serve: Serve) -> None:
    served = await linked(serve, idle_seconds=0.5)
    socket = await served.open()
    await arguments(socket)
    await socket.send_json(["focus"])
    await drawn(socket)
    while not socket.closed:
        await socket.receive()
    assert socket.close_code == aiohttp.WSCloseCode.GOING_AWAY


@pytest.mark.parametrize(
    "sent",
    ["{", "[]", '["stdin", 3]', '["resize", {"width": "x"}]', '["shell", "ls"]', '["ping"]', "[" * 100_000],
)
async def test_what_no_browser_sends_ends_the_session(serve: Serve, sent: str) -> None:
    served = await linked(serve)
    socket = await served.open()
    await arguments(socket)
    await socket.send_str(sent)
    while not socket.closed:
        await socket.receive()
    assert socket.close_code == aiohttp.WSCloseCode.POLICY_VIOLATION


async def test_letters_reach_the_dashboard_and_half_of_one_ends_nothing(serve: Serve) -> None:
    served = await linked(serve)
    socket = await served.open()
    await arguments(socket)
    await socket.send_str('["stdin", "\\ud800 kinh tế"]')
    assert (await drawn(socket)).decode() == "D? kinh tế"


async def test_a_download_has_its_vietnamese_name_and_cannot_be_guessed(serve: Serve) -> None:
    served = await linked(serve)
    socket = await served.open()
    await arguments(socket)
    await socket.send_json(["stdin", "give"])
    await drawn(socket)
    assert await served.status("/download/guessed") == 404
    async with served.browser.get(f"{served.url}/download/key") as answer:
        name = answer.headers["Content-Disposition"].rpartition("''")[2]
    assert unquote(name) == "báo cáo “tháng 7”.md"


async def test_a_dashboard_that_ends_closes_its_session(serve: Serve) -> None:
    served = await linked(serve)
    socket = await served.open()
    await arguments(socket)
    await socket.send_json(["stdin", "end"])
    while not socket.closed:
        await socket.receive()


async def test_a_dashboard_that_does_not_end_is_made_to(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DashboardProcess, "quit_seconds", 0.1)
    served = await linked(serve)
    socket = await served.open()
    await arguments(socket)
    await socket.send_json(["stdin", "stay"])
    await drawn(socket)
    await socket.close()
    while served.server.sessions:
        await asyncio.sleep(0.01)


async def test_a_page_asks_no_other_host_for_anything(serve: Serve) -> None:
    served = await linked(serve)
    for path in ("/", "/assets/page.css", "/assets/page.js", "/static/css/xterm.css"):
        async with served.browser.get(served.url + path) as page:
            assert page.status == 200
            text = (await page.text()).replace(served.url, "").replace(f"ws://127.0.0.1:{served.port}", "")
            assert not re.search(r"(https?|wss?)://|[\"'(=]\s*//", text) or "xterm" in path
            assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
