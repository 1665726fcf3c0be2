"""Summing up the store: reading everything that a report tells into one `Summary`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.summary import Summary
from ngkt_tui.query import report_rows
from ngkt_tui.query.language import parse
from ngkt_tui.query.narrowing import narrow
from ngkt_tui.query.scope import Scope
from ngkt_tui.query.sentences import sentence
from ngkt_tui.query.totals import header
from ngkt_tui.services.context import Context
from ngkt_tui.services.moments import moment_of
from ngkt_tui.services.reader import Reader


@contextmanager
def summarised(
    context: Context, filter_text: str = "", *, scope: Scope = (), as_of: date | None = None, brief: bool = False
) -> Iterator[Summary]:
    """Give the summary of the directives that a filter and a scope leave; its directives are read as they are walked.

    `as_of` counts statuses as they were at the end of that day. Raises `FilterError` and the errors of the store.
    """
    with Reader(context) as reader, reader.reading() as connection:
        moment, language = moment_of(context, as_of), context.language
        spec = parse(filter_text, RecordKind.DIRECTIVE)
        directives = narrow(connection, RecordKind.DIRECTIVE, moment, spec, scope)
        wheres = {kind: narrow(connection, kind, moment, scope=scope) for kind in _BESIDE}
        head = header(connection, directives)
        yield Summary(
            language=language,
            as_of=moment.day,
            store=context.store.name,
            filter_sentence=sentence(connection, spec, RecordKind.DIRECTIVE, language),
            form=head.form,
            evidenced=head.evidenced,
            recommendations=head.recommendations,
            brief=brief,
            conferences=report_rows.conferences(connection, directives, language, brief),
            by_agency=report_rows.by_agency(connection, directives, language),
            by_theme=report_rows.by_theme(connection, directives, language),
            attention=report_rows.attention(connection, directives, language),
            agreements=report_rows.agreements(connection, wheres[RecordKind.AGREEMENT], language),
            markets=report_rows.markets(connection, wheres[RecordKind.MARKET], language),
            officials=report_rows.officials(connection, wheres[RecordKind.OFFICIAL], language),
            figures=report_rows.figures(connection, wheres[RecordKind.FIGURE], language),
            sources=report_rows.sources(connection, directives),
        )


_BESIDE = (RecordKind.AGREEMENT, RecordKind.MARKET, RecordKind.OFFICIAL, RecordKind.FIGURE)
