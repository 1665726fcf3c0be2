"""The first rows of an existing store are shown without the slow half of the program being loaded."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from pathlib import Path
from ngkt_tui.domain.language import Language
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.app import NgktApp

def shown():
    print(*(name for name in sys.modules), sep="\\n", file=sys.__stdout__)
    app.exit()

reader = Reader(Context(Path(sys.argv[1]), "lan", Language.VI))
app = NgktApp(reader.context, reader, on_first_rows=shown)
app.run(headless=True, size=(120, 36))
"""

HEAVY = {"sqlmodel", "sqlalchemy", "pydantic", "yaml", "tree_sitter", "markdown_it", "pygments"}


def test_the_first_paint_loads_nothing_that_writes_or_reads_digests(store: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(store)], capture_output=True, text=True, timeout=60, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}

    assert "ngkt_tui" in loaded
    assert (
        loaded & {"sqlmodel", "sqlalchemy", "pydantic", "yaml", "click", "tree_sitter", "markdown_it", "pygments"}
        == set()
    )


def test_no_dialog_is_loaded_before_it_is_opened(store: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(store)], capture_output=True, text=True, timeout=60, check=True
    )
    dialogs = [name for name in done.stdout.split() if name.startswith("ngkt_tui.tui.dialogs.")]

    assert dialogs == []
