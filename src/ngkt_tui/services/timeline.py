"""The timeline as marks in lanes: conferences, documents, stages of agreements and results, each at its day.

A mark stands for all records of its lane and day.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from ngkt_tui.domain.enums import Language, OrganisationKind, RecordKind, Stage
from ngkt_tui.domain.short_names import conference_subject
from ngkt_tui.domain.stored_values import Damaged, StoredDate
from ngkt_tui.domain.words import localized
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.filter_spec import EVERYTHING
from ngkt_tui.query.lists.reference_rows import DocumentRow, ResultRow
from ngkt_tui.query.lists.rows import AgreementRow, ConferenceRow
from ngkt_tui.query.names import load_refs
from ngkt_tui.query.scope import Scope
from ngkt_tui.services.detail_lines import build_detail, load_detail
from ngkt_tui.services.detail_lines.lines import BLANK, DetailBuilder, DetailLine, Formatter, Tone, line
from ngkt_tui.services.reader import Reader

if TYPE_CHECKING:
    from ngkt_tui.query.lists import Row

EVERY_ROW = -1
MAX_LISTED = 200


class TimelineLane(StrEnum):
    """The lanes, from the top; the words are `lane.<value>`."""

    CONFERENCES = "conferences"
    DOCUMENTS = "documents"
    STAGES = "stages"
    RESULTS = "results"


class TimelineMark(NamedTuple):
    """A sign at a day, two short texts beside it, and the records that it stands for, each with a remark."""

    day: date
    records: tuple[tuple[str, str], ...]
    sign: str
    tone: Tone
    head: str
    tail: str = ""
    tail_tone: Tone = "muted"


Timeline = Mapping[TimelineLane, tuple[TimelineMark, ...]]


def read_timeline(reader: Reader, formatter: Formatter, text: str = "", scope: Scope = ()) -> Timeline:
    """Return the marks of each lane from the oldest on; `text` is a filter of conferences. Raises `FilterError`."""
    lanes: dict[TimelineLane, tuple[TimelineMark, ...]] = {}
    for lane, (kind, entries, make) in _LANES.items():
        spec = parse(text, kind) if kind is RecordKind.CONFERENCE else EVERYTHING
        days: defaultdict[date, list[Any]] = defaultdict(list)
        rows = reader.page(reader.compile_filter(kind, spec, scope), EVERY_ROW)
        for day, entry in (each for row in rows for each in entries(row)):
            if isinstance(day, date):
                days[day].append(entry)
        lanes[lane] = tuple(make(day, days[day], formatter) for day in sorted(days))
    return lanes


def _conferences(row: "Row") -> Iterator[tuple[StoredDate | None, ConferenceRow]]:
    if isinstance(row, ConferenceRow):
        yield row.date or row.named_on, row


def _documents(row: "Row") -> Iterator[tuple[StoredDate | None, DocumentRow]]:
    if isinstance(row, DocumentRow):
        yield row.issued, row


def _results(row: "Row") -> Iterator[tuple[StoredDate | None, ResultRow]]:
    if isinstance(row, ResultRow):
        yield row.conference_date, row


def _moves(row: "Row") -> Iterator[tuple[StoredDate | None, tuple[AgreementRow, Stage | Damaged]]]:
    """Return the days on which an agreement came to another stage, or was first told of at one."""
    if isinstance(row, AgreementRow):
        stages = [stage for stage, _ in row.stages]
        for before, (stage, day) in zip((None, *stages), row.stages, strict=False):
            if stage != before:
                yield day, (row, stage)


def _conference_mark(day: date, rows: Sequence[ConferenceRow], formatter: Formatter) -> TimelineMark:
    rows = sorted(rows, key=lambda row: row.is_mentioned)
    first, language = rows[0], formatter.language
    is_governments = first.chair_body in (None, OrganisationKind.GOVERNMENT)
    sign, tone = ("○", "muted") if first.is_mentioned else ("●", "key" if is_governments else "doing")
    title = localized(language, first.title_vi, first.title_en)
    own = Language.EN if language is Language.EN and first.title_en else Language.VI
    head = localized(language, first.chair_vi, first.chair_en) or conference_subject(title, own)
    followed, late = sum(row.followed for row in rows), sum(row.overdue for row in rows)
    tail = [f"{sum(row.done for row in rows)}/{followed}"] if followed else []
    tail += [formatter.translate("conference.overdue", count=late)] if late else []
    records = tuple((row.id, _progress(row, formatter)) for row in rows)
    return TimelineMark(day, records, sign, _tone(tone), head, " ".join(tail), "alarm" if late else "text")


def _tone(tone: str) -> Tone:
    return cast("Tone", tone)


def _progress(row: ConferenceRow, formatter: Formatter) -> str:
    """Return who chaired, how, and how far what was asked has come."""
    parts = [localized(formatter.language, row.chair_vi, row.chair_en), formatter.word("format", row.format)]
    if row.followed:
        parts.append(formatter.translate("lane.done", done=row.done, count=row.followed))
    if row.overdue:
        parts.append(formatter.translate("conference.overdue", count=row.overdue))
    return " · ".join(filter(None, parts))


def _document_mark(day: date, rows: Sequence[DocumentRow], formatter: Formatter) -> TimelineMark:
    titles = [localized(formatter.language, row.title_vi, row.title_en) for row in rows]
    names = [row.number or title for row, title in zip(rows, titles, strict=True)]
    tail = titles[0] if len(rows) == 1 and rows[0].number else ", ".join(names[1:])
    return TimelineMark(day, tuple((row.id, "") for row in rows), "▪", "text", names[0], tail)


def _stage_mark(day: date, moves: Sequence[tuple[AgreementRow, Stage | Damaged]], formatter: Formatter) -> TimelineMark:
    records = tuple((row.id, formatter.word("stage", stage)) for row, stage in moves)
    if len(moves) == 1:
        name = localized(formatter.language, moves[0][0].name_vi, moves[0][0].name_en)
        return TimelineMark(day, records, "◉", "key", name, records[0][1], "key")
    counts = Counter(word for _, word in records)
    stages = " · ".join(f"{word} {count}" for word, count in counts.most_common())
    head = formatter.translate("lane.agreements", count=len(moves))
    return TimelineMark(day, records, "◉", "key", head, stages)


def _result_mark(day: date, rows: Sequence[ResultRow], formatter: Formatter) -> TimelineMark:
    answering = sum(row.answers > 0 for row in rows)
    tail = formatter.translate("lane.answering", count=answering) if answering else ""
    head = formatter.translate("lane.count-results", count=len(rows))
    return TimelineMark(day, tuple((row.id, "") for row in rows), "✓", "done", head, tail)


Entries = Callable[["Row"], Iterator[tuple[StoredDate | None, Any]]]
_LANES: Mapping[TimelineLane, tuple[RecordKind, Entries, Callable[[date, list[Any], Formatter], TimelineMark]]] = {
    TimelineLane.CONFERENCES: (RecordKind.CONFERENCE, _conferences, _conference_mark),
    TimelineLane.DOCUMENTS: (RecordKind.DOCUMENT, _documents, _document_mark),
    TimelineLane.STAGES: (RecordKind.AGREEMENT, _moves, _stage_mark),
    TimelineLane.RESULTS: (RecordKind.RESULT, _results, _result_mark),
}


def mark_lines(reader: Reader, mark: TimelineMark, formatter: Formatter) -> list[DetailLine]:
    """Return a line for each record of a mark, which leads to it, and how many more there are.

    Below stands everything about the only record, or about the conference that others are mentioned beside.
    """
    shown = mark.records[:MAX_LISTED]
    with reader.connection() as connection:
        names = load_refs(connection, [record for record, _ in shown])
    builder = DetailBuilder(formatter, "", {}, {})
    links = [builder.link(names[record], after=remark) for record, remark in shown if record in names]
    rest = len(mark.records) - len(shown)
    lines = [*links, *([line(builder.translate("more", count=rest), "muted")] if rest else [])]
    first = names.get(shown[0][0]) if shown else None
    if first is None or (len(mark.records) > 1 and first.kind is not RecordKind.CONFERENCE):
        return lines
    return [*lines, BLANK, *build_detail(load_detail(reader, first.id), formatter)]
