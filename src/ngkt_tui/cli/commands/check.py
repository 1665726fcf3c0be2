"""`ngkt-tui check`: what is wrong with a digest, without taking it in."""

from collections.abc import Sequence
from pathlib import Path

import click

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.spoken import SpokenCommand, SpokenOption
from ngkt_tui.cli.typed import wrong
from ngkt_tui.cli.values import FilePath
from ngkt_tui.domain.clean import one_line
from ngkt_tui.domain.errors import DigestFaulty


def _check(call: Call, file: Path, others: Sequence[Path], strict: bool, coverage: bool, articles: Path | None) -> None:
    from ngkt_tui.cli.faults import in_file_order, tell_fault  # these load Pydantic and PyYAML
    from ngkt_tui.services.check import check, counted

    if articles and not articles.is_dir():
        raise wrong("no-folder", option="--articles", path=one_line(str(articles)))
    store = call.context if call.flags.db else None
    examination = check(file, others, store=store, strict=strict, stdin=call.terminal.input)
    remarks = (*examination.unchecked, *examination.look_alikes, *examination.advice)
    if examination.faults:
        raise DigestFaulty(in_file_order(examination.faults), path=one_line(str(file)))
    for remark in in_file_order(remarks):
        tell_fault(call, remark)
    call.print(call.say("check.sound", path=one_line(str(file)), remarks=len(remarks)))
    for kind, count in counted(examination):
        call.print(f"  {count:>5}  {call.say(f'record.{kind}')}")
    if coverage:
        from ngkt_tui.cli.coverage import print_coverage  # only where it is asked for

        print_coverage(call, examination, articles)


COMMAND = SpokenCommand(
    "check",
    _check,
    [
        click.Argument(["file"], type=FilePath(), metavar="FILE|-"),
        SpokenOption("--with", "others", type=FilePath(), multiple=True, metavar="FILE", words="with"),
        SpokenOption("--strict", is_flag=True),
        SpokenOption("--coverage", is_flag=True),
        SpokenOption("--articles", type=FilePath(), metavar="DIR"),
    ],
)
