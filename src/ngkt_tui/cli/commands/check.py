"""`ngkt-tui check`: what is wrong with a digest, without taking it in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ngkt_tui.cli.call import Invocation
from ngkt_tui.cli.forms import DetailFormat
from ngkt_tui.cli.spoken import LocalizedCommand, LocalizedOption, text_or_json
from ngkt_tui.cli.typed import usage_error
from ngkt_tui.cli.values import FilePathType
from ngkt_tui.domain.clean import sanitize_line
from ngkt_tui.domain.errors import DigestCheckError
from ngkt_tui.domain.exact_json import dumps_escaped

if TYPE_CHECKING:
    from ngkt_tui.digest.check import CheckResult
    from ngkt_tui.digest.fault import Diagnostic


def _check(call: Invocation, file: Path, others: Sequence[Path], form: DetailFormat, **asked: Any) -> None:
    from ngkt_tui.services.check import check  # loads Pydantic and PyYAML

    articles, coverage = asked["articles"], asked["coverage"]
    if articles and not articles.is_dir():
        raise usage_error("no-folder", option="--articles", path=sanitize_line(str(articles)))
    if coverage and form is DetailFormat.JSON:
        raise usage_error("coverage-as-text")
    store = call.context if call.flags.db else None
    examination = check(file, others, store=store, strict=asked["strict"], stdin=call.terminal.input)
    if form is DetailFormat.JSON:
        _write_json(call, file, examination)
    else:
        _print(call, file, examination)
    if coverage:
        from ngkt_tui.cli.coverage import print_coverage  # only where it is asked for

        print_coverage(call, examination, articles)


def _print(call: Invocation, file: Path, examination: "CheckResult") -> None:
    from ngkt_tui.cli.faults import in_file_order, print_diagnostic  # as above
    from ngkt_tui.services.check import counts_by_kind

    if examination.faults:
        raise DigestCheckError(in_file_order(examination.faults), path=sanitize_line(str(file)))
    remarks = _remarks(examination)
    for remark in in_file_order(remarks):
        print_diagnostic(call, remark)
    call.print(call.translate("check.sound", path=sanitize_line(str(file)), remarks=len(remarks)))
    for kind, count in counts_by_kind(examination):
        call.print(f"  {count:>5}  {call.translate(f'record.{kind}')}")


def _write_json(call: Invocation, file: Path, examination: "CheckResult") -> None:
    from ngkt_tui.cli.faults import exact_fault, in_file_order  # as above
    from ngkt_tui.services.check import counts_by_kind

    values = {
        "path": str(file),
        "valid": not examination.faults,
        "faults": [exact_fault(fault, call.language) for fault in in_file_order(examination.faults)],
        "remarks": [exact_fault(each, call.language) for each in in_file_order(_remarks(examination))],
        "records": {str(kind): count for kind, count in counts_by_kind(examination)},
    }
    call.terminal.out.write_utf8(dumps_escaped(values, indent=1) + "\n")
    if examination.faults:
        click.get_current_context().exit(DigestCheckError.exit_code)


def _remarks(examination: "CheckResult") -> "tuple[Diagnostic, ...]":
    return (*examination.unchecked, *examination.look_alikes, *examination.advice)


COMMAND = LocalizedCommand(
    "check",
    _check,
    [
        click.Argument(["file"], type=FilePathType(), metavar="FILE|-"),
        LocalizedOption("--with", "others", type=FilePathType(), multiple=True, metavar="FILE", words="with"),
        text_or_json(),
        LocalizedOption("--strict", is_flag=True),
        LocalizedOption("--coverage", is_flag=True),
        LocalizedOption("--articles", type=FilePathType(), metavar="DIR"),
    ],
)
