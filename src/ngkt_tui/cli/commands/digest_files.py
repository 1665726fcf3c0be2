"""The commands on files of digests: `check`, `import`, `schema`, `verify`."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ngkt_tui.cli.arguments import usage_error
from ngkt_tui.cli.click_types import DateType, DetailFormat, EnumChoice, FilePathType
from ngkt_tui.cli.error_stream import progress_bar
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, LocalizedOption, text_or_json
from ngkt_tui.domain.errors import DigestCheckError, DigestNotVerifiedError
from ngkt_tui.domain.text import dumps_escaped, sanitize_line

if TYPE_CHECKING:
    from ngkt_tui.digest.check import CheckResult
    from ngkt_tui.digest.faults import Diagnostic
    from ngkt_tui.services.task_sheet import Headings, SheetColumn
    from ngkt_tui.store.importing import ImportReport


def _check(call: Invocation, file: Path, others: Sequence[Path], form: DetailFormat, **asked: Any) -> None:
    from ngkt_tui.services.digest_check import check  # loads Pydantic and PyYAML

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
        from ngkt_tui.cli.render_import import print_coverage  # only where it is asked for

        print_coverage(call, examination, articles)


def _print(call: Invocation, file: Path, examination: "CheckResult") -> None:
    from ngkt_tui.cli.error_stream import in_file_order, print_diagnostic  # as above
    from ngkt_tui.services.digest_check import counts_by_kind

    if examination.faults:
        raise DigestCheckError(in_file_order(examination.faults), path=sanitize_line(str(file)))
    remarks = _remarks(examination)
    for remark in in_file_order(remarks):
        print_diagnostic(call, remark)
    call.print(call.translate("check.sound", path=sanitize_line(str(file)), remarks=len(remarks)))
    for kind, count in counts_by_kind(examination):
        call.print(f"  {count:>5}  {call.translate(f'record.{kind}')}")


def _write_json(call: Invocation, file: Path, examination: "CheckResult") -> None:
    from ngkt_tui.cli.error_stream import exact_fault, in_file_order  # as above
    from ngkt_tui.services.digest_check import counts_by_kind

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


CHECK_COMMAND = LocalizedCommand(
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


def _schema(call: Invocation) -> None:
    from ngkt_tui.digest.json_schema import schema_text  # loads Pydantic

    call.terminal.out.write_utf8(schema_text())


SCHEMA_COMMAND = LocalizedCommand("schema", _schema)


class ImportKind(StrEnum):
    """What a file can be taken in as, beside a digest."""

    TASKS = "tasks"
    REGISTER = "register"
    PROGRESS = "progress"


def _import_sheet(call: Invocation, file: Path, dry_run: bool, kind: ImportKind, **asked: Any) -> None:
    from ngkt_tui.services.register_import import import_register  # loads Pydantic, and a reader of spreadsheets
    from ngkt_tui.services.task_import import import_tasks  # as above
    from ngkt_tui.services.task_sheet import REGISTER_HEADINGS, TASK_HEADINGS  # as above

    is_register = kind is ImportKind.REGISTER
    mapping = dict(_mapped(each, REGISTER_HEADINGS if is_register else TASK_HEADINGS) for each in asked["map"])
    issued = asked["issued"].isoformat() if asked["issued"] else ""
    number = asked["document"] or ""
    if is_register and (issued or number):
        raise usage_error("only-tasks")
    context = call.ready()
    with progress_bar(call) as progress:
        context = replace(context, report=progress)
        if is_register:
            report = import_register(context, file, mapping, dry_run=dry_run)
        else:
            report = import_tasks(context, file, mapping, document=number, issued=issued, dry_run=dry_run)
    call.print_message("sheet.columns", columns=report.column_words(call.language))
    for record in (*report.new, *report.changed) if dry_run else ():
        call.print(record)
    group = report.edited.group if report.edited else None
    key = "dry-run" if dry_run else "unchanged" if group is None else "taken-in"
    call.print_message(
        f"{'register-sheet' if is_register else 'sheet'}.{key}",
        count=len(report.new),
        changed=len(report.changed),
        unchanged=report.unchanged,
        group=group,
    )


def _import_progress(call: Invocation, file: Path, dry_run: bool) -> None:
    from ngkt_tui.services.progress_import import change_words, import_progress  # as above

    context = call.ready()
    with progress_bar(call) as progress:
        report = import_progress(replace(context, report=progress), file, dry_run=dry_run)
    for change in report.changes:
        call.print(sanitize_line(change_words(change).render(call.language)))
    group = report.edited.group if report.edited else None
    key = "progress-sheet.dry-run" if dry_run else "progress-sheet.taken-in" if group else "progress-sheet.unchanged"
    call.print_message(key, count=len(report.changes), agency=report.agency, group=group)


def _mapped(text: str, headings: "Headings") -> "tuple[str, SheetColumn]":
    from ngkt_tui.services.task_sheet import SheetColumn  # as above

    column, _, field = text.rpartition("=")
    if not column or field not in headings:
        raise usage_error("sheet-map", word=text, fields=", ".join(headings))
    return column.strip(), SheetColumn(field)


def _import(call: Invocation, file: Path, dry_run: bool, kind: ImportKind | None, **asked: Any) -> None:
    if kind in (ImportKind.TASKS, ImportKind.REGISTER):
        _import_sheet(call, file, dry_run, kind, **asked)
        return
    if any(asked.values()):
        raise usage_error("only-tasks")
    if kind is ImportKind.PROGRESS:
        _import_progress(call, file, dry_run)
        return
    from ngkt_tui.services.context import digest_path
    from ngkt_tui.services.digest_store import import_digest  # loads Pydantic and PyYAML

    context, path = call.ready(), digest_path(file)
    with progress_bar(call) as progress:
        report = import_digest(replace(context, report=progress), path, dry_run=dry_run, stdin=call.terminal.input)
    from ngkt_tui.cli.render_import import print_report  # loads SQLModel, which a faulty digest does not need

    print_report(call, report, with_ids=dry_run)
    call.print_message(_outcome(report, dry_run), digest=report.digest, group=report.group)


def _outcome(report: "ImportReport", dry_run: bool) -> str:
    if dry_run:
        return "import.dry-run"
    return "import.unchanged" if report.group is None else "import.taken-in"


IMPORT_COMMAND = LocalizedCommand(
    "import",
    _import,
    [
        click.Argument(["file"], type=FilePathType(), metavar="FILE|-"),
        LocalizedOption("--dry-run", is_flag=True),
        LocalizedOption("--as", "kind", type=EnumChoice(ImportKind), words="import-as"),
        LocalizedOption("--map", multiple=True, metavar="COL=FIELD", words="import-map"),
        LocalizedOption("--document", metavar="NUMBER", words="import-document"),
        LocalizedOption("--issued", type=DateType(), metavar="DATE", words="import-issued"),
    ],
)


def _verify(call: Invocation, file: Path | None, articles: Path | None) -> None:
    if articles is None:
        raise usage_error("articles-wanted")
    if not articles.is_dir():
        raise usage_error("no-folder", option="--articles", path=sanitize_line(str(articles)))
    from ngkt_tui.services.digest_check import verify  # loads Pydantic and PyYAML

    verified = verify(file, articles)
    shares = [(call.translate(f"record.{kind}"), share) for kind, share in verified.proof.shares.items()]
    for label, share in (*shares, (call.translate("verify.terms"), verified.proof.terms)):
        call.print(f"{label}: {call.translate('verify.share', part=share.numerator, whole=share.denominator)}")
    path = sanitize_line(str(verified.path))
    if not verified.proof.complete:
        raise DigestNotVerifiedError(verified.faults, path=path)
    call.print_message("verify.sound", path=path)


VERIFY_COMMAND = LocalizedCommand(
    "verify",
    _verify,
    [
        click.Argument(["file"], type=FilePathType(), required=False, metavar="[FILE]"),
        LocalizedOption("--articles", type=FilePathType(), metavar="DIR"),
    ],
)
