"""The fields of a record as lines of text: what a line means in a field, and what a field says as a line."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import UsageError
from ngkt_tui.domain.stored_values import stored_date, undamaged
from ngkt_tui.domain.words import format_date
from ngkt_tui.query.filter.filter_spec import ValueMistakeError
from ngkt_tui.query.lookup import find
from ngkt_tui.query.names import load_refs
from ngkt_tui.services.correction import present_body
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.record_fields import FlatField, entry_list, entry_lists, flat_fields, values_of
from ngkt_tui.services.record_form import AskedField, asked_fields

SEPARATOR = "; "
"""What stands between the values of a field that has several."""
_CALLED_BY_NAME = frozenset(
    {
        RecordKind.ORGANISATION,
        RecordKind.OFFICIAL,
        RecordKind.THEME,
        RecordKind.AGREEMENT,
        RecordKind.MARKET,
        RecordKind.COMPANY,
    }
)
"""The kinds of records that a field names by what they are called; others by their ids."""


def texts_of(field: FlatField, typed: str) -> list[str]:
    """Return the values that a line holds: several where the field has several, apart by semicolons."""
    if not field.is_many or field.choices:
        return [typed]
    return [part.strip() for part in typed.split(";") if part.strip()]


def meaning_of(reader: Reader, kind: RecordKind, field: FlatField, typed: str) -> str:
    """Return in words what a text means in a field, nothing where it is plain; raises `UsageError`."""
    value = _within(values_of(reader, kind, {field.name: texts_of(field, typed)}), field.path)
    if field.kind is date:
        return format_date(undamaged(stored_date(str(value))), reader.context.language)
    ids = [name for each in (value if isinstance(value, list) else [value]) for name in _named_in(each)]
    if not (field.records or field.entry):
        return ""
    with reader.connection() as connection:
        refs = load_refs(connection, ids)
    return SEPARATOR.join(refs[each].name(reader.context.language) for each in ids if each in refs)


def _named_in(value: Any) -> Sequence[str]:
    """Return the records that a value names, itself or within an entry."""
    if not isinstance(value, Mapping):
        return (str(value),)
    return value.get("directives", ()) or ((value["directive"],) if "directive" in value else ())


def kinds_named(field: FlatField) -> tuple[RecordKind, ...]:
    """Return the kinds of records that a field names, itself or within its entries."""
    return tuple(sorted(field.records)) or ((RecordKind.DIRECTIVE,) if field.entry else ())


def name_to_type(reader: Reader, record: str) -> str:
    """Return what a field is given to name a record: its name where that means no other one, else its id."""
    with reader.connection() as connection:
        ref = load_refs(connection, [record]).get(record)
        if ref is None or ref.kind not in _CALLED_BY_NAME:
            return record
        name = ref.short(reader.context.language)
        try:
            is_clear = find(connection, (ref.kind,), name) == (record,)
        except ValueMistakeError:
            is_clear = False
    return name if is_clear and ";" not in name else record


class PresentFields(NamedTuple):
    """What a record says, by the flat names of its fields, as texts that its form would take."""

    kind: RecordKind
    texts: Mapping[str, str]
    of_digests: Mapping[str, str]
    """What digests say, `corrected` or not; nothing where users made the record."""
    corrected: frozenset[str]


def present_fields(reader: Reader, record: str) -> PresentFields:
    """Return what the form that corrects a record begins with."""
    kind = reader.find(record).kind
    with reader.connection() as connection:
        present, digests = present_body(connection, record, kind)
    corrects = frozenset(present.get("corrects", ()))
    fields = flat_fields(kind)
    corrected = frozenset(name for name, field in fields.items() if field.path[0] in corrects)
    return PresentFields(kind, _texts(reader, kind, present), _texts(reader, kind, digests), corrected)


def correctable_fields(present: PresentFields) -> tuple[AskedField, ...]:
    """Return the fields of a record that can be corrected one by one, those that say something first."""
    parts = entry_lists(present.kind)
    asked = [
        each
        for each in asked_fields(present.kind)
        if each.field.entry or each.field.path[0] not in parts or each.field.path[0] == entry_list(present.kind)
    ]
    asked = [each for each in asked if each.name in present.texts]
    fields = [each._replace(is_first=bool(present.texts[each.name])) for each in asked]
    places = {each.name: number for number, each in enumerate(fields)}
    return tuple(sorted(fields, key=lambda each: (not each.is_first, places.get(each.name.removesuffix("-en"), 0))))


def _texts(reader: Reader, kind: RecordKind, body: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields of a body as texts; one that no text gives back as it is is left out."""
    texts: dict[str, str] = {}
    for name, field in flat_fields(kind).items():
        value = _within(body, field.path)
        text = "" if value is None else _text(reader, field, value)
        if not field.is_many or not text or _is_given_back(reader, kind, field, text, value):
            texts[name] = text
    return texts


def _text(reader: Reader, field: FlatField, value: Any) -> str:
    if isinstance(value, list):
        return SEPARATOR.join(_text(reader, field, each) for each in value)
    if isinstance(value, Mapping):
        if "how" in value:
            return f"{value['directive']}:{value['how']}"
        return ",".join(value.get("directives", ())) or str(value.get("text", {}).get("vi", ""))
    if field.records:
        return name_to_type(reader, str(value))
    if field.kind is date:
        return format_date(undamaged(stored_date(str(value))), reader.context.language)
    return str(value)


def _is_given_back(reader: Reader, kind: RecordKind, field: FlatField, text: str, value: Any) -> bool:
    try:
        given = values_of(reader, kind, {field.name: texts_of(field, text)})
    except UsageError:
        return False
    return bool(_within(given, field.path) == value)


def _within(body: Mapping[str, Any], path: Sequence[str]) -> Any:
    """Return what stands at the end of a path; of a list of entries, in the last one."""
    value: Any = body
    for step in path:
        if isinstance(value, list):
            value = value[-1] if value else None
        value = value.get(step) if isinstance(value, Mapping) else None
    return value
