"""The first rows of an existing store are shown without the slow half of the program being loaded."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.drawn

SCRIPT = """
import sys
from pathlib import Path
from ngkt_tui.domain.enums import Language
from ngkt_tui.services.context import Context
from ngkt_tui.services.session_state import SessionState
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.app import NgktApp

def shown():
    print(*(name for name in sys.modules), sep="\\n", file=sys.__stdout__)
    app.exit()

reader = Reader(Context(Path(sys.argv[1]), "lan", Language.VI))
app = NgktApp(reader.context, reader, state=SessionState(**eval(sys.argv[2])), on_first_rows=shown)
app.run(headless=True, size=(120, 36))
"""

HEAVY = {"sqlmodel", "sqlalchemy", "pydantic", "yaml", "click", "tree_sitter", "markdown_it", "pygments"}
STATES = [
    {},
    {"filters": {"directives": "is:open gao"}, "used": {"directives": ("a",)}, "is_zoomed": True, "theme": "giay-do"},
]
"""A plain start, and one that begins as the dashboard was last left."""


def modules_at_the_first_paint(store: Path, state: dict[str, object]) -> set[str]:
    command = [sys.executable, "-c", SCRIPT, str(store), repr(state)]
    return set(subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.split())


@pytest.mark.parametrize("state", STATES, ids=["plain", "resumed"])
def test_the_first_paint_loads_nothing_that_writes_or_reads_digests(store: Path, state: dict[str, object]) -> None:
    loaded = {name.partition(".")[0] for name in modules_at_the_first_paint(store, state)}

    assert "ngkt_tui" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize("state", STATES, ids=["plain", "resumed"])
def test_no_dialog_is_loaded_before_it_is_opened(store: Path, state: dict[str, object]) -> None:
    loaded = modules_at_the_first_paint(store, state)

    assert [name for name in loaded if name.startswith("ngkt_tui.tui.dialogs.")] == []


def test_a_plain_start_loads_nothing_that_resuming_needs(store: Path) -> None:
    assert "ngkt_tui.tui.session" not in modules_at_the_first_paint(store, {})
