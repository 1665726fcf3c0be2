"""Browsers that read nothing, vanish, guess or send too much, and dashboards that hang: nobody else is harmed."""

import asyncio
import os
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from ngkt_tui.web.accounts import Permission, put_account
from ngkt_tui.web.dashboard_process import DashboardProcess
from ngkt_tui.web.sessions import MAX_MESSAGE_BYTES, DashboardSessions
from ngkt_tui.web.sign_in import LinkSignIn, PasswordSignIn, ProxySignIn
from tests.web.conftest import Serve, Served, arguments, drawn
from tests.web.test_server import LOOPBACK, PASSWORD, linked, refusal

LAN = {"X-Remote-User": "lan"}


def ended(tmp_path: Path) -> list[str]:
    """Return the users whose dashboards have ended by themselves, having kept what they had to."""
    file = tmp_path / "stub.py.ended"
    return file.read_text().split() if file.exists() else []


async def flooded(served: Served) -> aiohttp.ClientWebSocketResponse:
    """Open a session whose browser reads nothing of the much that is drawn."""
    socket = await served.open()
    await arguments(socket)
    assert socket._conn is not None
    assert socket._conn.transport is not None
    socket._conn.transport.pause_reading()
    await socket.send_json(["stdin", "flood"])
    await asyncio.sleep(0.2)
    return socket


async def test_a_browser_that_vanishes_while_much_is_drawn_lets_its_dashboard_end(serve: Serve, tmp_path: Path) -> None:
    served = await linked(serve)
    socket = await flooded(served)
    assert socket._conn is not None
    assert socket._conn.transport is not None
    socket._conn.transport.abort()
    await served.empty()
    assert ended(tmp_path) == ["lan"]


async def test_a_browser_that_reads_nothing_is_closed_when_idle_all_the_same(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ngkt_tui.web.sessions.CLOSE_SECONDS", 0.1)
    served = await linked(serve, idle_seconds=1.0)
    await flooded(served)
    await served.empty()
    assert ended(tmp_path) == ["lan"]


async def test_a_dashboard_that_takes_nothing_any_more_is_ended_and_gives_its_place_up(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DashboardProcess, "quit_seconds", 0.2)
    monkeypatch.setattr("ngkt_tui.web.sessions.CLOSE_SECONDS", 0.1)
    served = await linked(serve)
    socket = await served.open()
    await arguments(socket)
    await socket.send_json(["stdin", "stay"])
    await drawn(socket)
    await socket.send_json(["stdin", "x" * (MAX_MESSAGE_BYTES // 2)])
    await served.empty()


async def test_more_than_a_message_may_hold_ends_the_session(serve: Serve) -> None:
    served = await linked(serve)
    socket = await served.open()
    await arguments(socket)
    await socket.send_json(["stdin", "x" * MAX_MESSAGE_BYTES])
    while not socket.closed:
        await socket.receive()
    assert socket.close_code == aiohttp.WSCloseCode.MESSAGE_TOO_BIG
    await served.empty()


async def test_a_tab_that_comes_back_waits_for_what_it_has_lost_and_no_other_tab_does(
    serve: Serve, tmp_path: Path
) -> None:
    served = await serve(ProxySignIn("X-Remote-User", LOOPBACK, None), max_sessions=2)
    first = await served.open(tab="a1", headers=LAN)
    await arguments(first)
    other = await served.open(tab="a1", headers={"X-Remote-User": "binh"})
    await arguments(other)
    again = await served.open(tab="a1", headers=LAN)
    await arguments(again)
    assert ended(tmp_path) == ["lan"]
    assert served.server.sessions == 2
    assert not other.closed


async def test_who_may_no_longer_come_in_is_shown_out(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DashboardSessions, "check_seconds", 0.05)
    users = tmp_path / "users"
    users.write_text("lan:editor\nbinh:editor\n")
    served = await serve(ProxySignIn("X-Remote-User", LOOPBACK, users))
    leaving, staying = [await served.open(headers={"X-Remote-User": name}) for name in ("lan", "binh")]
    await arguments(leaving)
    await arguments(staying)
    users.write_text("lan:reader\nbinh:editor\n")
    while not leaving.closed:
        await leaving.receive()
    await staying.send_json(["stdin", "x"])
    assert await drawn(staying) == b"Dx"


async def test_as_many_dashboards_start_at_once_as_there_are_processors(
    serve: Serve, tmp_path: Path, stub: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    slow = tmp_path / "slow.py"
    slow.write_text(f"open({str(gate)!r}).read()\n" + Path(stub[-1]).read_text())
    served = await serve(LinkSignIn("lan"), [*stub[:-1], str(slow)])
    assert isinstance(served.server._sign_in, LinkSignIn)
    await served.status(f"/?key={served.server._sign_in.secret}")
    sockets = [await served.open() for _ in range(2)]
    running = served.server._sessions._open
    while not any(process._process for process in running):
        await asyncio.sleep(0.01)
    assert [process._process is not None for process in running] == [True, False]
    for socket in sockets:
        (await asyncio.to_thread(gate.open, "w")).close()
        await arguments(socket)


async def test_a_dashboard_that_begins_while_the_server_ends_is_ended_too(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served, begin = await linked(serve), DashboardProcess.start

    async def start_while_ending(process: DashboardProcess, width: int, height: int) -> None:
        await served.server._sessions.end()
        await begin(process, width, height)

    monkeypatch.setattr(DashboardProcess, "start", start_while_ending)
    socket = await served.open()
    await served.empty()
    assert ended(tmp_path) == ["lan"]
    await socket.close()


async def test_no_process_left_to_start_is_told_and_nothing_stays(serve: Serve, tmp_path: Path) -> None:
    served = await linked(serve)
    served.server._command = [str(tmp_path / "missing")]
    socket = await served.open()
    while not socket.closed:
        await socket.receive()
    assert socket.close_code == aiohttp.WSCloseCode.TRY_AGAIN_LATER
    await served.empty()


async def test_a_file_that_does_not_come_whole_is_no_download(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ngkt_tui.web.dashboard_process.CHUNK_SECONDS", 0.1)
    served = await linked(serve)
    socket = await served.open()
    await arguments(socket)
    await socket.send_json(["stdin", "give"])
    await drawn(socket)
    with pytest.raises(aiohttp.ClientPayloadError):
        async with served.browser.get(f"{served.url}/download/key") as answer:
            await answer.read()


@pytest.mark.parametrize(
    "path",
    [
        "/download/..%2f..%2fetc%2fpasswd",
        "/download/../server.py",
        "/assets/../server.py",
        "/assets/..%2faccounts.py",
        "/assets//etc/passwd",
        "/static/%2e%2e/server.py",
        "/static/css",
        "/templates/base.html",
    ],
)
async def test_no_path_leads_out_of_what_is_served(serve: Serve, path: str) -> None:
    served = await linked(serve)
    async with served.browser.get(URL(served.url + path, encoded=True)) as answer:
        assert answer.status in (403, 404)


@pytest.mark.parametrize(
    "name", ["", " ", "-x", "a:b", "x" * 65, "x" * 8000, "a\u202eb", "../lan", "\u200b", "lan\ttab"]
)
async def test_a_header_that_can_name_nobody_names_nobody(serve: Serve, name: str) -> None:
    served = await serve(ProxySignIn("X-Remote-User", LOOPBACK, None))
    assert await served.status(headers={"X-Remote-User": name}) == 401


@pytest.mark.parametrize("name", [b"la\x00n", b"la\rn", b"lan\x1b[2J", b"x" * 100_000])
async def test_a_header_that_is_none_is_refused(serve: Serve, name: bytes) -> None:
    served = await serve(ProxySignIn("X-Remote-User", LOOPBACK, None))
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nX-Remote-User: %s\r\n\r\n" % (served.port, name))
    assert (await reader.readline()).split()[1] in (b"400", b"401")
    writer.close()


async def test_a_site_is_another_one_without_its_tls(serve: Serve) -> None:
    sign_in = LinkSignIn("lan")
    served = await serve(sign_in, origin="https://ngkt.example.vn")
    async with served.browser.get(f"{served.url}/?key={sign_in.secret}", allow_redirects=False) as answer:
        cookie = answer.headers["Set-Cookie"].partition(";")[0]
    for tab in ("", "a1"):
        assert await refusal(served.open("http://ngkt.example.vn", tab=tab, headers={"Cookie": cookie})) == 403
    await arguments(await served.open("https://ngkt.example.vn", headers={"Cookie": cookie}))


async def test_a_page_may_speak_with_its_own_server_alone_and_files_are_asked_for_once(serve: Serve) -> None:
    served = await linked(serve)
    async with served.browser.get(served.url) as page:
        assert f"connect-src 'self' ws://127.0.0.1:{served.port};" in page.headers["Content-Security-Policy"]
        assert page.headers["Cache-Control"] == "no-store"
    async with served.browser.get(f"{served.url}/assets/page.css") as file:
        known = {"If-None-Match": file.headers["ETag"]}
        assert file.headers["Cache-Control"] == "no-cache"
    assert await served.status("/assets/page.css", headers=known) == 304


@pytest.mark.usefixtures("_hashes_cheaply")
async def test_passwords_are_tried_one_after_the_other_and_not_without_end(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ngkt_tui.web.sign_in.WRONG_PASSWORD_SECONDS", 0.2)
    monkeypatch.setattr("ngkt_tui.web.sign_in.MAX_WRONG", 1)
    users = tmp_path / "users"
    put_account(users, "lan", Permission.EDITOR, PASSWORD)
    served = await serve(PasswordSignIn(users))
    assert await served.sign_in("lan", "wrong") == 401
    answers = await asyncio.gather(*(served.sign_in("lan", str(number)) for number in range(4)))
    assert sorted(answers) == [401, 429, 429, 429]
    assert await served.sign_in("lan", PASSWORD) == 303
    monkeypatch.setattr("ngkt_tui.web.sign_in.MAX_WAITING", 0)
    assert await served.sign_in("binh", "wrong") == 429


async def test_a_form_that_never_ends_is_not_waited_for(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ngkt_tui.web.server.FORM_SECONDS", 0.1)
    served = await serve(PasswordSignIn(tmp_path / "users"))
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    head = f"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nOrigin: {served.url}\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\n\r\nname="
    writer.write((head + kind).encode())
    assert (await reader.readline()).split()[1] == b"408"
    writer.close()
