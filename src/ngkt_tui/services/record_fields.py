"""Records given field by field, as a command line or a form gives them: flat names and texts become a digest's values.

A bilingual text is two fields, `text` and `text-en`; a stretch of time four. The fields of an entry of a list stand
beside those of the record: the stage of an agreement's observation is `stage`. Other records are named by id or name.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, get_args

from ngkt_tui.digest.model.base_models import Citation, DigestModel, Period
from ngkt_tui.digest.model.introspection import model_fields
from ngkt_tui.digest.model.records import FamilyItem, Repeat
from ngkt_tui.digest.model.whole_digest import MODELS
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import UsageError
from ngkt_tui.domain.suggestions import closest_match
from ngkt_tui.domain.text import first_control_char
from ngkt_tui.domain.typed_dates import Aim, DateParseError, read_period
from ngkt_tui.domain.words import LazyText
from ngkt_tui.query.filter.filter_spec import ValueMistakeError
from ngkt_tui.query.lookup import find
from ngkt_tui.services.agencies import agencies_called
from ngkt_tui.services.reader import Reader

Given = Mapping[str, Sequence[str]]
"""Fields by their flat names, each with the texts that were given for it."""

_MODELS = {model.kind_of_record: model for model in MODELS.values()}
_NOT_TYPED = {"id", "inferred", "was", "corrects", "sources"}


class FlatField(NamedTuple):
    """A field under its flat name: where its value stands in the record, and what it is."""

    name: str
    path: tuple[str, ...]
    """The names that lead to it; a list of entries is one of them, where it is of the first entry."""
    kind: type | None = None
    """What a text of it is read as: a number, a date, a truth; `None` for a text."""
    records: frozenset[RecordKind] = frozenset()
    """The kinds of records that it may name."""
    choices: tuple[str, ...] = ()
    is_many: bool = False
    entry: type[DigestModel] | None = None
    """The kind of entry that it makes one of each text."""


@cache
def flat_fields(kind: RecordKind) -> dict[str, FlatField]:
    """Return the fields that a record of `kind` can be given, by their flat names."""
    fields: dict[str, FlatField] = {}
    for each in _fields_of(_MODELS[kind], ()):
        fields.setdefault(each.name, each)
    return fields


def required_fields(kind: RecordKind) -> tuple[str, ...]:
    """Return the flat names of the fields that a record of `kind` must be given."""
    model = _MODELS[kind]
    needed = (name for name in model.required if name not in model.article_only)
    return tuple(name.replace("_", "-") for name in needed if (kind, name) != (RecordKind.DIRECTIVE, "kind"))


def naming_field(kind: RecordKind) -> str:
    """Return the flat name of the field that names a record of `kind`, or holds what it says."""
    return next(name for name in ("name", "text", "title", "label") if name in _MODELS[kind].model_fields)


def has_sources(kind: RecordKind) -> bool:
    """Return whether a record of `kind` carries its sources itself."""
    return "sources" in _MODELS[kind].model_fields


def entry_lists(kind: RecordKind) -> frozenset[str]:
    """Return the lists of a record of `kind` whose entries have fields of their own."""
    return frozenset(part.name for part in model_fields(_MODELS[kind]).parts if part.many)


def entry_list(kind: RecordKind) -> str | None:
    """Return the list of a record of `kind` whose entries carry the sources; `None` where the record does itself."""
    model = _MODELS[kind]
    if has_sources(kind):
        return None
    return next((part.name for part in model_fields(model).parts if part.part.must_be_cited), None)


def _fields_of(model: type[DigestModel], path: tuple[str, ...]) -> Iterator[FlatField]:
    form = model_fields(model)
    references = {each.name: each for each in form.references}
    parts = {each.name: each for each in form.parts}
    for name, field in model.model_fields.items():
        if name in _NOT_TYPED:
            continue
        flat, at = name.replace("_", "-"), (*path, name)
        if name in form.texts:
            yield from (FlatField(flat, (*at, "vi")), FlatField(f"{flat}-en", (*at, "en")))
        elif name in references:
            yield FlatField(flat, at, records=references[name].kinds, is_many=references[name].many)
        elif name in parts:
            yield from _fields_of_part(flat, parts[name].part, at)
        else:
            scalar = _scalar(field.annotation)
            choices = tuple(scalar) if issubclass(scalar, StrEnum) else ()
            yield FlatField(flat, at, scalar, choices=choices, is_many=_is_list(field.annotation))


def _fields_of_part(flat: str, part: type[DigestModel], at: tuple[str, ...]) -> Iterator[FlatField]:
    if part is Period:
        yield from (FlatField(flat, (*at, "text", "vi")), FlatField(f"{flat}-en", (*at, "text", "en")))
        yield from (FlatField(f"{flat}-{end}", (*at, end), date) for end in ("start", "end"))
    elif part in (Repeat, FamilyItem):
        yield FlatField(flat, at, is_many=True, entry=part)
    elif part is not Citation:
        yield from _fields_of(part, at)


def _scalar(annotation: Any) -> type:
    if isinstance(annotation, type):
        return annotation
    found = (_scalar(each) for each in get_args(annotation) if each not in (type(None), ...))
    return next((each for each in found if each is not type(None)), str)


def _is_list(annotation: Any) -> bool:
    return getattr(annotation, "__origin__", None) is tuple


def values_of(reader: Reader, kind: RecordKind, given: Given) -> dict[str, Any]:
    """Return the values of a record of `kind` that fields are given for.

    Raises `UsageError` for a field that it does not have, for one given twice, and for a value that it cannot take.
    """
    fields = flat_fields(kind)
    values: dict[str, Any] = {}
    for name, texts in given.items():
        field = fields.get(name) or fields.get(f"{name}s") or fields.get(f"{name}es")
        if field is None:
            nearest = closest_match(name, fields)
            names = ", ".join(f"--{each}" for each in fields)
            values_told = {"name": f"--{name}", "nearest": f"--{nearest}" if nearest else "", "names": names}
            raise _wrong("no-record-field-near" if nearest else "no-record-field", kind=kind, **values_told)
        if len(texts) > 1 and not field.is_many:
            raise _wrong("given-twice", name=f"--{name}")
        _require_printable(texts)
        _put(values, field.path, _read(reader, field, texts), kind)
    return values


def _require_printable(texts: Sequence[str]) -> None:
    """Raise `UsageError` for a character that no digest may hold."""
    codes = (first_control_char(" ".join(text.split())) for text in texts)
    if code := next(filter(None, codes), ""):
        raise UsageError(detail=LazyText("fault.unsafe", {"code": code}))


def _put(values: dict[str, Any], path: tuple[str, ...], value: Any, kind: RecordKind) -> None:
    entries = entry_lists(kind)
    into = values
    for step in path[:-1]:
        into = into.setdefault(step, [{}])[0] if step in entries else into.setdefault(step, {})
    into[path[-1]] = value


def _read(reader: Reader, field: FlatField, texts: Sequence[str]) -> Any:
    if field.records:
        return _named(reader, field, texts)
    if field.entry is not None:
        return [_entry(reader, field, text) for text in texts]
    read = [_value(reader, field, text) for text in texts]
    return read if field.is_many else read[0]


def _named(reader: Reader, field: FlatField, texts: Sequence[str]) -> Any:
    if field.records == {RecordKind.ORGANISATION} and field.is_many:
        return list(agencies_called(reader, texts))
    ids = [record_called(reader, tuple(field.records), text, field.name) for text in texts]
    return ids if field.is_many else ids[0]


def record_called(reader: Reader, kinds: Sequence[RecordKind], typed: str, name: str) -> str:
    """Return the id of the one record of `kinds` called `typed`; raises `UsageError`."""
    if RecordKind.ORGANISATION in kinds and len(kinds) == 1:
        return agencies_called(reader, [typed])[0] if typed.strip() else ""
    try:
        with reader.connection() as connection:
            return find(connection, kinds, typed)[0]
    except ValueMistakeError as mistake:
        candidates, nearest = mistake.values.get("candidates"), mistake.nearest
        key = "several-records" if candidates else "no-record-near" if nearest else "no-record"
        raise _wrong(key, name=f"--{name}", word=typed, candidates=candidates or "", nearest=nearest) from mistake


def _entry(reader: Reader, field: FlatField, text: str) -> dict[str, Any]:
    """Return the entry of a text: `ID:how` of a repetition, `ID` or words of an item of a family."""
    if field.entry is Repeat:
        named, _, how = text.rpartition(":") if ":" in text else (text, "", "same")
        return {"directive": record_called(reader, (RecordKind.DIRECTIVE,), named, field.name), "how": how}
    with reader.connection() as connection:
        try:
            return {"directives": list(find(connection, (RecordKind.DIRECTIVE,), text))}
        except ValueMistakeError:
            return {"text": {"vi": text}}


_TRUTHS = {"yes": True, "true": True, "có": True, "1": True, "no": False, "false": False, "không": False, "0": False}


def _value(reader: Reader, field: FlatField, text: str) -> Any:
    if field.kind is date:
        return _day(reader, field, text)
    if field.kind is bool and text.strip().lower() in _TRUTHS:
        return _TRUTHS[text.strip().lower()]
    if field.kind in (int, float):
        try:
            return (
                int(text) if field.kind is int or text.strip().lstrip("-").isdigit() else float(text.replace(",", "."))
            )
        except ValueError:
            return text  # told by the model
    return text.strip()


def _day(reader: Reader, field: FlatField, text: str) -> str:
    try:
        return read_period(text, reader.context.today(), Aim.PAST).last.isoformat()
    except DateParseError as unclear:
        raise _wrong("bad-value", name=f"--{field.name}", detail=unclear.message) from unclear


def _wrong(problem: str, **values: object) -> UsageError:
    return UsageError(detail=LazyText(f"usage.{problem}", values))
