"""Printing the report of an import, and the coverage of an article by the records that cite it."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.row_cells import columns
from ngkt_tui.digest.check import CheckResult
from ngkt_tui.digest.proof import CitedParagraph
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import LazyText, localized
from ngkt_tui.report.text_layout import wrap
from ngkt_tui.services.digest_check import article_coverage
from ngkt_tui.store.importing import ImportReport, Outcome

OPENING = 60
WIDTH = 100
_NUMBERED = re.compile(r"(.*-)(\d+)")


def print_coverage(call: Invocation, examination: CheckResult, articles: Path | None) -> None:
    """Print the paragraphs of each article, then how many of all are cited and how many are not."""
    whole = cited = reasoned = 0
    for article in article_coverage(examination, articles):
        call.print(
            call.translate(
                "coverage.cited", article=article.article, part=article.share.numerator, whole=article.share.denominator
            )
        )
        for paragraph in article.paragraphs:
            _print_paragraph(call, paragraph)
        whole, cited = whole + article.share.denominator, cited + article.share.numerator
        reasoned += sum(not each.records and each.reason is not None for each in article.paragraphs)
    call.print(
        call.translate("coverage.total", part=cited, whole=whole, reasoned=reasoned, rest=whole - cited - reasoned)
    )


def _print_paragraph(call: Invocation, paragraph: CitedParagraph) -> None:
    text = ", ".join(shortened(paragraph.records)) or _why_uncited(call, paragraph)
    head = f"  ¶{paragraph.number:>3}  "
    for line in wrap(text, WIDTH - len(head)):
        call.print(f"{head}{line}")
        head = " " * len(head)


def _why_uncited(call: Invocation, paragraph: CitedParagraph) -> str:
    reason = paragraph.reason
    words = localized(call.language, reason.vi, reason.en) if reason else call.translate("coverage.no-reason")
    opening = sanitize_line(paragraph.opening, OPENING)
    return f"- {sanitize_line(words)}" + (f": {opening}" if opening else "")


def shortened(ids: Iterable[str]) -> Iterator[str]:
    """Yield ids, a run of three or more that count upwards as its ends: `hn-2024-07-18-03…07`."""
    run: list[str] = []
    for each in ids:
        if run and not _follows(run[-1], each):
            yield from _ends(run)
            run = []
        run.append(each)
    yield from _ends(run)


def _follows(first: str, second: str) -> bool:
    before, after = _NUMBERED.fullmatch(first), _NUMBERED.fullmatch(second)
    return bool(before and after and before[1] == after[1] and int(before[2]) + 1 == int(after[2]))


def _ends(run: list[str]) -> list[str]:
    return run if len(run) < 3 else [f"{run[0]}…{run[-1].rpartition('-')[2]}"]


def print_report(call: Invocation, report: ImportReport, with_ids: bool) -> None:
    """Print how many records of each kind had which outcome, the ids where asked for, and what looks alike."""
    shown = [outcome for outcome in Outcome if report.count(outcome)]
    table = [["", *(call.translate(f"outcome.{outcome}") for outcome in shown)], *_counts(call, report, shown)]
    for line in columns([[*row, ""] for row in table], None):
        call.print(line)
    if with_ids:
        for outcome in (each for each in shown if each is not Outcome.UNCHANGED):
            for record in report.ids(outcome):
                call.print(f"{call.translate(f'outcome.{outcome}')}  {sanitize_line(record)}")
    for key, found in (("import.settled", report.settled), ("import.disputed", report.disputed)):
        for each in found:
            fields = tuple(LazyText(f"detail.field.{name}") for name in each.fields)
            call.print_message(key, record=each.record, fields=fields)
    for renaming in report.renamings:
        call.print_message("import.renamed", old=renaming.old, new=renaming.new)
    for alike in report.look_alikes:
        call.print_message("import.alike", name=alike.name, record=alike.record, other=alike.other)


def _counts(call: Invocation, report: ImportReport, shown: list[Outcome]) -> Iterator[list[str]]:
    for kind in RecordKind:
        counts = [report.count(outcome, kind) for outcome in shown]
        if any(counts):
            yield [call.translate(f"record.{kind}"), *(str(count) for count in counts)]
