"""The first rows of an existing store are shown without the slow half of the program being loaded."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.screen import Screen

from ngkt_tui.services.pane_lists import FIRST_STEPS
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.app import NgktApp
from ngkt_tui.tui.dashboard.dashboard_screen import DashboardScreen
from ngkt_tui.tui.dashboard.pane_controller import PaneController
from tests.fixtures.stores import sqlite_of
from tests.tui.running import NORMAL, MessageCounter, Running, context_of
from tests.tui.stores import make_store, small

pytestmark = pytest.mark.drawn

SCRIPT = """
import sys
from pathlib import Path
from ngkt_tui.domain.enums import Language
from ngkt_tui.services.context import Context
from ngkt_tui.services.session_state import SessionState
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.run import left_out_modules
with left_out_modules():
    from textual.command import WhateverAnotherVersionAsksFor
    from ngkt_tui.tui.app import NgktApp
from ngkt_tui.tui.dashboard.dashboard_screen import DashboardScreen
from ngkt_tui.tui.dashboard.pane_controller import PaneController

language = (
    "ngkt_tui.query.filter.parser", "ngkt_tui.query.filter.fields.field_registry", "ngkt_tui.domain.clause_proposals"
)
assert not [name for name in language if name in sys.modules], "the panes without a filter need no filter language"

first = []
open_others = PaneController.open_others

def opened(panes):
    first.extend(sys.modules)
    open_others(panes)

def shown():
    print(*(name for name in sys.modules), *(f"first:{name}" for name in first), sep="\\n", file=sys.__stdout__)
    app.exit()

PaneController.open_others = opened

reader = Reader(Context(Path(sys.argv[1]), "lan", Language.VI))
app = NgktApp(reader.context, reader, state=SessionState(**eval(sys.argv[2])), on_first_rows=shown)
app.run(headless=True, size=(120, 36))
"""

HEAVY = {"sqlmodel", "sqlalchemy", "pydantic", "yaml", "click", "tree_sitter", "markdown_it", "pygments"}
PAGES = {"textual.widgets._text_area", "ngkt_tui.tui.widgets.inputs"}
"""What dialogs write pages of text with: a twentieth of the start, were it loaded then."""
STATES = [
    {},
    {"filters": {"directives": "is:open gao"}, "used": {"directives": ("a",)}, "is_zoomed": True, "theme": "giay-do"},
]
"""A plain start, and one that begins as the dashboard was last left."""


@pytest.fixture(scope="module", params=STATES, ids=["plain", "resumed"])
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that are there when every pane shows its first rows; `first:` those when the focused pane does."""
    store = make_store(tmp_path_factory.mktemp("first") / "ngkt.sqlite", small)
    command = [sys.executable, "-c", SCRIPT, str(store), repr(request.param)]
    return set(subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.split())


def test_the_first_paint_loads_nothing_that_writes_or_reads_digests(loaded: set[str]) -> None:
    libraries = {name.partition(".")[0] for name in loaded}

    assert "ngkt_tui" in libraries
    assert libraries & HEAVY == set()


def test_no_dialog_is_loaded_before_it_is_opened(loaded: set[str]) -> None:
    only_names_them = ["ngkt_tui.tui.dialogs.openers"]
    assert [name for name in loaded if name.startswith("ngkt_tui.tui.dialogs.")] == only_names_them
    assert loaded & PAGES == set()


@pytest.mark.parametrize("loaded", STATES[:1], indirect=True, ids=["plain"])
def test_a_plain_start_loads_nothing_that_resuming_needs(loaded: set[str]) -> None:
    """No view, no filter, no date that somebody typed, nothing that tells of mistakes, no words of another language."""
    unwanted = {
        "ngkt_tui.query.filter.parser",
        "ngkt_tui.domain.words.en",
        "ngkt_tui.tui.session",
        "ngkt_tui.services.views",
        "ngkt_tui.digest.faults",
    }
    assert loaded & unwanted == set()


@pytest.mark.parametrize("loaded", STATES[:1], indirect=True, ids=["plain"])
def test_a_start_loads_nothing_of_lists_that_follow_nor_of_what_a_dashboard_never_uses(loaded: set[str]) -> None:
    lists = {name for name in loaded if name.startswith("first:ngkt_tui.query.lists.")}
    assert lists == {f"first:ngkt_tui.query.lists.{name}" for name in ("directive_list", "grouping", "listing", "rows")}
    textuals = {f"textual.widgets.{name}" for name in ("_button", "_option_list", "_select", "_tree")}
    assert loaded & {"first:ngkt_tui.domain.date_phrases", "_ssl", "textual.command", *textuals} == set()


@pytest.mark.parametrize("steps", [FIRST_STEPS, 1], ids=["a small store", "one whose groups take long to count"])
async def test_before_the_first_rows_a_page_is_read_and_the_screen_is_laid_out_for_it(
    store: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    """Whole counts, the other panes and the head follow them: so much is done until the others are asked for."""
    monkeypatch.setattr("ngkt_tui.services.pane_lists.FIRST_STEPS", steps)
    layouts: list[object] = []
    statements: list[str] = []
    before: list[tuple[int, int]] = []
    lay_out, open_others = Compositor.reflow, PaneController.open_others

    def laid_out(compositor: Compositor, *arguments: Any) -> object:
        layouts.append(compositor)
        return lay_out(compositor, *arguments)

    def others_opened(panes: PaneController, *arguments: Any, **named: Any) -> None:
        before.append((len(layouts), len(statements)))
        open_others(panes, *arguments, **named)

    monkeypatch.setattr(Compositor, "reflow", laid_out)
    monkeypatch.setattr(PaneController, "open_others", others_opened)
    with Reader(context_of(store)) as reader:
        with reader.connection() as connection:
            sqlite_of(connection).set_trace_callback(lambda text: statements.append(text) if "FROM" in text else None)
        app, messages = NgktApp(reader.context, reader), MessageCounter()
        async with app.run_test(size=NORMAL, message_hook=messages) as pilot:
            await Running(app, pilot, messages).settle()
    assert before == [(LAYOUTS, STATEMENTS)]


@pytest.mark.parametrize("size", [NORMAL, (80, 24)], ids=["120x36", "80x24"])
async def test_what_is_drawn_first_is_what_stays(
    store: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """In the first picture the list begins with its first record, under the cursor, in the frame of the focus."""
    drawn: list[tuple[float, bool, bool, bool]] = []
    draw = Screen._compositor_refresh

    def drawn_first(screen: Screen[object]) -> None:
        if isinstance(screen, DashboardScreen) and (screen._repaint_required or screen._dirty_widgets):
            pane = screen.panes.focused
            drawn.append((pane.scroll_y, pane.records > 0, pane.has_focus, screen.has_class("-small")))
        draw(screen)

    monkeypatch.setattr(Screen, "_compositor_refresh", drawn_first)
    with Reader(context_of(store)) as reader:
        app, messages = NgktApp(reader.context, reader), MessageCounter()
        async with app.run_test(size=size, message_hook=messages) as pilot:
            await Running(app, pilot, messages).settle()
    assert drawn[0] == (0, True, True, size != NORMAL)


LAYOUTS = 2
"""One for the panes as they are composed, one with what was read."""
STATEMENTS = 5
"""For directives and recommendations, the first page and the groups as far as they can be counted in a few steps; and
whether a user has moved any by its nature.
"""
