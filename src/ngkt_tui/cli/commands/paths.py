"""`ngkt-tui paths`: where the program keeps its files."""

from pathlib import Path

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.spoken import SpokenCommand
from ngkt_tui.domain.clean import one_line


def _places(call: Call) -> tuple[tuple[str, Path | None], ...]:
    return ("paths.store", call.store), ("paths.config", call.config_path), ("paths.state", call.state_path)


def _paths(call: Call) -> None:
    for label, path in _places(call):
        if path is None:
            call.print(f"{call.say(label)}: {call.say('paths.no-home')}")
            continue
        mark = "" if path.exists() else f"  ({call.say('paths.absent')})"
        call.print(f"{call.say(label)}: {one_line(str(path))}{mark}")


COMMAND = SpokenCommand("paths", _paths)
