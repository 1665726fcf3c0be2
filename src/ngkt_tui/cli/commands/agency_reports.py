"""The commands for what agencies are asked, answer and report: `answer`, `confirm`, `remind`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ngkt_tui.cli.arguments import usage_error
from ngkt_tui.cli.click_types import DateType, FilePathType, WordChoice, day_to_come
from ngkt_tui.cli.completions import AgencyName, RecordIdType
from ngkt_tui.cli.error_stream import print_edit
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, LocalizedOption
from ngkt_tui.cli.standard_input import text_or_input, words_or_input
from ngkt_tui.domain.text import sanitize_line

if TYPE_CHECKING:
    pass


def _ids() -> click.Argument:
    return click.Argument(["ids"], nargs=-1, required=True, type=RecordIdType(), metavar="ID...|-")


def _confirm(call: Invocation, ids: Sequence[str], evidence: Sequence[str], on: date | None) -> None:
    from ngkt_tui.services.agency_reports import confirm  # reads the store, which help does not need
    from ngkt_tui.services.reader import full_ids

    ids = words_or_input(call, ids)
    context = call.ready()
    edited = confirm(context, full_ids(context, ids), on=on, evidence=evidence)
    print_edit(call, edited)
    if edited.group is not None and not evidence:
        call.print_message("confirm.no-evidence")


CONFIRM_COMMAND = LocalizedCommand(
    "confirm",
    _confirm,
    [
        _ids(),
        LocalizedOption("--evidence", multiple=True, metavar="REF"),
        LocalizedOption("--on", type=DateType(), metavar="DATE", words="confirm-on"),
    ],
)


def _remind(
    call: Invocation,
    ids: Sequence[str],
    level: int | None,
    number: str | None,
    channel: str | None,
    on: date | None,
    reply_by: str | None,
    to: Sequence[str],
    letter_file: Path | None,
) -> None:
    from ngkt_tui.services.agencies import agencies_called  # reads the store, which help does not need
    from ngkt_tui.services.agency_reports import Letter, remind
    from ngkt_tui.services.file_writing import atomic_write
    from ngkt_tui.services.reader import Reader, full_ids
    from ngkt_tui.services.word_papers import letter_files

    ids = words_or_input(call, ids)
    context = call.ready()
    with Reader(context) as reader:
        agencies = agencies_called(reader, [sanitize_line(each) for each in to])
    letter = Letter(level, number, channel, on, day_to_come(call, "--reply-by", reply_by), agencies)
    meant = full_ids(context, ids)
    papers = letter_files(context, meant, letter, letter_file) if letter_file else {}
    print_edit(call, remind(context, meant, letter))
    for path, content in papers.items():
        atomic_write(path, [content], may_replace=False)
        call.print_message("export.written", path=sanitize_line(str(path)))


REMIND_COMMAND = LocalizedCommand(
    "remind",
    _remind,
    [
        _ids(),
        LocalizedOption("--level", type=WordChoice({"1": 1, "2": 2, "3": 3}), metavar="1-3", words="remind-level"),
        LocalizedOption("--number", metavar="NO", words="remind-number"),
        LocalizedOption("--channel", metavar="TEXT", words="remind-channel"),
        LocalizedOption("--on", type=DateType(), metavar="DATE", words="remind-on"),
        LocalizedOption("--reply-by", metavar="DATE"),
        LocalizedOption("--to", type=AgencyName(), multiple=True, metavar="ORG", words="remind-to"),
        LocalizedOption("--letter", "letter_file", type=FilePathType(), metavar="FILE.docx", words="remind-letter"),
    ],
)


def _answer(call: Invocation, words: Sequence[str], on: date | None, agencies: Sequence[str]) -> None:
    from ngkt_tui.services.agencies import agencies_called  # as above
    from ngkt_tui.services.agency_reports import answer
    from ngkt_tui.services.reader import full_ids

    *ids, text = words
    if not ids:
        raise usage_error("no-text")
    text = text_or_input(call, text)
    if not text.strip():
        raise usage_error("no-text")
    context = call.ready()
    with call.reader() as reader:
        named = agencies_called(reader, [sanitize_line(each) for each in agencies])
    print_edit(call, answer(context, full_ids(context, ids), text, on, named))


ANSWER_COMMAND = LocalizedCommand(
    "answer",
    _answer,
    [
        click.Argument(["words"], nargs=-1, required=True, type=RecordIdType(), metavar="ID... TEXT|-"),
        LocalizedOption("--on", type=DateType(), metavar="DATE", words="answer-on"),
        LocalizedOption("--from", "agencies", type=AgencyName(), multiple=True, metavar="ORG", words="answer-from"),
    ],
)
