"""The commands that show what needs somebody, and what was asked before: `brief`, `thread`, `today`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ngkt_tui.cli.arguments import usage_error
from ngkt_tui.cli.click_types import CountType, DetailFormat, EnumChoice, FilePathType
from ngkt_tui.cli.completions import RecordIdType
from ngkt_tui.cli.error_stream import print_edit
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, LocalizedOption, text_or_json
from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.text import dumps_escaped
from ngkt_tui.report.formats import Format

if TYPE_CHECKING:
    from ngkt_tui.services.ask_thread import AskThread
    from ngkt_tui.services.work_today import Act, WorkItem, WorkList

FIRST_ROWS = 5
MAX_CHART = 100
"""Cells that a chart takes at most."""


def _today(call: Invocation, form: DetailFormat, limit: int | None) -> None:
    from ngkt_tui.services.work_today import unit_name, work_lists  # reads the store, which help does not need

    most = limit if limit is not None else (FIRST_ROWS if form is DetailFormat.TEXT else 0)
    with call.reader() as reader:
        unit = unit_name(reader)  # tells of an unknown one as of any agency
        lists = list(work_lists(reader, most))
    if form is DetailFormat.JSON:
        call.terminal.out.write_utf8(dumps_escaped([_exact_list(each) for each in lists], indent=1) + "\n")
        return
    from ngkt_tui.cli.render_detail import print_entries  # as above
    from ngkt_tui.services.detail_lines import formatter_of
    from ngkt_tui.services.detail_lines.follow_up_lines import today_lines

    heading = call.translate("today.unit", unit=unit) if unit else ""
    print_entries(call, heading, today_lines(lists, formatter_of(call.context), "today.more"))


def _exact_list(each: "WorkList") -> dict[str, object]:
    items = [_exact_item(item, each.group.act) for item in each.items]
    return {
        "group": each.group.name,
        "count": each.total,
        "uncounted": each.uncounted,
        "filter": each.group.filter or None,
        "items": items,
    }


def _exact_item(item: "WorkItem", act: "Act") -> dict[str, object]:
    row, watch = item.directive, item.watch
    values: dict[str, object] = {"id": item.id, "kind": item.kind, "act": act}
    if row is not None:
        values |= {"status": row.status, "due": str(row.due) if row.due else None, "conference": row.conference}
    values["text"] = {"vi": item.text_vi, "en": item.text_en}
    if item.level is not None:
        values["level"] = item.level
        values["late"] = [
            {
                "agency": each.agency_id,
                "level": each.level,
                "sent_on": str(each.sent_on),
                "reply_by": str(each.reply_by),
            }
            for each in item.late
        ]
    if item.steps:
        values["steps"] = [{"number": step.number, **step.values} for step in item.steps]
    return values | ({"number": watch.number, **watch.values} if watch else {})


TODAY_COMMAND = LocalizedCommand(
    "today",
    _today,
    [text_or_json(), LocalizedOption("--limit", type=CountType(), metavar="N", words="today-limit")],
)


def _thread(call: Invocation, record: str, form: DetailFormat, link: str | None, unlink: str | None) -> None:
    from ngkt_tui.services.ask_thread import link_asks, thread_of, unlink_asks  # as above
    from ngkt_tui.services.reader import full_ids

    if link is not None and unlink is not None:
        raise usage_error("link-or-unlink")
    if other := link or unlink:
        context = call.ready()
        edited = (link_asks if link else unlink_asks)(context, *full_ids(context, [record, other]))
        if form is DetailFormat.TEXT:
            print_edit(call, edited)
            return
    with call.reader() as reader:
        thread = thread_of(reader, reader.full_ids([record])[0])
    if form is DetailFormat.JSON:
        call.terminal.out.write_utf8(dumps_escaped(_exact_thread(thread), indent=1) + "\n")
        return
    from ngkt_tui.cli.render_detail import print_entries  # as above
    from ngkt_tui.services.detail_lines import formatter_of
    from ngkt_tui.services.detail_lines.follow_up_lines import thread_heading, thread_lines

    formatter = formatter_of(call.context)
    print_entries(call, thread_heading(thread, formatter), thread_lines(thread, formatter))


def _overview(call: Invocation, form: DetailFormat) -> None:
    from ngkt_tui.services.overview import read_overview  # as above

    with call.reader() as reader:
        overview = read_overview(reader)
    if form is DetailFormat.JSON:
        from ngkt_tui.cli.render_detail import exact  # as above

        call.terminal.out.write_utf8(dumps_escaped(_by_status(exact(overview)), indent=1) + "\n")
        return
    from ngkt_tui.services.detail_lines import formatter_of
    from ngkt_tui.services.detail_lines.chart_rows import Chart
    from ngkt_tui.services.detail_lines.overview_lines import overview_lines

    chart = Chart(formatter_of(call.context), min(call.terminal.out.columns, MAX_CHART), has_colours=False)
    for each in overview_lines(overview, chart):
        call.print(each.text.rstrip())


def _by_status(value: object) -> object:
    """Return a value for JSON with its counts named by their statuses."""
    if isinstance(value, dict):
        counts = value.get("statuses")
        named = {"statuses": dict(zip(map(str, Status), counts, strict=True))} if counts else {}
        return {name: _by_status(each) for name, each in value.items()} | named
    return [_by_status(each) for each in value] if isinstance(value, list) else value


OVERVIEW_COMMAND = LocalizedCommand("overview", _overview, [text_or_json()])


def _exact_thread(thread: "AskThread") -> dict[str, object]:
    asks = [
        {
            "id": ask.id,
            "conference": ask.conference,
            "date": str(ask.date) if ask.date else None,
            "how": ask.repeats[0].how if ask.repeats else None,
            "status": ask.status,
            "repeats": [{"id": each.id, "how": each.how, "own": each.is_own} for each in ask.repeats],
        }
        for ask in thread.asks
    ]
    return {"asks": asks, "days": thread.days, "conferences": thread.conferences}


THREAD_COMMAND = LocalizedCommand(
    "thread",
    _thread,
    [
        click.Argument(["record"], type=RecordIdType(), metavar="ID"),
        text_or_json(),
        LocalizedOption("--link", type=RecordIdType(), metavar="ID", words="thread-link"),
        LocalizedOption("--unlink", type=RecordIdType(), metavar="ID", words="thread-unlink"),
    ],
)


def _brief(call: Invocation, what: str, form: Format | None, output: Path | None, force: bool) -> None:
    from ngkt_tui.cli.commands.export import write_brief  # as above

    write_brief(call, form, output, force, what)


BRIEF_COMMAND = LocalizedCommand(
    "brief",
    _brief,
    [
        LocalizedOption("--for", "what", required=True, metavar="CONFERENCE|DATE", words="brief-for"),
        LocalizedOption("--format", "form", type=EnumChoice(Format), words="format"),
        LocalizedOption("-o", "--output", type=FilePathType(), metavar="FILE|-"),
        LocalizedOption("--force", is_flag=True),
    ],
)
