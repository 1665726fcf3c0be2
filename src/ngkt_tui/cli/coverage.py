"""Printing which records cite which paragraph of an article, and how the paragraphs begin that none cites."""

from pathlib import Path

from ngkt_tui.cli.call import Call
from ngkt_tui.digest.check import Examination
from ngkt_tui.domain.clean import one_line
from ngkt_tui.services.verify import covered

OPENING = 60


def print_coverage(call: Call, examination: Examination, articles: Path | None) -> None:
    """Print a line for each paragraph of each article."""
    for article in covered(examination, articles):
        part, whole = article.share
        call.print(call.say("coverage.cited", article=article.article, part=part, whole=whole))
        for paragraph in article.paragraphs:
            cited = ", ".join(paragraph.records) or f"- {one_line(paragraph.opening, OPENING)}".rstrip()
            call.print(f"  ¶{paragraph.number:>3}  {cited}")
