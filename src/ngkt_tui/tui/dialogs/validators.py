"""Understanding what is typed into the fields of forms: dates, agencies, texts. Each says what it has understood."""

from datetime import date

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import UsageError
from ngkt_tui.domain.text import strip_diacritics
from ngkt_tui.domain.typed_dates import MAX_LENGTH, DateParseError, parse_typed_date, past_day
from ngkt_tui.domain.words import LazyText, format_date
from ngkt_tui.query.filter.filter_spec import ValueMistakeError
from ngkt_tui.services.agencies import agencies_named, called
from ngkt_tui.tui.dialogs.form_fields import FieldInput, Read
from ngkt_tui.tui.dialogs.openers import DialogHost

_NONE = frozenset({"khong", "none", "-", "–"})


def due_day(host: DialogHost) -> Read:
    """Return what reads a due date; an empty text, or a word for none, takes it away."""

    async def read(text: str) -> FieldInput:
        today = host.context.today()
        try:
            day = parse_typed_date(text, today) if text else None
        except DateParseError as unclear:
            return FieldInput(remark=unclear.message.render(host.context.language), is_wrong=True)
        return FieldInput(day, _day_words(host, day, today))

    return read


def day_gone(host: DialogHost) -> Read:
    """Return what reads a day that has been: one without a year is the last such day."""

    async def read(text: str) -> FieldInput:
        today = host.context.today()
        try:
            day = past_day(text, today)
        except DateParseError as unclear:
            return FieldInput(remark=unclear.message.render(host.context.language), is_wrong=True)
        return FieldInput(day, _day_words(host, day, today))

    return read


def agencies(host: DialogHost, *, is_override: bool = True) -> Read:
    """Return what reads agencies by their names; an empty text, or a word for none, stands for the digest's own."""
    nothing = "dialog.form.digest-again" if is_override else "edit.nothing"

    async def read(text: str) -> FieldInput:
        if not text or strip_diacritics(text) in _NONE:
            return FieldInput(None, host.translate(nothing))
        try:
            named = await host.workers.read(lambda reader: agencies_named(reader, [text]))
        except UsageError as error:
            detail = error.values["detail"]
            typed = str(detail.values["word"]) if isinstance(detail, LazyText) else text
            return FieldInput(
                remark=host.translate("dialog.form.which-agency", typed=typed[:MAX_LENGTH]), is_wrong=True
            )
        return FieldInput(
            tuple(each.id for each in named), "; ".join(each.name(host.context.language) for each in named)
        )

    return read


def line(host: DialogHost, is_override: bool) -> Read:
    """Return what reads a line; an empty one takes a user's away, so that the digest's own counts again."""

    async def read(text: str) -> FieldInput:
        gone = host.translate("dialog.form.digest-again" if is_override else "edit.nothing")
        return FieldInput(text or None, "" if text else gone)

    return read


def record_named(host: DialogHost, kind: RecordKind) -> Read:
    """Return what reads the name or the id of one record of a kind; an empty text stands for none."""

    async def read(text: str) -> FieldInput:
        if not text or strip_diacritics(text) in _NONE:
            return FieldInput(None, host.translate("edit.nothing"))
        try:
            found = await host.workers.read(lambda reader: called(reader, kind, text))
        except ValueMistakeError as mistake:
            near = str(mistake.values.get("candidates") or mistake.nearest or "–")
            question = host.translate("dialog.form.which-record", typed=text[:MAX_LENGTH], names=near)
            return FieldInput(remark=question, is_wrong=True)
        return FieldInput(found.id, found.name(host.context.language))

    return read


async def words(text: str) -> FieldInput:
    """Read a text as it stands; an empty one says nothing."""
    return FieldInput(text) if text else FieldInput()


def _day_words(host: DialogHost, day: date | None, today: date) -> str:
    if day is None:
        return host.translate("dialog.form.no-day")
    days = (day - today).days
    key = "dialog.form.day-left" if days > 0 else "dialog.form.day-today" if not days else "dialog.form.day-gone"
    return host.translate(key, date=format_date(day, host.context.language), days=abs(days))
