"""What the dashboard looked at last is kept for the next start, and nothing about it can ever go wrong for its user."""

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.query.scope import ScopeItem
from ngkt_tui.services.session_state import (
    MAX_DRAFTS,
    MAX_FILE_BYTES,
    MAX_STORES,
    NOTHING,
    Draft,
    DraftKind,
    SessionState,
    load_session,
    save_session,
)
from tests.fixtures.examples import examples

STATE = SessionState(
    filters={"directives": "is:open đàm phán"},
    used={"directives": ("gạo", "is:open đàm phán")},
    records={"directives": "hn-1-01", "conferences": "hn-1"},
    folds={"directives": {"directives hn-1": True, "directives hn-2": False}},
    scope=(ScopeItem(RecordKind.THEME, "cd-1"),),
    pane="conferences",
    is_zoomed=True,
    theme="giay-do",
    language=Language.EN,
)


def test_what_is_kept_is_what_is_read(tmp_path: Path) -> None:
    file = tmp_path / "state" / "dashboard.json"
    assert load_session(file, Path("a.sqlite")) == NOTHING
    save_session(file, Path("a.sqlite"), STATE)
    assert load_session(file, Path("a.sqlite").absolute()) == STATE
    assert load_session(file, Path("b.sqlite")) == NOTHING


def test_what_another_dashboard_left_meanwhile_is_kept_beside(tmp_path: Path) -> None:
    file, store = tmp_path / "dashboard.json", Path("/a")
    old, ours, theirs = (Draft(DraftKind.NOTE, (each,), {"note": each}) for each in ("old", "ours", "theirs"))
    save_session(file, store, NOTHING._replace(drafts=(old, theirs)), known=[old])
    save_session(file, store, NOTHING._replace(drafts=(ours,)), known=[old])
    assert load_session(file, store).drafts == (theirs, ours)


LEAVING = """
import sys
from pathlib import Path
from ngkt_tui.services.session_state import Draft, DraftKind
from ngkt_tui.services.session_state import NOTHING, save_session
draft = Draft(DraftKind.NOTE, (sys.argv[2],), {"note": "x"})
print("ready", flush=True)
sys.stdin.read()
save_session(Path(sys.argv[1]), Path("/a"), NOTHING._replace(drafts=(draft,)), known=())
"""


def test_dashboards_that_end_in_one_moment_lose_nothing_of_each_other(tmp_path: Path) -> None:
    file, pipe = tmp_path / "dashboard.json", subprocess.PIPE
    command = [sys.executable, "-c", LEAVING, str(file)]
    leaving = [subprocess.Popen([*command, str(number)], stdin=pipe, stdout=pipe) for number in range(MAX_DRAFTS)]
    for each in leaving:
        assert each.stdout is not None
        each.stdout.readline()
    for each in leaving:
        assert each.stdin is not None
        each.stdin.close()
    assert [each.wait(60) for each in leaving] == [0] * MAX_DRAFTS
    kept = {record for draft in load_session(file, Path("/a")).drafts for record in draft.records}
    assert kept == set(map(str, range(MAX_DRAFTS)))
    for each in leaving:
        assert each.stdout is not None
        each.stdout.close()


def test_the_file_is_for_its_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "state" / "dashboard.json"
    save_session(file, Path("a"), STATE)
    save_session(file, Path("b"), STATE)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [each.name for each in file.parent.iterdir()] == ["dashboard.json"]


def test_only_the_stores_that_were_left_last_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "dashboard.json"
    for number in range(MAX_STORES):
        save_session(file, Path(f"/{number}"), STATE)
    save_session(file, Path("/0"), STATE._replace(pane="directives"))
    save_session(file, Path("/new"), STATE)
    assert load_session(file, Path("/0")).pane == "directives"
    assert load_session(file, Path("/1")) == NOTHING
    assert len(json.loads(file.read_text())["stores"]) == MAX_STORES


@pytest.mark.parametrize(
    "held",
    [
        b"", b"garbage", b"\xff\xfe\x00", b"[]", b"null", b'{"stores": []}', b'{"stores": {"/a": 3}}', b"[" * 100_000,
        b'{"stores": {"/a": ' + b"[" * 50_000, b'{"a": ' + b"9" * 5000 + b"}", b" " * (MAX_FILE_BYTES + 1),
    ],
    ids=range(11),
)  # fmt: skip
def test_a_file_that_is_none_of_ours_is_as_none_and_is_written_anew(tmp_path: Path, held: bytes) -> None:
    file = tmp_path / "dashboard.json"
    file.write_bytes(held)
    assert load_session(file, Path("/a")) == NOTHING
    save_session(file, Path("/a"), STATE)
    assert load_session(file, Path("/a")) == STATE


def test_a_piece_that_does_not_fit_is_left_out_alone(tmp_path: Path) -> None:
    file = tmp_path / "dashboard.json"
    entry = {
        "filters": {"directives": "gạo", "conferences": 7, "agreements": ["x"]},
        "used": {"directives": ["a", None, "b"], "conferences": "a"},
        "records": [1],
        "scope": [["theme", "cd-1"], ["figure", "so-1"], [["theme"], "x"], "ab", ["theme"], ["market", 3]],
        "pane": {"a": 1},
        "zoomed": "yes",
        "theme": "giay\u202e-do",
        "language": "fr",
    }
    file.write_text(json.dumps({"stores": {"/a": entry}}))
    assert load_session(file, Path("/a")) == SessionState(
        filters={"directives": "gạo"},
        used={"directives": ("a", "b")},
        scope=(ScopeItem(RecordKind.THEME, "cd-1"),),
        theme="giay\ufffd-do",
    )


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
names = st.sampled_from(["filters", "used", "records", "scope", "pane", "zoomed", "theme", "language"])


@given(entry=st.dictionaries(names, anything))
@settings(max_examples=examples(150), deadline=None, derandomize=True)
def test_no_entry_does_harm(tmp_path_factory: pytest.TempPathFactory, entry: dict[str, object]) -> None:
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_text(json.dumps({"stores": {"/a": entry}}), encoding="utf-8")
    state = load_session(file, Path("/a"))
    save_session(file, Path("/a"), state)
    assert load_session(file, Path("/a")) == state


def test_where_nothing_can_be_written_or_read_nothing_happens(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    for file in (blocked / "dashboard.json", tmp_path, Path("/proc/nowhere/dashboard.json")):
        save_session(file, Path("/a"), STATE)
        assert load_session(file, Path("/a")) == NOTHING
    assert blocked.read_text() == "x"
    assert not list(tmp_path.parent.glob("*.part"))


def test_a_pipe_in_its_place_keeps_nobody_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "dashboard.json"
    os.mkfifo(pipe)
    save_session(pipe, Path("/a"), STATE)
    assert pipe.is_fifo()
    assert load_session(pipe, Path("/a")) == NOTHING


def test_a_link_in_its_place_is_replaced_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("mine")
    (tmp_path / "dashboard.json").symlink_to(target)
    save_session(tmp_path / "dashboard.json", Path("/a"), STATE)
    assert target.read_text() == "mine"


KEEPING = """
import sys
from pathlib import Path
from ngkt_tui.services.session_state import SessionState, save_session
number = 0
while True:
    save_session(Path(sys.argv[1]), Path("/a"), SessionState(pane="p", records={"p": "x" * 900}, theme=str(number)))
    print(number := number + 1, flush=True)
"""


def test_a_kill_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "dashboard.json"
    for wanted in (1, 2, 5, 9, 14, 20):
        writing = subprocess.Popen([sys.executable, "-c", KEEPING, str(file)], stdout=subprocess.PIPE, text=True)
        assert writing.stdout is not None
        written = next(line for line in writing.stdout if int(line) >= wanted)
        writing.send_signal(signal.SIGKILL)
        writing.wait()
        writing.stdout.close()
        state = load_session(file, Path("/a"))
        assert state.records == {"p": "x" * 900}
        assert int(state.theme or "-1") >= int(written) - 1
