"""The export dialog, and the export itself: format, file, and a question before a file is replaced."""

from collections.abc import Mapping, Sequence
from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.report_items import NAMING, ON_SOMETHING, PERIODIC, ReportKind, ReportRequest
from ngkt_tui.domain.typed_dates import Aim, DateParseError, read_period
from ngkt_tui.domain.words import format_date, localized
from ngkt_tui.report.formats import Format
from ngkt_tui.tui.dialogs.dialog import UnsavedGuardDialog
from ngkt_tui.tui.dialogs.export_files import ExportRequest, is_written, present_filter, preview
from ngkt_tui.tui.dialogs.form_fields import FieldInput, Read, TextFormField
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.dialogs.validators import day_gone
from ngkt_tui.tui.widgets.drawing import sanitize_cell
from ngkt_tui.tui.widgets.inputs import Picker, RadioOption, TypedLine
from ngkt_tui.tui.widgets.option_row import DialogAction

MAX_SUBJECT = 40
"""Characters of the ids of a scope in the name of a file."""
LENGTHS = ("full", "brief", "shown")
"""How much is written: all, no single directive, or the table as the screen shows it."""
COPIED = (Format.TEXT, Format.MARKDOWN)
"""The formats that one pastes into a letter."""


class ExportDialog(UnsavedGuardDialog[ExportRequest]):
    """Answers what to write. `narrowing` says what filter and scope leave, empty where nothing is narrowed.

    `read_day` understands the day as of which statuses are wanted; `subject` is what the file is named after
    beside the day; `before` holds what was chosen the last time. `subjects` are the agency and the conference that a
    report may be on, as far as the dashboard is narrowed to one.
    """

    TITLE_KEY = "dialog.export.title"
    LOSE = "dialog.form.lose"
    CHOICES = (
        DialogAction("write", "ctrl+s", "dialog.export.write"),
        DialogAction("copy", "ctrl+y", "dialog.export.copy"),
        DialogAction("preview", "ctrl+o", "dialog.export.preview"),
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
        subjects: Mapping[RecordKind, str] = {},
    ) -> None:
        super().__init__(language)
        self._subject = f"{subject}-" if subject else ""
        self._length = before.get("length", "full") if before.get("length") in LENGTHS else "full"
        self._chosen = Format(before["format"]) if before.get("format") in set(Format) else Format.MARKDOWN
        self._read_day = read_day
        self._narrowing = narrowing
        self._today = today
        self._is_plain = is_plain
        self._subjects = subjects
        self._as_of: date | None = None
        self._pickers: dict[str, Picker] = {}
        self._file = self._usual_file(self._chosen)

    def body(self) -> ComposeResult:
        kinds = [RadioOption(kind, self.translate(f"report.kind.{kind}")) for kind in ReportKind]
        yield self._picker("report", kinds, ReportKind.STATUS)
        hint = self.translate("dialog.export.about.hint")
        self._about = TextFormField("about", self.translate("dialog.export.about"), self._read_about, hint=hint)
        self._about.display = False
        yield self._about
        yield self._picker("format", self._options("format", *Format), self._chosen)
        yield self._picker("length", self._options("length", *LENGTHS), self._length)
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
        return self._about.typed + self._day.typed + self._line.typed

    def typed_texts(self) -> Mapping[str, str]:
        picked = {name: picker.picked for name, picker in self._pickers.items()}
        return picked | {
            "about": self._about.typed_text, "as-of": self._day.typed_text, "file": self._line.value,
        }  # fmt: skip

    def retype(self, texts: Mapping[str, str]) -> None:
        for name, picker in self._pickers.items():
            picker.pick(texts.get(name, ""))
        self._show_about(texts.get("about", ""))
        self._day.retype(texts.get("as-of", ""))
        self._line.retype(texts.get("file", ""))

    def choose(self, choice: str) -> None:
        """Answer what was chosen; without a file name, or with a day that is none, go to where it is typed."""
        self._answer(is_copied=choice == "copy", is_preview=choice == "preview")

    @work(exclusive=True)
    async def _answer(self, is_copied: bool, is_preview: bool) -> None:
        reading = await self._day.reading()
        if reading.is_wrong:
            self._day.show(reading)
            self._day.go_to()
            return
        about = await self._read_about(self._about.line.value.strip())
        if not isinstance(about.value, ReportRequest):
            self._about.show(about)
            self._about.go_to()
            return
        day = self._name_after(reading)
        file = self._line.value.strip()
        if is_copied and self._picked("format") not in COPIED:
            self.query_one("#remark", Static).update(Content(self.translate("dialog.export.no-copy")))
            return
        if not file and not is_copied and not is_preview:
            self._line.focus()
            return
        is_all = "scope" not in self._pickers or self._picked("scope") == "all"
        length, chosen = self._picked("length"), Format(self._picked("format"))
        request = ExportRequest(chosen, length == "brief", is_all, file, day, about.value, is_copied)
        self.answer(request._replace(is_shown=length == "shown", is_preview=is_preview))

    async def _read_about(self, text: str) -> FieldInput:
        """Understand what the report is on: a period, an agency or a conference, as the report has it."""
        kind = ReportKind(self._picked("report"))
        if kind in NAMING and not text:
            return FieldInput(remark=self.translate("dialog.export.about.missing"), is_wrong=True)
        if kind not in PERIODIC or not text:
            return FieldInput(ReportRequest(kind, text if kind in ON_SOMETHING else ""))
        try:
            period = read_period(text, self._today, Aim.PAST)
        except DateParseError as unclear:
            return FieldInput(remark=unclear.message.render(self.language), is_wrong=True)
        days = (format_date(day, self.language) for day in (period.first, period.last))
        span = self.translate("report.span", **dict(zip(("start", "end"), days, strict=True)))
        return FieldInput(ReportRequest(kind, "", period.first, period.last), span)

    @on(Picker.OptionPicked, "#report")
    def ask_about(self) -> None:
        """Ask what the report is on, where it is on something, and propose what the dashboard is narrowed to."""
        of = RecordKind.ORGANISATION if self._picked("report") == ReportKind.AGENCY else RecordKind.CONFERENCE
        is_on_record = self._picked("report") in ON_SOMETHING
        self._show_about(self._subjects.get(of, "") if is_on_record else "")

    def _show_about(self, text: str) -> None:
        kind = self._picked("report")
        self._about.display = kind in ON_SOMETHING or kind in PERIODIC
        self._about.retype(text)
        self.await_layout()

    @on(TextFormField.Understood)
    def date_file(self, event: TextFormField.Understood) -> None:
        """Name the file after the day as of which statuses are."""
        if not isinstance(event.reading.value, ReportRequest):
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
        request = await host.ask(dialog)
        if request is None:
            return
        if request.is_preview:
            await preview(host, request)
        elif await is_written(host, request):
            length = "shown" if request.is_shown else "brief" if request.is_brief else "full"
            host.filters.exported = {"format": request.format, "length": length}
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
        subjects=_subjects(host),
    )


def _subjects(host: DialogHost) -> dict[RecordKind, str]:
    unit = {RecordKind.ORGANISATION: host.context.unit} if host.context.unit else {}
    return unit | {chip.kind: chip.id for chip in host.panes.view.scope}


def _narrowing(host: DialogHost) -> str:
    """Return scope and filter as the dashboard shows them, empty where nothing is narrowed."""
    chips = [f"‹{localized(host.context.language, chip.label_vi, chip.label_en)}›" for chip in host.panes.view.scope]
    return " ".join([*chips, present_filter(host)]).strip()
