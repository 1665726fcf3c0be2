"""`ngkt-tui summary`: the summary in the terminal, drawn by Rich."""

from datetime import date

from ngkt_tui.cli.call import Invocation
from ngkt_tui.cli.forms import DetailFormat
from ngkt_tui.cli.spoken import LocalizedCommand, LocalizedOption, text_or_json
from ngkt_tui.cli.values import CountType, DateType
from ngkt_tui.report.formats import Format

MIN_WIDTH = 40
MAX_WIDTH = 1000


def _summary(call: Invocation, form: DetailFormat, as_of: date | None, width: int | None, brief: bool) -> None:
    if form is DetailFormat.JSON:
        from ngkt_tui.services.export import exported  # reads the store, which help does not need

        context, view = call.ready(), call.view()
        for piece in exported(context, Format.JSON, view.filter, scope=view.scope, as_of=as_of, brief=brief):
            call.terminal.out.write_utf8(piece)
        return
    from ngkt_tui.cli.summary_view import print_summary  # loads Rich

    print_summary(call, as_of=as_of, width=width, brief=brief)


COMMAND = LocalizedCommand(
    "summary",
    _summary,
    [
        text_or_json(),
        LocalizedOption("--as-of", type=DateType(may_come=True), metavar="DATE"),
        LocalizedOption("--width", type=CountType(least=MIN_WIDTH, most=MAX_WIDTH), metavar="N"),
        LocalizedOption("--brief", is_flag=True),
    ],
    takes_filter=True,
)
