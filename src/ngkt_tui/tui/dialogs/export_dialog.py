"""The export dialog, and the export itself: format, file, and a question before a file is replaced."""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from ngkt_tui.domain.dates import format_date
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import NgktError
from ngkt_tui.domain.report_items import ReportRequest
from ngkt_tui.domain.words import localized
from ngkt_tui.report.formats import Format
from ngkt_tui.services.context import expand_path
from ngkt_tui.services.file_writing import atomic_write, require_replaceable
from ngkt_tui.services.reports import Coverage, report_pieces
from ngkt_tui.services.summary import FileForm
from ngkt_tui.tui.dashboard.pane_controller import DIRECTIVES_PANE
from ngkt_tui.tui.dialogs.dialog import ChoiceDialog, UnsavedGuardDialog
from ngkt_tui.tui.dialogs.form_fields import FieldInput, Read, TextFormField
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.dialogs.validators import day_gone
from ngkt_tui.tui.widgets.drawing import sanitize_cell
from ngkt_tui.tui.widgets.inputs import TypedLine
from ngkt_tui.tui.widgets.option_row import DialogAction
from ngkt_tui.tui.widgets.picker import Picker, RadioOption


class ExportRequest(NamedTuple):
    """What is to be written where. `is_all` leaves the filter and the scope aside; `file` is as typed."""

    format: Format
    is_brief: bool
    is_all: bool
    file: str
    as_of: date | None = None
    """The day at whose end statuses are counted; `None` for now."""
    report: ReportRequest = ReportRequest()
    is_copied: bool = False
    """Whether it goes to the clipboard and not into a file."""


MAX_SUBJECT = 40
"""Characters of the ids of a scope in the name of a file."""
COPIED = (Format.TEXT, Format.MARKDOWN)
"""The formats that one pastes into a letter."""


class ExportDialog(UnsavedGuardDialog[ExportRequest]):
    """Answers what to write. `narrowing` says what filter and scope leave, empty where nothing is narrowed.

    `read_day` understands the day as of which statuses are to be told; `subject` is what the file is named after
    beside the day; `before` holds what was chosen the last time.
    """

    TITLE_KEY = "dialog.export.title"
    LOSE = "dialog.form.lose"
    CHOICES = (
        DialogAction("write", "ctrl+s", "dialog.export.write"),
        DialogAction("copy", "ctrl+y", "dialog.export.copy"),
    )
    WIDTH = 80

    def __init__(
        self,
        language: Language,
        *,
        narrowing: str,
        today: date,
        read_day: Read,
        is_plain: bool,
        subject: str = "",
        before: Mapping[str, str] = {},
    ) -> None:
        super().__init__(language)
        self._subject = f"{subject}-" if subject else ""
        self._length = before.get("length", "full")
        self._chosen = Format(before["format"]) if before.get("format") in set(Format) else Format.MARKDOWN
        self._read_day = read_day
        self._narrowing = narrowing
        self._today = today
        self._is_plain = is_plain
        self._as_of: date | None = None
        self._pickers: dict[str, Picker] = {}
        self._file = self._usual_file(self._chosen)

    def body(self) -> ComposeResult:
        yield self._picker("format", self._options("format", *Format), self._chosen)
        yield self._picker("length", self._options("length", "full", "brief"), self._length)
        if self._narrowing:
            yield self._picker("scope", self._options("scope", "narrowed", "all"), "narrowed")
            yield Static(Content(sanitize_cell(self._narrowing)), id="narrowing")
        hint = self.translate("dialog.export.as-of.hint", date=format_date(self._today, self.language))
        self._day = TextFormField("as-of", self.translate("dialog.export.as-of"), self._read_day, hint=hint)
        yield self._day
        with Horizontal(id="file-row"):
            yield Static(Content(self.translate("dialog.export.file")), id="file-label")
            self._line = TypedLine(self._file, id="file")
            yield self._line
        yield Static("", markup=False, id="remark")

    def written(self) -> int:
        return self._day.typed + self._line.typed

    def typed_texts(self) -> Mapping[str, str]:
        picked = {name: picker.picked for name, picker in self._pickers.items()}
        return picked | {"as-of": self._day.typed_text, "file": self._line.value}

    def retype(self, texts: Mapping[str, str]) -> None:
        for name, picker in self._pickers.items():
            picker.pick(texts.get(name, ""))
        self._day.retype(texts.get("as-of", ""))
        self._line.retype(texts.get("file", ""))

    def choose(self, choice: str) -> None:
        """Answer what was chosen; without a file name, or with a day that is none, go to where it is typed."""
        self._answer(is_copied=choice == "copy")

    @work(exclusive=True)
    async def _answer(self, is_copied: bool) -> None:
        reading = await self._day.reading()
        if reading.is_wrong:
            self._day.show(reading)
            self._day.go_to()
            return
        day = self._name_after(reading)
        file = self._line.value.strip()
        if is_copied and self._picked("format") not in COPIED:
            self.query_one("#remark", Static).update(Content(self.translate("dialog.export.no-copy")))
            return
        if not file and not is_copied:
            self._line.focus()
            return
        is_all = "scope" not in self._pickers or self._picked("scope") == "all"
        is_brief = self._picked("length") == "brief"
        self.answer(ExportRequest(Format(self._picked("format")), is_brief, is_all, file, day, is_copied=is_copied))

    @on(TextFormField.Understood)
    def date_file(self, event: TextFormField.Understood) -> None:
        """Name the file after the day as of which statuses are told."""
        self._name_after(event.reading)

    @on(TextFormField.Submitted)
    def go_on(self) -> None:
        """Go on to the file, as Enter in a picker does."""
        self.focus_next()

    @on(Picker.OptionPicked, "#format")
    def rename_file(self, event: Picker.OptionPicked) -> None:
        """Give the file the ending of the format; say what CSV holds."""
        self._rename(Format(event.option))
        remark = self.translate("dialog.export.csv") if event.option == Format.CSV else ""
        self.query_one("#remark", Static).update(Content(remark))

    @on(Input.Submitted)
    def take_file(self) -> None:
        """Write, as Enter in the last field means."""
        self.choose("write")

    def _picked(self, picker: str) -> str:
        return self._pickers[picker].picked

    def _picker(self, name: str, options: Sequence[RadioOption], picked: str) -> Picker:
        label = self.translate(f"dialog.export.{name}")
        self._pickers[name] = Picker(label, options, picked, is_plain=self._is_plain, id=name)
        return self._pickers[name]

    def _options(self, name: str, *ids: str) -> list[RadioOption]:
        return [RadioOption(each, self.translate(f"dialog.export.{name}.{each}")) for each in ids]

    def _name_after(self, reading: FieldInput) -> date | None:
        """Name the file after the day that was typed, today where none was; return it, `None` for now."""
        self._as_of = reading.value if isinstance(reading.value, date) else None
        self._rename(Format(self._picked("format")))
        return self._as_of

    def _rename(self, chosen: Format) -> None:
        """Give the file its usual name, as long as no other one was typed."""
        usual = self._usual_file(chosen)
        if self._line.value == self._file:
            self._line.give(usual)
        self._file = usual if self._line.value == usual else self._file

    def _usual_file(self, chosen: Format) -> str:
        return f"ngkt-{self._subject}{(self._as_of or self._today).isoformat()}{chosen.ending}"


async def export_report(host: DialogHost) -> None:
    """Ask what to export, and write it; where it cannot be written, ask again with what was chosen."""
    texts: Mapping[str, str] = {}
    while True:
        dialog = _dialog(host)
        dialog.begin_with(texts)
        wish = await host.ask(dialog)
        if wish is None:
            return
        if await _is_written(host, wish):
            host.filters.exported = {"format": wish.format, "length": "brief" if wish.is_brief else "full"}
            return
        texts = dialog.typed_texts()


def _dialog(host: DialogHost) -> ExportDialog:
    return ExportDialog(
        host.context.language,
        narrowing=_narrowing(host),
        today=host.context.today(),
        read_day=day_gone(host),
        is_plain=host.context.ascii,
        subject="-".join(chip.id for chip in host.panes.view.scope)[:MAX_SUBJECT].strip("-"),
        before=host.filters.exported,
    )


async def _is_written(host: DialogHost, wish: ExportRequest) -> bool:
    if host.notifier.is_in_browser and not wish.is_copied:
        return await _is_downloaded(host, wish)
    path = await host.workers.work(lambda: expand_path(wish.file).absolute())
    try:
        if wish.is_copied:
            host.notifier.copy(await host.workers.work(lambda: "".join(_pieces(host, wish))))
            return True
        may_replace = await host.workers.work(partial(os.path.lexists, path))
        if may_replace:
            await host.workers.work(partial(require_replaceable, path))
            if not await _may_replace(host, path):
                return False
        await host.workers.work(partial(_write, host, wish, path, may_replace))
    except NgktError as error:
        host.notifier.report(error)
        return False
    _tell_written(host, wish, path)
    return True


async def _is_downloaded(host: DialogHost, wish: ExportRequest) -> bool:
    """Give the file to the browser: the machine that the dashboard runs on is not its user's."""
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder) / (Path(wish.file).name or "ngkt")
            await host.workers.work(partial(_write, host, wish, path, False))
            host.notifier.download(path)
    except NgktError as error:
        host.notifier.report(error)
        return False
    host.notifier.show_message(host.translate("dialog.export.downloaded", path=path.name))
    return True


def _tell_written(host: DialogHost, wish: ExportRequest, path: Path) -> None:
    as_of = format_date(wish.as_of, host.context.language)
    host.notifier.show_message(
        host.translate("dialog.export.done-as-of" if as_of else "dialog.export.done", path=path, date=as_of)
    )


async def _may_replace(host: DialogHost, path: Path) -> bool:
    question = ChoiceDialog(
        host.context.language,
        title=host.translate("dialog.export.replace.title"),
        text=host.translate("dialog.export.replace.text", path=path),
        yes="dialog.export.replace.yes",
        no="dialog.export.replace.no",
    )
    is_sure = await host.ask(question)
    return is_sure is True


def _write(host: DialogHost, wish: ExportRequest, path: Path, may_replace: bool) -> None:
    atomic_write(path, _pieces(host, wish), may_replace)


def _pieces(host: DialogHost, wish: ExportRequest) -> Iterator[Any]:
    """Return the report as the dashboard shows its directives: scope, filter and the order that it asks for."""
    text = "" if wish.is_all else _filter(host)
    scope = () if wish.is_all else host.panes.view.scope_items
    coverage = Coverage(text, scope, wish.as_of)
    return report_pieces(host.context, wish.format, wish.report, coverage, FileForm(wish.is_brief))


def _narrowing(host: DialogHost) -> str:
    """Return scope and filter as the dashboard shows them, empty where nothing is narrowed."""
    chips = [f"‹{localized(host.context.language, chip.label_vi, chip.label_en)}›" for chip in host.panes.view.scope]
    return " ".join([*chips, _filter(host)]).strip()


def _filter(host: DialogHost) -> str:
    """Return the filter of the directives, which are what a report lists."""
    return host.panes.view.filters[DIRECTIVES_PANE]
