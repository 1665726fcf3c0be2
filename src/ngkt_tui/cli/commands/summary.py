"""`ngkt-tui summary`: the summary in the terminal, drawn by Rich."""

from datetime import date

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.spoken import SpokenCommand, SpokenOption
from ngkt_tui.cli.values import Count, Day

NARROWEST = 40
WIDEST = 1000


def _summary(call: Call, as_of: date | None, width: int | None, brief: bool) -> None:
    from ngkt_tui.cli.summary_view import print_summary  # loads Rich

    print_summary(call, as_of=as_of, width=width, brief=brief)


COMMAND = SpokenCommand(
    "summary",
    _summary,
    [
        SpokenOption("--as-of", type=Day(may_come=True), metavar="DATE"),
        SpokenOption("--width", type=Count(least=NARROWEST, most=WIDEST), metavar="N"),
        SpokenOption("--brief", is_flag=True),
    ],
    takes_filter=True,
)
