"""`ngkt-tui paths`: where the program keeps its files."""

from pathlib import Path

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.forms import Detailed
from ngkt_tui.cli.spoken import SpokenCommand, text_or_json
from ngkt_tui.domain.clean import one_line
from ngkt_tui.domain.exact_json import exact_json


def _places(call: Call) -> tuple[tuple[str, Path | None], ...]:
    return ("paths.store", call.store), ("paths.config", call.config_path), ("paths.state", call.state_path)


def _paths(call: Call, form: Detailed) -> None:
    places = _places(call)
    if form is Detailed.JSON:
        values = {label.removeprefix("paths."): _exact(path) for label, path in places}
        call.terminal.out.write_utf8(exact_json(values, indent=1) + "\n")
        return
    for label, path in places:
        if path is None:
            call.print(f"{call.say(label)}: {call.say('paths.no-home')}")
            continue
        mark = "" if path.exists() else f"  ({call.say('paths.absent')})"
        call.print(f"{call.say(label)}: {one_line(str(path))}{mark}")


def _exact(path: Path | None) -> dict[str, object]:
    return {"path": None if path is None else str(path), "exists": path is not None and path.exists()}


COMMAND = SpokenCommand("paths", _paths, [text_or_json()])
