"""`ngkt-tui paths`: where the program keeps its files."""

from pathlib import Path

from ngkt_tui.cli.call import Invocation
from ngkt_tui.cli.forms import DetailFormat
from ngkt_tui.cli.spoken import LocalizedCommand, text_or_json
from ngkt_tui.domain.clean import sanitize_line
from ngkt_tui.domain.exact_json import dumps_escaped


def _places(call: Invocation) -> tuple[tuple[str, Path | None], ...]:
    return ("paths.store", call.store), ("paths.config", call.config_path), ("paths.state", call.state_path)


def _paths(call: Invocation, form: DetailFormat) -> None:
    places = _places(call)
    if form is DetailFormat.JSON:
        values = {label.removeprefix("paths."): _exact(path) for label, path in places}
        call.terminal.out.write_utf8(dumps_escaped(values, indent=1) + "\n")
        return
    for label, path in places:
        if path is None:
            call.print(f"{call.translate(label)}: {call.translate('paths.no-home')}")
            continue
        mark = "" if path.exists() else f"  ({call.translate('paths.absent')})"
        call.print(f"{call.translate(label)}: {sanitize_line(str(path))}{mark}")


def _exact(path: Path | None) -> dict[str, object]:
    return {"path": None if path is None else str(path), "exists": path is not None and path.exists()}


COMMAND = LocalizedCommand("paths", _paths, [text_or_json()])
