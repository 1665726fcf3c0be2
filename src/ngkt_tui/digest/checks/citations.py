"""Origins: paragraphs that the article has, and fields that there are for `of` and `inferred`."""

from collections.abc import Iterator
from typing import Any

from ngkt_tui.digest.checks.index import Index
from ngkt_tui.digest.draft import DraftRecord
from ngkt_tui.digest.faults import Issue, Path
from ngkt_tui.digest.model.base_models import Citation, DigestModel, Record
from ngkt_tui.digest.model.introspection import sources
from ngkt_tui.digest.validation_errors import field_names
from ngkt_tui.domain.suggestions import closest_match

_NO_FACTS = {"id", "sources", "inferred", "was"}
"""Fields of which no article speaks."""


def check_citations(index: Index) -> Iterator[Issue]:
    """Yield paragraphs beyond an article's end and names of fields that the record does not have."""
    counts: dict[str, int | None] = {}
    for entry in index.entries:
        yield from _check_inferred(index, entry)
        for path, part, source in sources(entry.record, entry.path):
            if source.article not in counts:
                counts[source.article] = index.fact(source.article, "paragraphs")
            yield from _check_paragraphs(source, path, counts[source.article])
            for number, name in enumerate(source.of):
                said = _said_elsewhere(index, part)
                yield from _check_field(part, name, (*path, "of", number), said, at_key=False)


def _check_paragraphs(source: Citation, path: Path, count: int | None) -> Iterator[Issue]:
    for paragraph in source.para:
        if count is not None and paragraph > count:
            values = {"article": source.article, "count": count, "paragraph": paragraph}
            yield Issue((*path, "para"), "paragraph", values)


def _check_inferred(index: Index, entry: DraftRecord) -> Iterator[Issue]:
    for name in entry.record.inferred:
        said = _said_elsewhere(index, entry.record)
        yield from _check_field(entry.record, name, (*entry.path, "inferred", name), said, at_key=True)


def _check_field(part: DigestModel, name: str, path: Path, said: Any, at_key: bool) -> Iterator[Issue]:
    names = [each for each in field_names(type(part)) if each not in _NO_FACTS]
    if name not in names:
        yield Issue(path, "no-such-field", {"name": name, "nearest": closest_match(name, names)}, at_key)
    elif not getattr(part, name) and getattr(part, name) not in (0, False) and not said.get(name):
        yield Issue(path, "field-unset", {"name": name}, at_key)


def _said_elsewhere(index: Index, part: DigestModel) -> Any:
    known = index.known(part) if isinstance(part, Record) else None
    return known.fields if known else {}
