"""A start without arguments opens the dashboard and loads nothing that only reads arguments."""

import subprocess
import sys

from tests.cli.conftest import Ask

SCRIPT = "import sys, ngkt_tui.cli.main, ngkt_tui.cli.dashboard_start, ngkt_tui.tui.run; print('click' in sys.modules)"


def test_a_plain_start_loads_no_click() -> None:
    told = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=60, check=True)
    assert told.stdout.strip() == "False"


def test_a_start_without_arguments_or_a_screen_prints_the_summary(ask: Ask) -> None:
    told = ask()
    assert told.code == 0
    assert told.out == ask("summary").out
