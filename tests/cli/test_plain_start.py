"""A start without arguments opens the dashboard and loads nothing that only reads arguments.

What the dashboard begins with is looked at here where the screen would be taken; `tests/tui/test_next_start.py` does
the same in terminals.
"""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from ngkt_tui.domain.enums import Language
from ngkt_tui.services.context import Context
from ngkt_tui.services.session_state import SessionState, save_session
from ngkt_tui.tui import run
from tests.cli.conftest import Ask

SCRIPT = "import sys, ngkt_tui.cli.main, ngkt_tui.cli.dashboard_start, ngkt_tui.tui.run; print('click' in sys.modules)"


def test_a_plain_start_loads_no_click() -> None:
    process = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=60, check=True)
    assert process.stdout.strip() == "False"


def test_a_start_without_arguments_or_a_screen_prints_the_summary(ask: Ask, store: Path) -> None:
    answer = ask()
    assert answer.code == 0
    assert answer.out == ask("summary").out


LEFT = SessionState(filters={"directives": "is:open"}, used={"directives": ("is:open",)}, language=Language.EN)


class Start(NamedTuple):
    """What a dashboard begins with."""

    language: Language
    filter_text: str
    state: SessionState
    opens: str = "due-today"


@pytest.fixture
def state_file(home: Path) -> Path:
    return home / "state" / "ngkt-tui" / "dashboard.json"


@pytest.fixture
def start(ask: Ask, store: Path, state_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Start]]:
    """Return a function that starts the dashboard, which is left at once, after `LEFT` was left."""
    save_session(state_file, store, LEFT)
    begun: list[Start] = []

    def begin(
        context: Context,
        text: str,
        view: object,
        state: SessionState,
        keep: Callable[[SessionState], None],
        keymap: object,
        *,
        opens: str,
        article: object,
    ) -> int:
        begun.append(Start(context.language, text, state, opens))
        keep(state)
        return 0

    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setattr(run, "run", begin)
    monkeypatch.setattr("ngkt_tui.cli.dashboard_start.has_screen", lambda call: True)
    threshold = gc.get_threshold()

    def started(*arguments: str, **env: str) -> Start:
        assert ask(*arguments, env={"NGKT_LANG": "", "LC_ALL": "vi_VN.UTF-8", **env}).code == 0
        return begun.pop()

    yield started
    gc.set_threshold(*threshold)


def test_it_begins_as_it_was_left(start: Callable[..., Start]) -> None:
    assert start() == Start(Language.EN, "", LEFT)


def test_fresh_begins_plain_and_is_left_so(start: Callable[..., Start], state_file: Path, store: Path) -> None:
    assert start("--fresh") == Start(Language.VI, "", SessionState())
    assert start().state.filters == {}


def test_a_filter_on_the_command_line_wins(start: Callable[..., Start]) -> None:
    begun = start("--filter", "status:done")
    assert begun.filter_text == "status:done"
    assert begun.state == SessionState(used=LEFT.used, language=Language.EN)


def test_a_language_that_is_named_goes_before_the_one_it_was_left_in(start: Callable[..., Start], home: Path) -> None:
    assert start("--lang", "vi").language is Language.VI
    assert start(NGKT_LANG="vi").language is Language.VI
    config = home / "config" / "ngkt-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('lang = "vi"\n')
    assert start().language is Language.VI
    config.unlink()
    assert start().language is Language.EN


@pytest.mark.parametrize("held", [b"garbage", b"[" * 100_000, b'{"stores": 3}'], ids=["garbage", "deep", "number"])
def test_a_state_that_cannot_be_read_is_no_error(start: Callable[..., Start], state_file: Path, held: bytes) -> None:
    state_file.write_bytes(held)
    assert start() == Start(Language.VI, "", SessionState())
    assert start().state.filters == {}


def test_the_very_first_start_welcomes_who_can_use_its_keys(start: Callable[..., Start], state_file: Path) -> None:
    def first(*arguments: str, **env: str) -> str:
        state_file.unlink(missing_ok=True)
        return start(*arguments, **env).opens

    assert first() == "welcome"
    assert start().opens == "due-today"
    assert first("--readonly") == "due-today"
    assert first(TEXTUAL_DRIVER="textual.drivers.web_driver:WebDriver") == "due-today"
    assert first("--filter", "status:done") == ""
