"""The detail of a record as lines of text runs, by kind."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.field_values import dump_entry
from ngkt_tui.domain.record_kinds import require_complete
from ngkt_tui.domain.user_fields import USER_FIELDS
from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.query.detail.bodies import AgreementDetail
from ngkt_tui.query.detail.directive import DirectiveDetail
from ngkt_tui.query.detail.values import DeclinedEntry, ProgressEntry, StepEntry
from ngkt_tui.query.lists.rows import DirectiveRow
from ngkt_tui.query.names import RecordRef
from ngkt_tui.services.change_text import agencies_of
from ngkt_tui.services.detail_lines.conference_lines import conference, official, organisation
from ngkt_tui.services.detail_lines.directive_lines import directive
from ngkt_tui.services.detail_lines.lines import BLANK, DetailBuilder, DetailLine, Formatter, Lines, formatter_of, line
from ngkt_tui.services.detail_lines.other_lines import (
    agreement,
    article,
    company,
    document,
    family,
    figure,
    market,
    result,
    theme,
)
from ngkt_tui.services.detail_lines.provenance import (
    corrections,
    history,
    inferences,
    notes,
    progress,
    remark,
    reviews,
    sources,
    steps,
)
from ngkt_tui.services.reader import Reader


class RemovableItem(NamedTuple):
    """An entry as `edit.remove_entry` takes it away: `field` and `text` as the history writes them."""

    field: str
    text: str
    at: str
    actor: str


def removable_items(detail: RecordDetail, actor: str) -> tuple[RemovableItem, ...]:
    """Return what `actor` can take away from a record: of notes and progress the actor's own, of the rest all."""
    body = detail.body
    entries: list[RemovableItem] = []
    if isinstance(body, DirectiveDetail):
        entries += (RemovableItem("evidence", each.text, each.at, each.actor) for each in body.evidence)
        entries += (_entry("declined", each._asdict(), each) for each in body.declined)
        entries += (RemovableItem("reminder", each.text, each.at, each.actor) for each in body.reminders)
        entries += (RemovableItem("agency_report", each.entry, each.at, each.actor) for each in body.agency_reports)
        entries += (RemovableItem("reply", each.entry, each.at, each.actor) for each in body.replies)
    if isinstance(body, AgreementDetail):
        moves = ((move.change, move) for move in body.moves)  # there is no writing down a damaged one
        entries += (RemovableItem("stage", change.text, move.at, move.actor) for change, move in moves if change)
    entries += (_entry("step", each.values, each) for each in detail.steps)
    lines = (({"made_on": str(each.made_on), "text": each.text}, each) for each in detail.progress)
    entries += (_entry("progress", values, each) for values, each in lines if each.actor == actor)
    own = (note for note in detail.notes if note.actor == actor)
    return (*entries, *(RemovableItem("note", note.text, note.at, note.actor) for note in own))


def _entry(
    field: str, values: Mapping[str, str | None], made: DeclinedEntry | ProgressEntry | StepEntry
) -> RemovableItem:
    return RemovableItem(field, dump_entry(USER_FIELDS[field], values), made.at, made.actor)


class LoadedDetail(NamedTuple):
    """A record's detail, the rows of the directives that it names, and the agencies that its history names."""

    detail: RecordDetail
    directives: Mapping[str, DirectiveRow]
    agencies: Mapping[str, RecordRef]


def load_detail(reader: Reader, record: str) -> LoadedDetail:
    """Return everything about a record of any kind; raises `UnknownRecordError`."""
    detail = reader.detail(record)
    ids = {named.id for named in _names_in(detail.body) if named.kind is RecordKind.DIRECTIVE}
    with reader.connection() as connection:
        agencies = agencies_of(connection, detail.history)
    if not ids:
        return LoadedDetail(detail, {}, agencies)
    rows = reader.by_ids(reader.compile_filter(RecordKind.DIRECTIVE), sorted(ids))
    return LoadedDetail(detail, {row.id: row for row in rows if isinstance(row, DirectiveRow)}, agencies)


def _names_in(value: object) -> Iterator[RecordRef]:
    if isinstance(value, RecordRef):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _names_in(part)


__all__ = ["Formatter", "LoadedDetail", "build_detail", "formatter_of", "load_detail"]

_KINDS: dict[RecordKind, Callable[[Any, DetailBuilder], Lines]] = {
    RecordKind.ARTICLE: article,
    RecordKind.DOCUMENT: document,
    RecordKind.ORGANISATION: organisation,
    RecordKind.THEME: theme,
    RecordKind.CONFERENCE: conference,
    RecordKind.OFFICIAL: official,
    RecordKind.FAMILY: family,
    RecordKind.DIRECTIVE: directive,
    RecordKind.AGREEMENT: agreement,
    RecordKind.MARKET: market,
    RecordKind.COMPANY: company,
    RecordKind.FIGURE: figure,
    RecordKind.RESULT: result,
}
require_complete("services.detail_lines", _KINDS)


def build_detail(loaded: LoadedDetail, formatter: Formatter) -> tuple[DetailLine, ...]:
    """Return everything about a record."""
    builder = DetailBuilder(formatter, loaded.detail.id, loaded.directives, loaded.agencies)
    detail = loaded.detail
    own = _KINDS[detail.kind](detail.body, builder)
    return (
        *_head(detail, builder),
        *corrections(detail.corrections, builder),
        *([BLANK] if own and own[0] is not BLANK else []),
        *own,
        *steps(detail.steps, builder),
        *progress(detail.progress, builder),
        *reviews(detail.reviews, builder),
        *notes(detail.notes, builder),
        *sources(detail, builder),
        *inferences(detail.inferred, builder),
        *remark(detail, builder),
        *history(detail.history, builder),
    )


def _head(detail: RecordDetail, builder: DetailBuilder) -> Lines:
    first, second = detail.name.vi, detail.name.en
    if builder.formatter.language is Language.EN and second:
        first, second = second, first
    lines = [line(first, "strong")]
    if second and second != first:
        lines.append(line(second, "muted"))
    if detail.is_own:
        lines.append(line(builder.translate("own-record"), "key"))
    if detail.is_withdrawn:
        lines.append(line(builder.translate("withdrawn"), "alarm"))
    return lines
