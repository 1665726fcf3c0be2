"""Printing which records cite which paragraph of an article, and of the others how they begin and why none does."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import wrap

from ngkt_tui.cli.call import Invocation
from ngkt_tui.digest.check import CheckResult
from ngkt_tui.digest.coverage import CitedParagraph
from ngkt_tui.domain.clean import sanitize_line
from ngkt_tui.domain.language import localized
from ngkt_tui.services.verify import article_coverage

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
    for line in wrap(text, WIDTH - len(head), break_long_words=False, break_on_hyphens=False):
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
