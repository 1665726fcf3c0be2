"""References and origins: each names a record or a paragraph that there is, of the right kind."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ngkt_tui.digest.checks import Index
from ngkt_tui.digest.faults import FieldPath, Issue
from ngkt_tui.digest.load import DraftRecord
from ngkt_tui.digest.model.base_models import Citation, DigestModel, Record
from ngkt_tui.digest.model.introspection import model_fields, sources, walk_nested
from ngkt_tui.digest.validation_errors import field_names
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.suggestions import closest_match

_MAX_SUGGESTIONS = 30
"""Looking for a near id among many costs time; after so many dangling references nobody reads suggestions."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_Use = tuple[FieldPath, str, frozenset[RecordKind]]


def check_references(index: Index) -> Iterator[Issue]:
    """Yield references to no record, to one of the wrong kind, and to the record itself."""
    suggest = _suggestions(index)
    for own, (at, target, kinds) in _all_uses(index):
        kind = index.kind(target)
        if kind in kinds and target != own:
            continue
        if target == own:
            yield Issue(at, "itself", {"id": target})
        elif kind is not None:
            yield Issue(at, "wrong-kind", {"id": target, "kind": kind, "kinds": _in_order(kinds)})
        elif not index.open_ended:
            yield Issue(at, "dangling", {"id": target, "nearest": suggest(target, kinds)})


def _all_uses(index: Index) -> Iterator[tuple[object, _Use]]:
    """Yield every reference with the id of its record, those of records that are not valid in themselves too."""
    for path, record in index.entries:
        yield from ((record.id, use) for use in uses(record, path))
    for broken in index.draft.broken_records:
        yield from ((broken.values.get("id"), use) for use in _plain_uses(broken.model, broken.values, broken.path))


def _plain_uses(model: type[DigestModel], values: Mapping[str, Any], path: FieldPath) -> Iterator[_Use]:
    """Yield the references of plain values that `model` should have been made of; what is no id is passed over."""
    for name, kinds, many in model_fields(model).references:
        for within, target in _plain_entries(values.get(name), many):
            if isinstance(target, str) and _ID.fullmatch(target):
                yield (*path, name, *within), target, kinds
    for name, part, many in model_fields(model).parts:
        for within, each in _plain_entries(values.get(name), many):
            if isinstance(each, dict):
                yield from _plain_uses(part, each, (*path, name, *within))


def _plain_entries(value: object, many: bool) -> Iterator[tuple[FieldPath, object]]:
    if not many:
        yield (), value
    elif isinstance(value, list):
        yield from (((number,), each) for number, each in enumerate(value))


def unchecked_references(index: Index) -> Iterator[Issue]:
    """Yield the references that only a digest which is not at hand can define, each id once."""
    if not index.open_ended:
        return
    seen: set[str] = set()
    for path, record in index.entries:
        for at, target, _ in uses(record, path):
            if target not in seen and index.kind(target) is None:
                seen.add(target)
                yield Issue(at, "unchecked", {"id": target})


def uses(part: DigestModel, path: FieldPath) -> Iterator[_Use]:
    """Yield every reference of `part` and of what stands within: its path, the id, and the kinds it may name."""
    given = part.model_fields_set
    for name, kinds, many in model_fields(type(part)).references:
        if name not in given:
            continue
        value = getattr(part, name)
        if many:
            for number, target in enumerate(value):
                yield (*path, name, number), target, kinds
        elif value is not None:
            yield (*path, name), value, kinds
    for within, each in walk_nested(part):
        yield from uses(each, path + within)


def targets(model: type[DigestModel], values: Mapping[str, Any]) -> Iterator[tuple[str, frozenset[RecordKind]]]:
    """Yield every id that `values` of a valid `model` name, dates and all as plain values, with the kinds it may be of.

    They are those of `uses`, without their paths.
    """
    shape = model_fields(model)
    for name, kinds, many in shape.references:
        if (value := values.get(name)) is not None:
            yield from ((target, kinds) for target in (value if many else (value,)))
    for name, part, many in shape.parts:
        if (value := values.get(name)) is not None:
            for each in value if many else (value,):
                yield from targets(part, each)


def _in_order(kinds: frozenset[RecordKind]) -> tuple[RecordKind, ...]:
    return tuple(kind for kind in RecordKind if kind in kinds)


def _suggestions(index: Index) -> Callable[[str, frozenset[RecordKind]], str]:
    made: dict[tuple[str, frozenset[RecordKind]], str] = {}

    def suggest(target: str, kinds: frozenset[RecordKind]) -> str:
        if (target, kinds) not in made and len(made) < _MAX_SUGGESTIONS:
            own = (id_ for id_, entry in index.first.items() if entry.record.kind_of_record in kinds)
            others = (id_ for id_, known in index.outside.records.items() if known.kind in kinds)
            made[target, kinds] = closest_match(target, own) or closest_match(target, others)
        return made.get((target, kinds), "")

    return suggest


_NO_FACTS = {"id", "sources", "inferred", "was", "corrects"}
"""Fields of which no article speaks."""


def check_citations(index: Index) -> Iterator[Issue]:
    """Yield paragraphs beyond an article's end and names of fields that the record does not have."""
    counts: dict[str, int | None] = {}
    for entry in index.entries:
        yield from _check_inferred(index, entry)
        yield from _check_corrections(index, entry)
        for path, part, source in sources(entry.record, entry.path):
            yield from _check_form(source, path, is_own=index.is_own)
            if source.article and source.article not in counts:
                counts[source.article] = index.fact(source.article, "paragraphs")
            yield from _check_paragraphs(source, path, counts.get(source.article or ""))
            for number, name in enumerate(source.of):
                known = _known_fields(index, part)
                yield from _check_field(part, name, (*path, "of", number), known, at_key=False)


def _check_form(source: Citation, path: FieldPath, *, is_own: bool) -> Iterator[Issue]:
    """Yield what is wrong with a source that is neither a whole citation of an article nor of a document."""
    if source.document is not None:
        if source.article or source.para or source.terms:
            yield Issue((*path, "document"), "source-both", {}, at_key=True)
        if not is_own:
            yield Issue((*path, "document"), "source-document", {}, at_key=True)
        return
    for name in ("article", "para", "terms"):
        if not getattr(source, name):
            yield Issue(path, "missing", {"name": name})


def _check_paragraphs(source: Citation, path: FieldPath, count: int | None) -> Iterator[Issue]:
    for paragraph in source.para:
        if count is not None and paragraph > count:
            values = {"article": source.article, "count": count, "paragraph": paragraph}
            yield Issue((*path, "para"), "paragraph", values)


def _check_inferred(index: Index, entry: DraftRecord) -> Iterator[Issue]:
    for name in entry.record.inferred:
        known = _known_fields(index, entry.record)
        yield from _check_field(entry.record, name, (*entry.path, "inferred", name), known, at_key=True)


def _check_corrections(index: Index, entry: DraftRecord) -> Iterator[Issue]:
    if entry.record.corrects and not index.is_own:
        yield Issue((*entry.path, "corrects"), "corrects-own", {}, at_key=True)
    for number, name in enumerate(entry.record.corrects):
        yield from _check_field(entry.record, name, (*entry.path, "corrects", number), {}, at_key=False)


def _check_field(part: DigestModel, name: str, path: FieldPath, known: Any, at_key: bool) -> Iterator[Issue]:
    names = [each for each in field_names(type(part)) if each not in _NO_FACTS]
    if name not in names:
        yield Issue(path, "no-such-field", {"name": name, "nearest": closest_match(name, names)}, at_key)
    elif not getattr(part, name) and getattr(part, name) not in (0, False) and not known.get(name):
        yield Issue(path, "field-unset", {"name": name}, at_key)


def _known_fields(index: Index, part: DigestModel) -> Any:
    known = index.known(part) if isinstance(part, Record) else None
    return known.fields if known else {}
