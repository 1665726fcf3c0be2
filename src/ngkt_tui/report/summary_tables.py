"""The closing tables of a summary: agreements, markets, leaders, figures, results, sources."""

from collections.abc import Iterator, Sequence

from ngkt_tui.domain.enums import FigureKind, Language, ResultKind
from ngkt_tui.domain.stored_values import Damaged
from ngkt_tui.domain.summary_items import Summary
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import format_date, render, translate
from ngkt_tui.report.blocks import Block, ColumnBlock, HeadingBlock, Table


def appendix(summary: Summary) -> Iterator[Block]:
    """Yield a heading and a table for each kind of which the summary has any."""
    yield from _agreements(summary)
    yield from _markets(summary)
    yield from _officials(summary)
    yield from _figures(summary)
    yield from _results(summary)


def _section(language: Language, key: str, columns: Sequence[str], rows: list[tuple[str, ...]]) -> Iterator[Block]:
    if rows:
        yield HeadingBlock(2, translate(language, key))
        labels = tuple(
            ColumnBlock(translate(language, label), is_number=label == "summary.issued") for label in columns
        )
        yield Table(labels, [tuple(sanitize_line(value) for value in row) for row in rows])


def made_here(language: Language, text: str, is_made_here: bool) -> str:
    """Return what a record is called; of one's own record also that no article or document says it."""
    return f"{text} ({translate(language, 'summary.is-own')})" if is_made_here else text


def _agreements(summary: Summary) -> Iterator[Block]:
    language = summary.language
    columns = ("summary.agreement", "summary.stage", "summary.reported", "summary.next-step")
    rows: list[tuple[str, ...]] = [
        (
            made_here(language, line.name, line.is_made_here),
            render(language, line.standing.word),
            render(language, line.standing.day),
            "; ".join(filter(None, (line.next_step, line.what))),
        )
        for line in summary.agreements
    ]
    yield from _section(language, "summary.agreements", columns, rows)


def _markets(summary: Summary) -> Iterator[Block]:
    language = summary.language
    columns = ("summary.market", "summary.stance", "summary.reported", "summary.assessment")
    rows: list[tuple[str, ...]] = [
        (
            made_here(language, line.name, line.is_made_here),
            "; ".join(translate(language, f"stance.{stance}") for stance in (line.stance, *line.beside)),
            format_date(line.on, language),
            translate(language, f"assessment.{line.assessment or 'none'}"),
        )
        for line in summary.markets
    ]
    yield from _section(language, "summary.markets", columns, rows)


def _officials(summary: Summary) -> Iterator[Block]:
    language = summary.language
    columns = ("summary.official", "summary.posts", "summary.issued")
    rows: list[tuple[str, ...]] = [
        (made_here(language, line.name, line.is_made_here), "; ".join(line.posts), str(line.issued))
        for line in summary.officials
    ]
    yield from _section(language, "summary.officials", columns, rows)


def _figures(summary: Summary) -> Iterator[Block]:
    language = summary.language
    columns = ("summary.figure", "summary.amount", "summary.figure-kind", "summary.said-by")
    rows: list[tuple[str, ...]] = [
        (
            made_here(language, line.label, line.is_made_here),
            line.amount or line.printed_as,
            _kind(language, "figure-kind", line.kind),
            line.said_by,
        )
        for line in summary.figures
    ]
    yield from _section(language, "summary.figures", columns, rows)


def _results(summary: Summary) -> Iterator[Block]:
    """Yield what was done, and apart from it what was only judged, expected or agreed."""
    language = summary.language
    done: list[tuple[str, ...]] = []
    others: list[tuple[str, ...]] = []
    for line in summary.results:
        origin = (format_date(line.on, language), line.said_by)
        text = made_here(language, line.text, line.is_made_here)
        if line.kind == ResultKind.RESULT:
            done.append((text, *origin))
        else:
            others.append((text, _kind(language, "result-kind", line.kind), *origin))
    yield from _section(language, "summary.results", ("summary.result", *_SAID), done)
    yield from _section(language, "summary.assessments", ("summary.assessed", "summary.result-kind", *_SAID), others)


_SAID = ("summary.on", "summary.said-by")


def _kind(language: Language, words: str, kind: FigureKind | ResultKind | Damaged) -> str:
    """Return the word for a kind; a damaged one as it stands."""
    return f"{kind} (?)" if isinstance(kind, Damaged) else translate(language, f"{words}.{kind}")


def articles(summary: Summary) -> Iterator[Block]:
    """Yield the articles that all rests on, by their ids."""
    language = summary.language
    columns = ("summary.article", "summary.article-title", "summary.outlet", "summary.published")
    rows: list[tuple[str, ...]] = [
        (line.id, line.title, line.outlet, format_date(line.published, language)) for line in summary.sources
    ]
    yield from _section(language, "summary.sources", columns, rows)
