"""Every field of the filter language, by both its names."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from ngkt_tui.domain import enums
from ngkt_tui.domain.counting_form import CountingCategory
from ngkt_tui.domain.enums import Language, RecordKind, Status
from ngkt_tui.domain.record_kinds import RECORD_KINDS
from ngkt_tui.domain.text import strip_diacritics
from ngkt_tui.query.clarity import is_lacking
from ngkt_tui.query.filter.fields import CompileContext, FilterField
from ngkt_tui.query.filter.fields.day_fields import DueField, period_fields
from ngkt_tui.query.filter.fields.reference_fields import ConferenceField, PersonField, ReferenceField, ThreadField
from ngkt_tui.query.filter.fields.word_fields import TextField, Vocabulary, VocabularyField
from ngkt_tui.query.filter.filter_spec import MINE, FieldName, Sort, Spelling
from ngkt_tui.query.relations import is_tied, related
from ngkt_tui.query.reminders import AWAITING
from ngkt_tui.query.repetitions import IS_REPEATED
from ngkt_tui.query.responsible import agencies_of
from ngkt_tui.query.sql import (
    CELL,
    CONFIRMED,
    EVIDENCED,
    IS_NEW,
    IS_OPEN,
    IS_OWN,
    NATURE,
    SILENT_DAYS,
    UNTOUCHED,
)
from ngkt_tui.query.stages import newest_stage

DIRECTIVE = frozenset({RecordKind.DIRECTIVE})
LISTED = frozenset(RecordKind)
CITED = frozenset(spec.kind for spec in RECORD_KINDS.values() if spec.is_cited)

SORTS: Mapping[RecordKind, tuple[Sort, ...]] = {
    kind: (Sort.CONFERENCE, Sort.MATCH) if spec.is_of_conference or kind is RecordKind.CONFERENCE else (Sort.MATCH,)
    for kind, spec in RECORD_KINDS.items()
} | {RecordKind.DIRECTIVE: tuple(Sort)}

SORT_NAME = "xep"
"""The Vietnamese name of `sort:`, which is no condition and therefore no `FilterField`."""


def sort_words(kind: RecordKind) -> Vocabulary:
    """Return what records of `kind` can be sorted by."""
    return Vocabulary(tuple(SORTS[kind]), "filter.sort")


def _listed_in(column: str, question: CompileContext, values: Sequence[str]) -> str:
    return f"{column} IN ({', '.join(question.bindings.add(value) for value in values)})"


def _status(question: CompileContext, values: Sequence[str]) -> str:
    # Nearly all are unrated at first: then no index of statuses leads to them, even where all are read.
    column = "coalesce(it.status, '')" if Status.UNRATED in values else "+it.status"
    return _listed_in(column, question, values)


def _kind(question: CompileContext, values: Sequence[str]) -> str:
    return _listed_in("+it.kind", question, values)


def _stage(question: CompileContext, values: Sequence[str]) -> str:
    return _listed_in(f"coalesce({newest_stage()}, 'unknown')", question, values)


def _nature(question: CompileContext, values: Sequence[str]) -> str:
    return _listed_in(NATURE.format(it="it"), question, values)


def _importance(question: CompileContext, values: Sequence[str]) -> str:
    return _listed_in("coalesce(CAST(it.importance AS TEXT), 'none')", question, values)


def _cell(question: CompileContext, values: Sequence[str]) -> str:
    return _listed_in(f"({CELL.format(it='it')})", question, values)


def _clear(_question: CompileContext, values: Sequence[str]) -> str:
    return is_lacking(*values)


def _is(question: CompileContext, values: Sequence[str]) -> str:
    return " OR ".join(_state(question, value) for value in values)


def _state(question: CompileContext, value: str) -> str:
    if value == "open":
        return IS_OPEN
    if value == MINE:
        return _organisation(question.kind, question.bindings.add_list(question.unit))
    if value == "new":
        seen = question.moment.last_seen()
        return IS_NEW.format(seen="NULL" if seen is None else question.bindings.add(seen))
    if value == "horizon-ended":
        day = question.bindings.add(question.moment.day.isoformat())
        return f"({IS_OPEN} AND it.due IS NULL AND it.horizon_end < {day})"
    if value == "step-overdue":
        day = question.bindings.add(question.moment.day.isoformat())
        return f"+it.id IN (SELECT next_step.record FROM next_step WHERE {IS_STEP_OPEN} AND next_step.due < {day})"
    if value == "answer-overdue":
        day = question.bindings.add(question.moment.day.isoformat())
        late = f"SELECT reminder.record FROM reminder WHERE reminder.reply_by < {day} AND {AWAITING}"
        return f"({IS_OPEN} AND +it.id IN ({late}))"
    if value == "silent":
        zone = question.bindings.add(question.moment.zone)
        since = question.bindings.add((question.moment.day - timedelta(days=SILENT_DAYS)).isoformat())
        return f"({IS_OPEN} AND {UNTOUCHED.format(zone=zone, since=since)})"
    return _STATES[value]


IS_STEP_OPEN = "next_step.done_on IS NULL"

_STATES = {
    "repeated": IS_REPEATED,
    "reported": "it.status = 'reported'",
    "confirmed": CONFIRMED,
    "reminded": "+it.id IN (SELECT reminder.record FROM reminder)",
    "transfer": "it.transfer IS NOT NULL",
    "evidenced": EVIDENCED,
    "noted": "+it.id IN (SELECT note.record FROM note)",
    "step-open": f"+it.id IN (SELECT next_step.record FROM next_step WHERE {IS_STEP_OPEN})",
    "withdrawn": "+it.id IN (SELECT kept.id FROM record AS kept WHERE kept.withdrawn = 1)",
    "own": IS_OWN,
    "corrected": "+it.id IN (SELECT mended.id FROM record AS mended WHERE mended.corrected = 1)",
}
_SHORT_STATES = {
    MINE: "của tôi",
    "new": "mới",
    "horizon-ended": "hết kỳ",
    "repeated": "nhắc lại",
    "reported": "đã báo cáo",
    "reminded": "đã đôn đốc",
    "transfer": "đề xuất chuyển",
    "answer-overdue": "trả lời quá hạn",
    "silent": "lâu chưa cập nhật",
    "step-open": "còn bước",
    "step-overdue": "bước quá hạn",
    "withdrawn": "đã rút",
    "own": "của đơn vị",
    "corrected": "đã chỉnh",
}
_STATES_OF_ALL = Vocabulary(
    ("new", "noted", "own", "corrected", "step-open", "step-overdue", "withdrawn"), "filter.is", _SHORT_STATES
)
_STATES_OF_DIRECTIVES = Vocabulary(
    ("open", MINE, "new", *_STATES, "silent", "answer-overdue", "horizon-ended", "step-overdue"),
    "filter.is",
    _SHORT_STATES,
)

_KINDS = {
    kind: Vocabulary(tuple(spec.vocabulary), spec.vocabulary_words)
    for kind, spec in RECORD_KINDS.items()
    if spec.vocabulary
}


def _organisation(kind: RecordKind, ids: str) -> str:
    return related(kind, RecordKind.ORGANISATION, ids)


def _lead(_kind: RecordKind, ids: str) -> str:
    return f"+it.position IN (SELECT owed.position FROM {agencies_of('lead', targets=f'IN {ids}')} AS owed)"


def _family(_kind: RecordKind, ids: str) -> str:
    return f"+it.id IN (SELECT family_item.directive FROM family_item WHERE family_item.family IN {ids})"


def _source(_kind: RecordKind, ids: str) -> str:
    return f"+it.id IN (SELECT source.record FROM source WHERE source.article IN {ids})"


_IN_NO_ARTICLE = "NOT EXISTS (SELECT 1 FROM source WHERE source.record = it.id AND source.article IS NOT NULL)"


def _tied_to(target: RecordKind) -> frozenset[RecordKind]:
    return frozenset(kind for kind in LISTED if is_tied(kind, target))


def _reference(name: FieldName, vietnamese: str, target: RecordKind, without: str = "") -> ReferenceField:
    kinds = _tied_to(target)
    return ReferenceField(name, vietnamese, kinds, (target,), lambda kind, ids: related(kind, target, ids), without)


def _names_no(relation: str) -> str:
    """Return what holds of a directive that names nothing so: an index has where those that do lie."""
    return f"NOT EXISTS (SELECT 1 FROM link WHERE link.position = it.position AND link.relation = '{relation}')"


_STATUSES = Vocabulary(tuple(Status), "status", {Status.DONE: "xong"})  # “xong” is what the key line calls a tick
_NATURES = Vocabulary((*enums.Nature, enums.UNJUDGED), "nature", {enums.UNJUDGED: "chưa xác định"})
_ASPECTS = Vocabulary(tuple(enums.ClearAspect), "clear")
_IMPORTANCE = Vocabulary(("1", "2", "3", "none"), "importance", {"1": "1", "2": "2", "3": "3"})
_ISSUERS = (RecordKind.OFFICIAL, RecordKind.ORGANISATION, RecordKind.CONFERENCE)

FIELDS: dict[FieldName, FilterField] = {
    field.name: field
    for field in (
        VocabularyField(FieldName.STATUS, "tt", {RecordKind.DIRECTIVE: _STATUSES}, _status),
        ConferenceField(
            FieldName.CONFERENCE,
            "hn",
            LISTED,
            (RecordKind.CONFERENCE,),
            lambda kind, ids: related(kind, RecordKind.CONFERENCE, ids),
        ),
        ReferenceField(
            FieldName.AGENCY, "cq", _tied_to(RecordKind.ORGANISATION), (RecordKind.ORGANISATION,), _organisation
        ),
        ReferenceField(FieldName.NAMED, "dichdanh", DIRECTIVE, (RecordKind.ORGANISATION,), _organisation),
        ReferenceField(FieldName.LEAD, "chutri", DIRECTIVE, (RecordKind.ORGANISATION,), _lead),
        PersonField(
            FieldName.BY,
            "nguoi",
            _tied_to(RecordKind.OFFICIAL),
            _ISSUERS,
            lambda kind, ids: related(kind, RecordKind.OFFICIAL, ids),
            _names_no("issuer"),
        ),
        _reference(FieldName.THEME, "cd", RecordKind.THEME, _names_no("theme")),
        _reference(FieldName.MARKET, "thitruong", RecordKind.MARKET),
        _reference(FieldName.AGREEMENT, "hd", RecordKind.AGREEMENT),
        _reference(FieldName.DOCUMENT, "vb", RecordKind.DOCUMENT),
        ReferenceField(FieldName.SOURCE, "nguon", CITED, (RecordKind.ARTICLE,), _source, _IN_NO_ARTICLE),
        VocabularyField(FieldName.KIND, "loai", _KINDS, _kind),
        ReferenceField(FieldName.FAMILY, "nhom", DIRECTIVE, (RecordKind.FAMILY,), _family),
        ThreadField(FieldName.THREAD, "mach", DIRECTIVE, (RecordKind.DIRECTIVE,), lambda _, ids: f"it.id IN {ids}"),
        VocabularyField(FieldName.NATURE, "tinhchat", {RecordKind.DIRECTIVE: _NATURES}, _nature),
        DueField(),
        *period_fields(DIRECTIVE, LISTED),
        VocabularyField(FieldName.IMPORTANCE, "quantrong", {RecordKind.DIRECTIVE: _IMPORTANCE}, _importance),
        TextField(FieldName.PRODUCT, "sanpham", RecordKind.DIRECTIVE, "product"),
        VocabularyField(FieldName.CLEAR, "ro", {RecordKind.DIRECTIVE: _ASPECTS}, _clear),
        VocabularyField(
            FieldName.CELL, "o", {RecordKind.DIRECTIVE: Vocabulary(tuple(CountingCategory), "cell")}, _cell
        ),
        VocabularyField(
            FieldName.STAGE,
            "gd",
            {RecordKind.AGREEMENT: Vocabulary((*enums.Stage, "unknown"), "stage")},
            _stage,
        ),
        VocabularyField(
            FieldName.IS,
            "la",
            {kind: _STATES_OF_DIRECTIVES if kind in DIRECTIVE else _STATES_OF_ALL for kind in LISTED},
            _is,
        ),
    )
}
"""The fields by their canonical names."""

BY_TYPED_NAME: dict[str, FieldName] = {
    **{str(name): name for name in FieldName},
    **{field.vietnamese: name for name, field in FIELDS.items()},
    SORT_NAME: FieldName.SORT,
}
"""The canonical name by everything that may be typed for it."""


def field_called(typed: str) -> FieldName | None:
    """Return the field that is typed `typed`, in either language, accents and hyphens or not; `None` for no field."""
    return BY_TYPED_NAME.get(strip_diacritics(typed).replace("-", ""))


def name_in(language: Language, name: FieldName) -> str:
    """Return the name of a field, or of `sort:`, in `language`."""
    if language is Language.EN:
        return name.value
    return SORT_NAME if name is FieldName.SORT else FIELDS[name].vietnamese


def names_of(kind: RecordKind, typed: str) -> tuple[str, ...]:
    """Return the fields that records of `kind` have, in the language in which another one was typed."""
    own = [(name, field.vietnamese) for name, field in FIELDS.items() if kind in field.kinds]
    is_english = strip_diacritics(typed) in tuple(FieldName)
    return tuple(f"{name if is_english else vietnamese}:" for name, vietnamese in (*own, (FieldName.SORT, SORT_NAME)))


def spelling_in(language: Language, kind: RecordKind) -> Spelling:
    """Return the spelling of `language`, for a filter of records of `kind`."""
    return Spelling(
        name=lambda name: name_in(language, name),
        value=lambda name, value: FIELDS[name].written(value, kind, language),
        sort=lambda by: sort_words(kind).written(by, language),
    )
