"""The monthly review by keys: each record that is still to be reviewed on a page of its own, saved one by one."""

from collections.abc import Mapping, Sequence
from functools import partial

from ngkt_tui.domain.enums import WITH_REASON, Confidence, RecordKind, Status
from ngkt_tui.domain.words import format_month, translate
from ngkt_tui.query.review_lines import ReviewLine
from ngkt_tui.services.review import Review, StatusUpdate, present_review, set_review_line, start_review
from ngkt_tui.services.review_text import standing_words
from ngkt_tui.tui.dialogs.dialog import ChoiceDialog
from ngkt_tui.tui.dialogs.form_dialog import FormDialog
from ngkt_tui.tui.dialogs.form_fields import FormField, PickerFormField, TextFormField
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.dialogs.validators import words
from ngkt_tui.tui.widgets.inputs import RadioOption

_UNSAID = "-"


class ReviewDialog(FormDialog):
    """Answers what is said of a record; no values where it is passed over. The frame tells the coverage."""

    def __init__(self, host: DialogHost, review: Review, line: ReviewLine) -> None:
        language = host.context.language
        self._coverage = host.translate("dialog.review.coverage", reviewed=review.reviewed, all=len(review.lines))
        standing = standing_words(line, language)
        super().__init__(
            language,
            title=host.translate("dialog.review.title", period=format_month(review.period, language)),
            subject=f"{line.name.name(language) if line.name else line.record} · {standing}",
            fields=_fields(host, line),
            refuse=self._refuse_unreasoned,
            saves_unchanged=True,
        )

    def subtitle(self) -> str:
        return self._coverage

    def _refuse_unreasoned(self, values: Mapping[str, object]) -> str:
        if values.get("status") in WITH_REASON and not values.get("difficulty"):
            return self.translate("dialog.review.difficulty-missing")
        lacks_reason = values.get("confidence") in (Confidence.AT_RISK, Confidence.DELAYED) and not values.get("why")
        return self.translate("dialog.review.why-missing") if lacks_reason else ""


async def open_review(host: DialogHost) -> None:
    """Go through what is still to be reviewed in the open period, else in that of this month; leaving keeps it."""
    review = await host.workers.read(present_review)
    if not review.lines:
        if not await _is_to_start(host, review.period):
            return
        if not await host.edits.edit(partial(start_review, host.context, review.period)):
            return
    passed: set[str] = set()
    while True:
        review = await host.workers.read(present_review)
        line = next((each for each in review.lines if not each.is_reviewed and each.record not in passed), None)
        if line is None:
            break
        passed.add(line.record)
        if not await _write(host, review, line):
            return
    coverage = {"reviewed": review.reviewed, "all": len(review.lines)}
    host.notifier.show_message(host.translate("dialog.review.finished", **coverage))


async def _is_to_start(host: DialogHost, period: str) -> bool:
    title = host.translate("dialog.review.start", period=format_month(period, host.context.language))
    question = ChoiceDialog(
        host.context.language,
        title=title,
        text=host.translate("dialog.review.start.text"),
        yes="dialog.review.start.yes",
        no="dialog.review.start.no",
    )
    return await host.ask(question) is True


async def _write(host: DialogHost, review: Review, line: ReviewLine) -> bool:
    """Ask what is to be said of a record and keep it; return whether the next one is wanted."""
    typed: Mapping[str, str] = {}
    while True:
        form = ReviewDialog(host, review, line)
        form.begin_with(typed)
        values = await host.ask(form)
        if values is None:
            return False
        texts = {name: str(value) for name, value in values.items()}
        status = texts.pop("status", None)
        move = StatusUpdate(Status(status), Status(line.standing)) if status and line.standing else None
        job = partial(set_review_line, host.context, line.record, review.period, texts, line.entry(), move)
        if not (texts or move) or await host.edits.edit(job):
            return True
        typed = form.typed_texts()


def _fields(host: DialogHost, line: ReviewLine) -> Sequence[FormField]:
    language = host.context.language
    forecast = ""
    if line.forecast_period:
        month = format_month(line.forecast_period, language)
        text = line.forecast or host.translate("review.none-foreseen")
        forecast = host.translate("review.forecast", period=month, text=text)
    options = [
        RadioOption(_UNSAID, "–"),
        *(RadioOption(each, translate(language, f"confidence.{each}")) for each in Confidence),
    ]
    lines = {
        name: TextFormField(
            name,
            host.translate(f"dialog.review.{name}"),
            words,
            remark=forecast if name == "milestone" else "",
        )
        for name in ("progress", "difficulty", "proposal", "milestone", "why")
    }
    label, why = host.translate("dialog.review.confidence"), lines.pop("why")
    picker = PickerFormField("confidence", label, options, _UNSAID, is_plain=host.context.ascii)
    return (*lines.values(), *_status_field(host, line), picker, why)


def _status_field(host: DialogHost, line: ReviewLine) -> Sequence[FormField]:
    """Return the field of the status of a directive; none of an agreement, and of a status that is damaged."""
    options = [RadioOption(each, host.translate(f"status.{each}")) for each in Status]
    if line.kind != RecordKind.DIRECTIVE or line.standing not in [option.id for option in options]:
        return ()
    label = host.translate("dialog.review.status")
    return (PickerFormField("status", label, options, line.standing, is_plain=host.context.ascii),)
