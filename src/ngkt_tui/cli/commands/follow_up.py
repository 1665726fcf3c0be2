"""The commands that tell what needs somebody: `today`, `thread`."""

from typing import TYPE_CHECKING

import click

from ngkt_tui.cli.click_types import CountType, DetailFormat
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, LocalizedOption, text_or_json
from ngkt_tui.cli.record_ids import RecordIdType
from ngkt_tui.domain.dates import format_date
from ngkt_tui.domain.enums import ASCII_GLYPHS, GLYPHS, Repetition, Status, localized
from ngkt_tui.domain.text import dumps_escaped, sanitize_line

if TYPE_CHECKING:
    from ngkt_tui.query.lists.rows import DirectiveRow
    from ngkt_tui.query.repetitions import Ask
    from ngkt_tui.services.ask_thread import AskThread
    from ngkt_tui.services.work_today import WorkList

FIRST_ROWS = 5


def _today(call: Invocation, form: DetailFormat, limit: int | None) -> None:
    from ngkt_tui.services.work_today import work_lists  # reads the store, which help does not need

    most = limit if limit is not None else (FIRST_ROWS if form is DetailFormat.TEXT else 0)
    with call.reader() as reader:
        lists = list(work_lists(reader, most))
    if form is DetailFormat.JSON:
        call.terminal.out.write_utf8(dumps_escaped([_exact_list(each) for each in lists], indent=1) + "\n")
        return
    for each in lists:
        _print_list(call, each)


def _exact_list(each: "WorkList") -> dict[str, object]:
    items = [
        {
            "id": row.id,
            "kind": "directive",
            "act": each.group.act,
            "status": row.status,
            "due": row.due,
            "conference": row.conference,
            "text": {"vi": row.text_vi, "en": row.text_en},
        }
        for row in each.rows
    ]
    return {"group": each.group.name, "count": each.total, "filter": each.group.filter, "items": items}


def _print_list(call: Invocation, each: "WorkList") -> None:
    heading = call.translate(f"today.{each.group.name}")
    if not each.total:
        call.print(call.translate("today.none", heading=heading))
        return
    call.print(call.translate("today.some", heading=heading, count=each.total))
    for row in each.rows:
        words = f"{_glyph(call, row.status)} {row.id}  {_due(call, row)}{_text(call, row)}"
        call.print(f"  {sanitize_line(words, 1000)}")
    if len(each.rows) < each.total:
        rest = each.total - len(each.rows)
        call.print("  " + call.translate("today.more", count=rest, filter=each.group.filter))


def _glyph(call: Invocation, status: str) -> str:
    glyphs = ASCII_GLYPHS if call.context.ascii else GLYPHS
    return glyphs[Status(status)] if status in tuple(Status) else "?"


def _due(call: Invocation, row: "DirectiveRow") -> str:
    return f"{call.translate('today.due', date=row.due)}  " if row.due else ""


def _text(call: Invocation, row: "DirectiveRow | Ask") -> str:
    return localized(call.language, row.text_vi, row.text_en) or ""


TODAY_COMMAND = LocalizedCommand(
    "today",
    _today,
    [text_or_json(), LocalizedOption("--limit", type=CountType(), metavar="N", words="today-limit")],
)


def _thread(call: Invocation, record: str, form: DetailFormat) -> None:
    from ngkt_tui.services.ask_thread import thread_of  # as above

    with call.reader() as reader:
        thread = thread_of(reader, reader.full_ids([record])[0])
    if form is DetailFormat.JSON:
        call.terminal.out.write_utf8(dumps_escaped(_exact_thread(thread), indent=1) + "\n")
    else:
        _print_thread(call, thread)


def _exact_thread(thread: "AskThread") -> dict[str, object]:
    asks = [
        {
            "id": ask.id,
            "conference": ask.conference,
            "date": ask.date.isoformat() if ask.date else None,
            "how": ask.repeats[0][1] if ask.repeats else None,
            "status": ask.status,
            "repeats": [{"id": earlier, "how": how} for earlier, how in ask.repeats],
        }
        for ask in thread.asks
    ]
    return {"asks": asks, "days": thread.days, "conferences": thread.conferences}


def _print_thread(call: Invocation, thread: "AskThread") -> None:
    from ngkt_tui.services.ask_thread import days_since_last  # as above

    numbers = {"asks": len(thread.asks), "conferences": thread.conferences, "days": thread.days}
    call.print(call.translate("thread.heading", **numbers))
    for ask, days in zip(thread.asks, days_since_last(thread), strict=True):
        since = call.translate("thread.since", days=days) if days else ""
        day = format_date(ask.date, call.language) if ask.date else call.translate("thread.no-day")
        call.print(
            sanitize_line(f"{_glyph(call, ask.status)} {day:<10}  {since:>11}  {ask.id}  {_text(call, ask)}", 1000)
        )
        for earlier, how in ask.repeats:
            words = call.translate(f"repetition.{how or Repetition.SAME}")
            call.print(f"    {sanitize_line(f'{words} {earlier}', 1000)}")


THREAD_COMMAND = LocalizedCommand(
    "thread", _thread, [click.Argument(["record"], type=RecordIdType(), metavar="ID"), text_or_json()]
)
