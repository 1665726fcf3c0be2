"""Taking a sheet of tasks or agreements in from the dashboard: which file, what is understood of it, the import."""

from collections.abc import Mapping, Sequence
from functools import partial

from textual.app import ComposeResult

from ngkt_tui.digest.faults import Diagnostic
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import InvalidDigestError, NgktError
from ngkt_tui.services.context import expand_path
from ngkt_tui.services.detail_lines.lines import BLANK, DetailLine, line
from ngkt_tui.services.edit import EditMessage
from ngkt_tui.tui.dialogs.dialog import Dialog
from ngkt_tui.tui.dialogs.form_dialog import FormDialog
from ngkt_tui.tui.dialogs.form_fields import FieldInput, PickerFormField, TextFormField
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.widgets.inputs import RadioOption
from ngkt_tui.tui.widgets.option_row import DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList

SHEET_KINDS = ("tasks", "register")


class SheetDialog(FormDialog):
    """Answers which file is to be looked at, as what, and on which document its tasks rest."""

    CHOICES = (DialogAction("save", "ctrl+s", "sheet.form.look"),)

    def written(self) -> int:
        """Return how much would be lost: nothing of what has been looked at already."""
        return 0 if self.typed_texts() == self._before else super().written()


class SheetPreviewDialog(Dialog[bool]):
    """Shows what was understood of a sheet; answers `True` where it is to be taken in, as `can_take` allows."""

    TITLE_KEY = "sheet.preview.title"
    WIDTH = 110

    def __init__(self, language: Language, entries: Sequence[DetailLine], *, can_take: bool, is_plain: bool) -> None:
        super().__init__(language)
        self._entries, self._can_take, self._is_plain = entries, can_take, is_plain

    def body(self) -> ComposeResult:
        yield RichList(self._entries, marks_stops=False, is_plain=self._is_plain)

    def choices(self) -> Sequence[DialogAction]:
        taking = (DialogAction("take", "ctrl+s", "sheet.preview.take"),) if self._can_take else ()
        return (*taking, *super().choices())

    def choose(self, choice: str) -> None:
        self.answer(True)


async def open_import(host: DialogHost) -> None:
    """Ask for a sheet, show what it would bring, and take it in where its user says so."""
    if host.notifier.is_in_browser:  # its user has no files where the dashboard runs
        host.notifier.warn("sheet.in-browser")
        return
    texts: Mapping[str, str] = {}
    while True:
        dialog = _dialog(host)
        dialog.begin_with(texts)
        values = await host.ask(dialog)
        if not values or not values.get("file"):
            return
        texts = {name: str(value) for name, value in values.items()}
        if await _is_taken(host, texts):
            return


def _dialog(host: DialogHost) -> SheetDialog:
    async def as_typed(typed: str) -> FieldInput:
        return FieldInput(typed)

    kinds = [RadioOption(each, host.translate(f"sheet.kind.{each}")) for each in SHEET_KINDS]
    fields = (
        TextFormField("file", host.translate("sheet.form.file"), as_typed, hint=host.translate("sheet.form.file.hint")),
        PickerFormField("kind", host.translate("sheet.form.kind"), kinds, SHEET_KINDS[0], is_plain=host.context.ascii),
        TextFormField(
            "document", host.translate("sheet.form.document"), as_typed, hint=host.translate("sheet.form.document.hint")
        ),
    )
    title, subject = host.translate("sheet.form.title"), host.translate("sheet.form.hint")
    return SheetDialog(host.context.language, title=title, subject=subject, fields=fields)


async def _is_taken(host: DialogHost, texts: Mapping[str, str]) -> bool:
    """Show what a sheet would bring; return whether it was taken in."""
    from ngkt_tui.services.sheet_import import SheetReport  # loads Pydantic, which no other dialog needs

    def run(*, dry_run: bool) -> SheetReport:
        from ngkt_tui.services.register_import import import_register  # as above
        from ngkt_tui.services.task_import import import_tasks  # as above

        path = expand_path(texts["file"])
        if texts.get("kind") == SHEET_KINDS[1]:
            return import_register(host.context, path, dry_run=dry_run)
        return import_tasks(host.context, path, document=texts.get("document", ""), dry_run=dry_run)

    can_take = False
    try:
        report = await host.workers.work(partial(run, dry_run=True))
    except InvalidDigestError as error:
        entries = [line(host.translate("sheet.preview.wrong")), BLANK, *_complaints(host, error)]
    except NgktError as error:
        host.notifier.report(error)
        return False
    else:
        can_take = bool(report.new or report.changed)
        numbers = {"count": len(report.new), "changed": len(report.changed), "unchanged": report.unchanged}
        counts = host.translate("sheet.preview.counts", **numbers)
        columns = host.translate("sheet.columns", columns=report.column_words(host.context.language))
        entries = [line(columns), line(counts), BLANK, *map(line, report.first_rows)]
        entries += [line("…")] if len(report.new) > len(report.first_rows) else []
    shown = SheetPreviewDialog(host.context.language, entries, can_take=can_take, is_plain=host.context.ascii)
    if await host.ask(shown) is not True:
        return False

    def job() -> EditMessage:
        report = run(dry_run=False)
        if report.edited is None:  # somebody has taken it in meanwhile
            return EditMessage(None, (), "sheet.preview.none", {})
        return report.edited._replace(
            sentence="sheet.preview.taken", values={"count": len(report.new), "changed": len(report.changed)}
        )

    return await host.edits.edit(job)


def _complaints(host: DialogHost, error: InvalidDigestError) -> list[DetailLine]:
    faults = [each for each in error.faults if isinstance(each, Diagnostic)]
    return [line(f"{each.place}: {each.message(host.context.language)}") for each in faults]
