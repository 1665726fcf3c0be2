"""Exporting from the dashboard: asking what and where to, asking again before a file is lost, telling where it is."""

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from ngkt_tui.domain.dates import format_date
from ngkt_tui.domain.errors import NgktError
from ngkt_tui.domain.language import localized
from ngkt_tui.query.scope import ScopeItem
from ngkt_tui.services.export import export_file
from ngkt_tui.services.file_writing import require_replaceable
from ngkt_tui.services.typed_path import expand_path
from ngkt_tui.tui.desk import DialogHost
from ngkt_tui.tui.dialogs.export import ExportDialog, ExportRequest
from ngkt_tui.tui.dialogs.question import ChoiceDialog
from ngkt_tui.tui.dialogs.readings import day_gone

DIRECTIVES_PANE = 1


async def export_report(desk: DialogHost) -> None:
    """Ask what to export, and write it; where it cannot be written, ask again with what was chosen."""
    texts: Mapping[str, str] = {}
    while True:
        dialog = _dialog(desk)
        dialog.begin_with(texts)
        wish = await desk.ask(dialog)
        if wish is None or await _is_written(desk, wish):
            return
        texts = dialog.typed_texts()


def _dialog(desk: DialogHost) -> ExportDialog:
    return ExportDialog(
        desk.language,
        narrowing=_narrowing(desk),
        today=desk.context.today(),
        read_day=day_gone(desk),
        is_plain=desk.context.ascii,
    )


async def _is_written(desk: DialogHost, wish: ExportRequest) -> bool:
    path = await desk.work(partial(_absolute, wish.file))
    try:
        may_replace = await desk.work(partial(os.path.lexists, path))
        if may_replace:
            await desk.work(partial(require_replaceable, path))
            if not await _may_replace(desk, path):
                return False
        await desk.work(partial(_write, desk, wish, path, may_replace))
    except NgktError as error:
        desk.tell_failure(error)
        return False
    _tell_written(desk, wish, path)
    return True


def _tell_written(desk: DialogHost, wish: ExportRequest, path: Path) -> None:
    as_of = format_date(wish.as_of, desk.language)
    desk.tell(desk.say("dialog.export.done-as-of" if as_of else "dialog.export.done", path=path, date=as_of))


async def _may_replace(desk: DialogHost, path: Path) -> bool:
    question = ChoiceDialog(
        desk.language,
        title=desk.say("dialog.export.replace.title"),
        text=desk.say("dialog.export.replace.text", path=path),
        yes="dialog.export.replace.yes",
        no="dialog.export.replace.no",
    )
    is_sure = await desk.ask(question)
    return is_sure is True


def _write(desk: DialogHost, wish: ExportRequest, path: Path, may_replace: bool) -> None:
    text = "" if wish.is_all else _filter(desk)
    scope = () if wish.is_all else tuple(ScopeItem(chip.kind, chip.id) for chip in desk.view.scope)
    export_file(
        desk.context,
        wish.format,
        path,
        text,
        scope=scope,
        as_of=wish.as_of,
        brief=wish.is_brief,
        may_replace=may_replace,
    )


def _narrowing(desk: DialogHost) -> str:
    """Return scope and filter as the dashboard shows them, empty where nothing is narrowed."""
    chips = [f"‹{localized(desk.language, chip.label_vi, chip.label_en)}›" for chip in desk.view.scope]
    return " ".join([*chips, _filter(desk)]).strip()


def _filter(desk: DialogHost) -> str:
    """Return the filter of the directives, which are what a report lists."""
    return desk.view.filters[DIRECTIVES_PANE]


def _absolute(typed: str) -> Path:
    return expand_path(typed).absolute()
