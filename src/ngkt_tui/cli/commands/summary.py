"""`ngkt-tui summary`: the summary in the terminal, drawn by Rich."""

from datetime import date

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.forms import Detailed
from ngkt_tui.cli.spoken import SpokenCommand, SpokenOption, text_or_json
from ngkt_tui.cli.values import Count, Day
from ngkt_tui.report.formats import Format

NARROWEST = 40
WIDEST = 1000


def _summary(call: Call, form: Detailed, as_of: date | None, width: int | None, brief: bool) -> None:
    if form is Detailed.JSON:
        from ngkt_tui.services.export import exported  # reads the store, which help does not need

        context, view = call.ready(), call.view()
        for piece in exported(context, Format.JSON, view.filter, scope=view.scope, as_of=as_of, brief=brief):
            call.terminal.out.write_utf8(piece)
        return
    from ngkt_tui.cli.summary_view import print_summary  # loads Rich

    print_summary(call, as_of=as_of, width=width, brief=brief)


COMMAND = SpokenCommand(
    "summary",
    _summary,
    [
        text_or_json(),
        SpokenOption("--as-of", type=Day(may_come=True), metavar="DATE"),
        SpokenOption("--width", type=Count(least=NARROWEST, most=WIDEST), metavar="N"),
        SpokenOption("--brief", is_flag=True),
    ],
    takes_filter=True,
)
