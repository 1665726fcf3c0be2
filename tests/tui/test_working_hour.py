"""An hour's work in short, in a real terminal on the packaged digest: the store says exactly what was done, no more.

Everything goes by keys; a second officer works on the same store. What a key brings about is awaited in the store or
on the screen.
"""

import io
import sqlite3
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from bench.terminal import Terminal as Screen

from ngkt_tui.cli.invocation import Terminal
from ngkt_tui.cli.main import answer
from ngkt_tui.cli.streams import Output
from ngkt_tui.tui.keymap import KEYS

COMMAND = [sys.executable, "-m", "ngkt_tui"]
UP, DOWN, RIGHT, TAB, END, HOME, SAVE, CLEAR, REDO, MORE = (
    "\x1b[A", "\x1b[B", "\x1b[C", "\t", "\x1b[F", "\x1b[H", "\x13", "\x15", "\x12", "\x0f",
)  # fmt: skip
SECONDS = 60
LAN_DID = {
    "the packaged digest": 1,
    "ticks": 10,
    "blocked": 2,
    "five at once": 1,
    "evidence, note, stage, assessment": 4,
    "a slip, undone, redone, undone": 4,
    "a change made all the same": 1,
}
"""Groups of changes."""
BOUND = {key for row in KEYS for key in row.keys.split(",")}
COMPOSED = next(pair for pair in ("dđ", "wư", "eê", "oô", "EÊ", "UƯ", "WƯ") if pair[0] not in BOUND)
"""A letter that is no command, and what an input method makes of it."""
TASKS = "SELECT count(*) FROM directive WHERE text_vi = 'Trình đề án logistics' AND due = '2026-12-31'"
CORRECTED = "SELECT count(*) FROM record WHERE corrected = 1"
AWAITED = "SELECT count(*) FROM directive WHERE status = :status"


class Desk:
    """A dashboard in a terminal, and what it has brought about."""

    def __init__(self, terminal: Screen, store: Path) -> None:
        self._terminal, self._store = terminal, store

    def type(self, keys: str, *, then: str = "") -> None:
        """Type keys in one go; `then` is what the screen shows once they have been taken."""
        self._terminal.forget()
        self._terminal.press(keys)
        if then:
            self._terminal.wait_for(then, SECONDS)

    def sees(self, text: str, done_elsewhere: Callable[[], object]) -> None:
        """Wait until the screen shows what was done elsewhere."""
        self._terminal.forget()
        done_elsewhere()
        self._terminal.wait_for(text, SECONDS)

    def look_for(self, filter_text: str) -> None:
        """Filter the directives and go to the first that is left."""
        self.type(f"2/{CLEAR}{filter_text}\r{HOME}", then="lọc: ")

    def until(self, statement: str, awaited: object, **values: object) -> None:
        """Wait until the store holds what was wanted."""
        end = time.monotonic() + SECONDS
        while (found := self._asked(statement, values)) != awaited:
            assert time.monotonic() < end, f"{found} instead of {awaited}: {statement}"
            self._terminal.read(0.05)

    def until_written(self, path: Path) -> None:
        """Wait until a file is there."""
        end = time.monotonic() + SECONDS
        while not path.exists():
            assert time.monotonic() < end, path
            self._terminal.read(0.05)

    def until_status(self, status: str, count: int) -> None:
        """Wait until so many directives have a status."""
        self.until(AWAITED, count, status=status)

    def _asked(self, statement: str, values: Mapping[str, object]) -> object:
        connection = sqlite3.connect(self._store, timeout=SECONDS)
        try:
            return connection.execute(statement, values).fetchone()[0]
        finally:
            connection.close()


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    return {
        "NGKT_DB": str(tmp_path / "ngkt.sqlite"),
        "NGKT_LANG": "vi",
        "NGKT_BY": "lan",
        "NGKT_TODAY": "2026-11-22",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "TZ": "UTC",
    }


def printed_lines(settings: Mapping[str, str], *words: str) -> list[str]:
    """Return the lines that a command prints, which is run in this process."""
    out, err = io.StringIO(), io.StringIO()
    assert answer(words, settings, Terminal(Output(out), Output(err), has_keys=False)) == 0, err.getvalue()
    return out.getvalue().splitlines()


@pytest.fixture
def desk(settings: dict[str, str]) -> Iterator[Desk]:
    with Screen(COMMAND, environment=settings) as terminal:
        terminal.wait_for("106 chỉ đạo", SECONDS)
        terminal.settle()
        yield Desk(terminal, Path(settings["NGKT_DB"]))


def tick_by_theme(desk: Desk) -> None:
    """Tick three by a theme."""
    desk.type(f"f{RIGHT}{RIGHT}{RIGHT}fta", then="Hiệp định thương mại tự do")
    desk.type(" \r", then="lọc: 3/106")
    desk.type(f" {DOWN} {DOWN} ")
    desk.until_status("done", 3)


def tick_off(desk: Desk) -> None:
    """Tick three by a theme, four by a word without accents, three by a conference."""
    tick_by_theme(desk)
    desk.look_for("doanh nghiep tt:chua")
    desk.type(f" {DOWN} {DOWN} {DOWN} ")
    desk.until_status("done", 7)
    desk.look_for("hn:2024-04-02 tt:chua")
    desk.type(f" {DOWN} {DOWN} ")
    desk.until_status("done", 10)


def follow_up(desk: Desk) -> None:
    """Block two with their reasons, give five a lead and a due date at once, add evidence, a note, a stage."""
    desk.look_for("hn:2022-09-19 tt:chua")
    for count, reason in enumerate(("chờ bố trí kinh phí", unicodedata.normalize("NFD", "đối tác chưa trả lời")), 1):
        desk.type(f"s{DOWN}{DOWN}\r{reason}\r")
        desk.until_status("blocked", count)
        desk.type(DOWN)
    desk.look_for("hn:2024-07-18 tt:chua")
    desk.type(f"v{DOWN}{DOWN}V{DOWN}v{DOWN}{DOWN}v", then="5 chỉ đạo đã đánh dấu")
    desk.type("ecuối tháng", then="→ 30/11/2026")
    desk.type(f"{DOWN}bo ngoai giao", then="→ Bộ Ngoại giao")
    desk.type("\r")
    desk.until("SELECT count(*) FROM directive WHERE lead = '[\"bng\"]' AND due = '2026-11-30'", 5)
    desk.look_for("tt:xong fta")
    desk.type(f"e{TAB * 9}QĐ 21/QĐ-BNG\r{SAVE}")
    desk.until("SELECT group_concat(text) FROM evidence", "QĐ 21/QĐ-BNG")
    desk.type(f"nĐã báo cáo Lãnh đạo Bộ{SAVE}")
    desk.until("SELECT group_concat(text) FROM note", "Đã báo cáo Lãnh đạo Bộ")
    desk.type(f"3{HOME}s{RIGHT}{TAB}15/11{DOWN}Trình Chính phủ\r")
    desk.until("SELECT group_concat(next_step) FROM stage_move", "Trình Chính phủ")
    desk.type(f"m{END}s{RIGHT}{SAVE}")
    desk.until("SELECT count(*) FROM market WHERE assessment = 'watching'", 1)


def correspond(desk: Desk) -> None:
    """Remind agencies of three, answer one, have one reported and confirm it, look at Today."""
    desk.look_for("hn:2024-07-18 cq:bng")
    desk.type(f"v{DOWN}v{DOWN}v", then="3 chỉ đạo đã đánh dấu")
    desk.type("d", then="Trả lời trước")
    desk.type(f"{DOWN}15/CV-NGKT{DOWN}văn bản{DOWN}1/11{DOWN}10/11/2026\r")
    desk.until("SELECT count(DISTINCT record) FROM reminder WHERE reply_by = '2026-11-10' AND number = '15/CV-NGKT'", 3)
    desk.look_for('la:"trả lời quá hạn"')
    desk.type("D", then="Nội dung")
    desk.type("đã trình Bộ trưởng\r")
    desk.until("SELECT group_concat(text) FROM reply", "đã trình Bộ trưởng")
    desk.look_for('la:"trả lời quá hạn"')
    desk.type(f"s{DOWN}{DOWN}{DOWN}\r")
    desk.until_status("reported", 1)
    desk.look_for('tt:"báo cáo đã xong"')
    desk.type(f"C{SAVE}")
    desk.until_status("done", 1)
    desk.type("0", then="đôn đốc mức 2")


def enter_by_forms(desk: Desk) -> None:
    """Add a task from a document with an agency made on the way, correct a word; undo all of it, redo all of it."""
    desk.type("2A", then="Thêm")
    desk.type("\r", then="Mã")
    desk.type(
        f"Trình đề án logistics{DOWN}{RIGHT}{DOWN}123/TB-VPCP{MORE}Bộ Xây dựng", then="Thêm cơ quan “Bộ Xây dựng”"
    )
    desk.type(f"{DOWN}{END}{UP}\r", then="Tên")
    desk.type("\r", then="→ Bộ Xây dựng")
    desk.type(f"{DOWN}31/12/2026", then="→ 31/12/2026")
    desk.type("\r")
    desk.until(TASKS, 1)
    desk.look_for("hn:2022-09-19 tt:chua")
    desk.type("E", then="Chỉnh")
    desk.type(f"{END} ngay", then="thay cho")
    desk.type("\r")
    desk.until(CORRECTED, 1)
    for keys, count in (("u", 0), (REDO, 1)):
        desk.type(keys)
        desk.until(CORRECTED, count)
    desk.type("uu")
    desk.until(TASKS, 0)
    desk.type(REDO + REDO)
    desk.until(CORRECTED, 1)
    desk.until(TASKS, 1)


def write_brief(desk: Desk, path: Path) -> None:
    """Write the paper for the next conference from the dialog of reports."""
    desk.type("x", then="Báo cáo")
    desk.type(RIGHT * 3, then="Về")
    desk.type(f"{TAB}hn-2024-07-18{TAB * 5}{CLEAR}{path}{SAVE}")
    desk.until_written(path)
    assert "Được nêu nhiều lần" in path.read_text("utf-8")


def slip(desk: Desk, done: int = 10) -> None:
    """Tick the wrong one, where so many are done, and take it back; an input method left on does nothing at all."""
    desk.look_for("hn:2022-09-19 tt:chua")
    for keys, count in ((" ", done + 1), ("u", done), (REDO, done + 1), ("u", done)):
        desk.type(keys)
        desk.until_status("done", count)
    desk.type("\x7f".join(COMPOSED), then="Bộ gõ đang bật")
    desk.type("êđưô".replace(COMPOSED[1], ""))


def work_beside_another(desk: Desk, settings: Mapping[str, str]) -> None:
    """See what another officer does, be asked about what both changed, and choose one's own."""
    minh = {**settings, "NGKT_BY": "minh"}
    desk.look_for("hn:2024-02-22 tt:chua")
    (record, other, *_) = printed_lines(settings, "list", "directives", "hn:2024-02-22", "tt:chua", "--format", "ids")
    desk.type(f"s{DOWN}", then="đang thực hiện")
    printed_lines(minh, "set", record, "--status", "dropped", "--why", "không còn phù hợp")
    desk.type("\r", then="vừa thay đổi mục này")
    desk.type(f"{RIGHT}\r")
    desk.until_status("doing", 1)
    printed_lines(minh, "set", record, "--status", "blocked", "--why", "chờ ý kiến")
    desk.type("u", then="Không hoàn tác được")
    desk.type("\r")
    desk.sees("▲ 4", lambda: printed_lines(minh, "set", other, "--status", "blocked", "--why", "thiếu số liệu"))


def groups(history: Sequence[str], actor: str) -> int:
    """Return how many groups of changes the history tells of an actor."""
    return len({line.split()[0] for line in history if f"  {actor}  " in line})


def test_the_store_says_exactly_what_was_ticked_and_taken_back(desk: Desk, settings: dict[str, str]) -> None:
    tick_by_theme(desk)
    slip(desk, 3)
    desk.type("q")
    assert len(printed_lines(settings, "list", "directives", "status:done", "--format", "ids")) == 3
    done = ("the packaged digest", "a slip, undone, redone, undone")
    assert groups(printed_lines(settings, "history"), "lan") == 3 + sum(LAN_DID[each] for each in done)


@pytest.mark.soak
def test_what_was_sent_answered_and_confirmed_by_keys_is_in_the_store(desk: Desk) -> None:
    correspond(desk)


@pytest.mark.soak
def test_the_store_says_exactly_what_an_hour_s_work_did(desk: Desk, settings: dict[str, str]) -> None:
    tick_off(desk)
    follow_up(desk)
    slip(desk)
    work_beside_another(desk, settings)
    desk.type("q")

    def listed(kind: str, *filters: str) -> int:
        return len(printed_lines(settings, "list", kind, *filters, "--format", "ids"))

    assert listed("directives", "status:done") == 10
    assert listed("directives", "status:blocked") == 4
    assert listed("directives", "lead:bng", "due:2026-11-30") == 5
    assert listed("directives", "status:done", "is:evidenced") == 1
    assert listed("directives", "is:noted") == 1
    assert listed("directives", "status:doing,dropped") == 0
    history = printed_lines(settings, "history")
    assert groups(history, "lan") == sum(LAN_DID.values())
    assert groups(history, "minh") == 3
    summary = " ".join(" ".join(printed_lines(settings, "summary", "--brief")).split())
    assert "Hoàn thành 10/84 chỉ đạo theo dõi được (đạt 12%)" in summary
    assert "Trong số đã hoàn thành, 1/10 có minh chứng" in summary
    assert "lý do: đối tác chưa trả lời" in summary
    assert "Trình Chính phủ" in summary


@pytest.mark.soak
def test_what_was_entered_corrected_and_written_by_keys_is_there(desk: Desk, tmp_path: Path) -> None:
    enter_by_forms(desk)
    write_brief(desk, tmp_path / "brief.md")
