"""Scopes: the labels of their records, and the scope of a saved view.

An id decides, not the kind written beside it; a renamed record is followed.
"""

from collections.abc import Sequence

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.errors import FilterError, UnknownRecordError, UsageError
from ngkt_tui.domain.readable import Moment, Readable
from ngkt_tui.domain.stored_values import Damaged, undamaged
from ngkt_tui.domain.words import LazyText, format_date, localized, translate
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.former_ids import present_id
from ngkt_tui.query.names import RecordRef
from ngkt_tui.query.record_heads import StoredScope, known
from ngkt_tui.query.scope import CHIP_KINDS, Scope, ScopeItem, chip_names
from ngkt_tui.services.agencies import agencies_called
from ngkt_tui.services.reader import Reader


def label_scope(connection: Readable, scope: Scope) -> Scope:
    """Return what each chip is called; one whose record is gone, or can be no chip, is left out."""
    names = (each for each in chip_names(connection, scope) if each.kind in CHIP_KINDS)
    return tuple(ScopeItem(each.kind, each.id, *_label(each)) for each in names)


def scope_words(connection: Readable, scope: Scope, language: Language) -> tuple[str, ...]:
    """Return what each chip is, and what it is called, in `language`."""
    return tuple(
        f"{translate(language, f'record.{chip.kind}')} {localized(language, chip.label_vi, chip.label_en)}"
        for chip in label_scope(connection, scope)
    )


def _label(record: RecordRef) -> tuple[str, str | None]:
    day = undamaged(record.date) if record.kind is RecordKind.CONFERENCE else None
    if day is not None:
        return format_date(day, Language.VI), format_date(day, Language.EN)
    return record.short_vi or record.vi, record.short_en or record.en


class ScopeError(Exception):
    """Nothing can be narrowed to what was named. `message` is the reason."""

    def __init__(self, message: LazyText) -> None:
        super().__init__(message.key, message.values)
        self.message = message


def kept_scope(connection: Readable, pairs: StoredScope | Damaged) -> Scope:
    """Return the scope that a saved view keeps. Raises `ScopeError`."""
    if isinstance(pairs, Damaged):
        raise ScopeError(LazyText("view.problem.scope"))
    return scope_of(connection, [id for _, id in pairs])


def scope_of(connection: Readable, ids: Sequence[str]) -> Scope:
    """Return the scope of the records with these ids, in their order. Raises `ScopeError`."""
    present = [present_id(connection, each) for each in ids]
    heads = known(connection, present)
    chips: list[ScopeItem] = []
    for named, id in zip(ids, present, strict=True):
        head = heads.get(id)
        if head is None:
            raise ScopeError(LazyText("view.problem.gone", {"id": named}))
        if head.kind not in CHIP_KINDS:
            kind = LazyText(f"record.{head.kind}")
            raise ScopeError(LazyText("view.problem.kind", {"id": named, "kind": kind}))
        chip = ScopeItem(head.kind, id)
        if chip not in chips:
            chips.append(chip)
    return tuple(chips)


def scope_item_called(reader: Reader, typed: str) -> ScopeItem:
    """Return the agency or conference that a paper is for, by id or name; raises `UsageError`."""
    try:
        head = reader.find(reader.full_ids([typed])[0])
    except UnknownRecordError:
        (agency, *others) = agencies_called(reader, [typed])
        if others:
            raise UsageError(detail=LazyText("usage.for-one-agency", {"word": typed})) from None
        return ScopeItem(RecordKind.ORGANISATION, agency)
    if head.kind not in (RecordKind.ORGANISATION, RecordKind.CONFERENCE):
        problem = LazyText("view.problem.kind", {"id": typed, "kind": LazyText(f"record.{head.kind}")})
        raise UsageError(detail=problem)
    return ScopeItem(head.kind, head.id)


def filter_problem(connection: Readable, moment: Moment, kind: RecordKind, text: str, scope: Scope) -> LazyText | None:
    """Return what is wrong with the filter of a view, `None` where nothing is."""
    try:
        compile_filter(connection, kind, moment, parse(text, kind), scope)
    except FilterError as error:
        return LazyText("view.problem.filter", {"problem": LazyText(str(error.values["problem"]), error.values)})
    return None
