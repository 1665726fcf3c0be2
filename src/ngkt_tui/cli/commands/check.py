"""`ngkt-tui check`: what is wrong with a digest, without taking it in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.forms import Detailed
from ngkt_tui.cli.spoken import SpokenCommand, SpokenOption, text_or_json
from ngkt_tui.cli.typed import wrong
from ngkt_tui.cli.values import FilePath
from ngkt_tui.domain.clean import one_line
from ngkt_tui.domain.errors import DigestFaulty
from ngkt_tui.domain.exact_json import exact_json

if TYPE_CHECKING:
    from ngkt_tui.digest.check import Examination
    from ngkt_tui.digest.fault import Fault


def _check(call: Call, file: Path, others: Sequence[Path], form: Detailed, **asked: Any) -> None:
    from ngkt_tui.services.check import check  # loads Pydantic and PyYAML

    articles, coverage = asked["articles"], asked["coverage"]
    if articles and not articles.is_dir():
        raise wrong("no-folder", option="--articles", path=one_line(str(articles)))
    if coverage and form is Detailed.JSON:
        raise wrong("coverage-as-text")
    store = call.context if call.flags.db else None
    examination = check(file, others, store=store, strict=asked["strict"], stdin=call.terminal.input)
    if form is Detailed.JSON:
        _write_json(call, file, examination)
    else:
        _print(call, file, examination)
    if coverage:
        from ngkt_tui.cli.coverage import print_coverage  # only where it is asked for

        print_coverage(call, examination, articles)


def _print(call: Call, file: Path, examination: "Examination") -> None:
    from ngkt_tui.cli.faults import in_file_order, tell_fault  # as above
    from ngkt_tui.services.check import counted

    if examination.faults:
        raise DigestFaulty(in_file_order(examination.faults), path=one_line(str(file)))
    remarks = _remarks(examination)
    for remark in in_file_order(remarks):
        tell_fault(call, remark)
    call.print(call.say("check.sound", path=one_line(str(file)), remarks=len(remarks)))
    for kind, count in counted(examination):
        call.print(f"  {count:>5}  {call.say(f'record.{kind}')}")


def _write_json(call: Call, file: Path, examination: "Examination") -> None:
    from ngkt_tui.cli.faults import exact_fault, in_file_order  # as above
    from ngkt_tui.services.check import counted

    values = {
        "path": str(file),
        "valid": not examination.faults,
        "faults": [exact_fault(fault, call.language) for fault in in_file_order(examination.faults)],
        "remarks": [exact_fault(each, call.language) for each in in_file_order(_remarks(examination))],
        "records": {str(kind): count for kind, count in counted(examination)},
    }
    call.terminal.out.write_utf8(exact_json(values, indent=1) + "\n")
    if examination.faults:
        click.get_current_context().exit(DigestFaulty.exit_code)


def _remarks(examination: "Examination") -> "tuple[Fault, ...]":
    return (*examination.unchecked, *examination.look_alikes, *examination.advice)


COMMAND = SpokenCommand(
    "check",
    _check,
    [
        click.Argument(["file"], type=FilePath(), metavar="FILE|-"),
        SpokenOption("--with", "others", type=FilePath(), multiple=True, metavar="FILE", words="with"),
        text_or_json(),
        SpokenOption("--strict", is_flag=True),
        SpokenOption("--coverage", is_flag=True),
        SpokenOption("--articles", type=FilePath(), metavar="DIR"),
    ],
)
