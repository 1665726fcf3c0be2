"""Understanding what is typed into the fields of forms: dates, agencies, texts. Each says what it has understood."""

from datetime import date

from ngkt_tui.domain.dates import show_date
from ngkt_tui.domain.deadline import LONGEST, DeadlineUnclear, deadline, past_day
from ngkt_tui.domain.errors import UsageError
from ngkt_tui.domain.fold import bare
from ngkt_tui.domain.words import Saying
from ngkt_tui.services.agencies import agencies_beginning, agencies_named
from ngkt_tui.tui.desk import Desk
from ngkt_tui.tui.dialogs.fields import Read, Reading

SUGGESTED = 8
"""How many agencies are offered for a name that means none, or several."""
_NONE = frozenset({"khong", "none", "-", "–"})


def due_day(desk: Desk) -> Read:
    """Return what reads a due date; an empty text, or a word for none, takes it away."""

    async def read(text: str) -> Reading:
        today = desk.context.today()
        try:
            day = deadline(text, today) if text else None
        except DeadlineUnclear as unclear:
            return Reading(told=unclear.saying.said(desk.language), is_wrong=True)
        return Reading(day, _day_words(desk, day, today))

    return read


def day_gone(desk: Desk) -> Read:
    """Return what reads a day that has been: one without a year is the last such day."""

    async def read(text: str) -> Reading:
        today = desk.context.today()
        try:
            day = past_day(text, today)
        except DeadlineUnclear as unclear:
            return Reading(told=unclear.saying.said(desk.language), is_wrong=True)
        return Reading(day, _day_words(desk, day, today))

    return read


def agencies(desk: Desk) -> Read:
    """Return what reads agencies by their names; an empty text, or a word for none, stands for the digest's own."""

    async def read(text: str) -> Reading:
        if not text or bare(text) in _NONE:
            return Reading(None, desk.say("dialog.form.digest-again"))
        try:
            named = await desk.read(lambda reader: agencies_named(reader, [text]))
        except UsageError as error:
            detail = error.values["detail"]
            if isinstance(detail, Saying) and detail.values.get("nearest"):
                return Reading(told=detail.said(desk.language), is_wrong=True)
            typed = str(detail.values["word"]) if isinstance(detail, Saying) else text
            near = await desk.read(lambda reader: agencies_beginning(reader, typed, SUGGESTED))
            names = "; ".join(each.short(desk.language) for each in near)
            return Reading(told=desk.say("dialog.form.which-agency", typed=typed[:LONGEST], names=names), is_wrong=True)
        return Reading(tuple(each.id for each in named), "; ".join(each.name(desk.language) for each in named))

    return read


async def words(text: str) -> Reading:
    """Read a text as it stands; an empty one says nothing."""
    return Reading(text) if text else Reading()


def _day_words(desk: Desk, day: date | None, today: date) -> str:
    if day is None:
        return desk.say("dialog.form.no-day")
    days = (day - today).days
    key = "dialog.form.day-left" if days > 0 else "dialog.form.day-today" if not days else "dialog.form.day-gone"
    return desk.say(key, date=show_date(day, desk.language), days=abs(days))
