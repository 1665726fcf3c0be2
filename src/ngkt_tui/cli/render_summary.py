"""Drawing a summary in the terminal: in colour where a person looks at it, else in plain text of the same layout."""

from datetime import date

from rich.console import Console, RenderableType

from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.streams import Output
from ngkt_tui.report.terminal import renderables
from ngkt_tui.services.summary import build_summary

WIDTH_OF_A_PIPE = 100


def print_summary(call: Invocation, as_of: date | None = None, width: int | None = None, brief: bool = False) -> None:
    """Print the summary of what `--filter` and `--view` leave."""
    context = call.ready()
    out = call.terminal.out
    console = Console(
        file=out,  # type: ignore[arg-type]  # as much of a file as Rich asks for
        width=width or (out.columns if out.isatty() else WIDTH_OF_A_PIPE),
        markup=False,
        highlight=False,
        emoji=False,
        no_color="NO_COLOR" in call.environ,
        legacy_windows=False,
        safe_box=True,
    )
    view = call.view()
    with build_summary(context, view.filter, scope=view.scope, as_of=as_of, brief=brief) as summary:
        for each in renderables(summary, context.ascii):
            _print(console, each, out)


def _print(console: Console, drawn: RenderableType, out: Output) -> None:
    """Print a block; in a pipe, without the blanks that fill its lines."""
    if out.isatty():
        console.print(drawn)
        return
    with console.capture() as captured:
        console.print(drawn)
    out.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))
