"""Printing what taking in a digest did, or would do."""

from collections.abc import Iterator

from ngkt_tui.cli.call import Invocation
from ngkt_tui.cli.columns import columns
from ngkt_tui.domain.clean import sanitize_line
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.store.intake import IntakeReport, Outcome


def print_report(call: Invocation, report: IntakeReport, with_ids: bool) -> None:
    """Print how many records of each kind had which outcome, the ids where asked for, and what looks alike."""
    shown = [outcome for outcome in Outcome if report.count(outcome)]
    table = [["", *(call.translate(f"outcome.{outcome}") for outcome in shown)], *_counts(call, report, shown)]
    for line in columns([[*row, ""] for row in table], None):
        call.print(line)
    if with_ids:
        for outcome in (each for each in shown if each is not Outcome.UNCHANGED):
            for record in report.ids(outcome):
                call.print(f"{call.translate(f'outcome.{outcome}')}  {sanitize_line(record)}")
    for renaming in report.renamings:
        call.print_message("import.renamed", old=renaming.old, new=renaming.new)
    for alike in report.look_alikes:
        call.print_message("import.alike", name=alike.name, record=alike.record, other=alike.other)


def _counts(call: Invocation, report: IntakeReport, shown: list[Outcome]) -> Iterator[list[str]]:
    for kind in RecordKind:
        counts = [report.count(outcome, kind) for outcome in shown]
        if any(counts):
            yield [call.translate(f"record.{kind}"), *(str(count) for count in counts)]
