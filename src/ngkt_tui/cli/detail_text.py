"""Writing everything about one record: as text for people, as JSON for programs."""

import json
from collections.abc import Iterator
from enum import Enum
from typing import Any

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.cells import Style
from ngkt_tui.cli.detail_entries import Place, entries
from ngkt_tui.cli.past import local_time, what
from ngkt_tui.domain.clean import clean, one_line
from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.query.detail.values import SourceOf
from ngkt_tui.report.wrapping import wrap

BULLET = "  - "


def print_detail(call: Call, detail: RecordDetail) -> None:
    """Print a record as text, wrapped to the terminal."""
    out = call.terminal.out
    width = out.columns if out.isatty() else None
    for label, lines in _sections(call, detail):
        for line in _section(label, lines, width):
            call.print(line)


def print_detail_json(call: Call, detail: RecordDetail) -> None:
    """Print a record as JSON, field names as in the program, both languages, dates in ISO."""
    call.terminal.out.write_utf8(json.dumps(exact(detail), ensure_ascii=False, indent=1) + "\n")


def exact(value: Any) -> Any:
    """Return a frozen value as what JSON can hold."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        fields = value._asdict()
        return {name: exact(each) for name, each in fields.items() if name != "position"}
    if isinstance(value, (tuple, list)):
        return [exact(each) for each in value]
    return value.value if isinstance(value, Enum) else value


def _sections(call: Call, detail: RecordDetail) -> Iterator[tuple[str, list[str]]]:
    style = Style(call.language, call.context.ascii)
    kind = call.say(f"record.{detail.kind}")
    mark = f" ({call.say('list.withdrawn')})" if detail.is_withdrawn else ""
    yield "", [f"{detail.id} · {kind}{mark}"]
    yield "", [name for name in dict.fromkeys((style.text(*detail.name), detail.name.vi, detail.name.en)) if name]
    for field, value in detail.body._asdict().items():
        yield call.say(f"detail.{field}"), entries(value, Place(detail.kind, field, style))
    yield call.say("detail.remark"), [style.text(*detail.remark)] if detail.remark else []
    yield call.say("detail.inferred"), [f"{each.field}: {style.text(*each.basis)}" for each in detail.inferred]
    yield call.say("detail.sources"), [_source(each, style) for each in detail.sources]
    yield call.say("detail.digests"), list(detail.digests)
    notes = [f"{local_time(note.at, call.language)} {note.actor}: {note.text}" for note in detail.notes]
    yield call.say("detail.notes"), notes
    yield call.say("detail.history"), list(_past(detail, style))


def _source(source: SourceOf, style: Style) -> str:
    place = f"{source.path}: " if source.path else ""
    paragraphs = ", ".join(str(number) for number in source.paragraphs)
    terms = ", ".join(f"“{term}”" for term in source.terms)
    of = f" ({', '.join(source.fields)})" if source.fields else ""
    return f"{place}{source.article} ¶ {paragraphs}{of} {terms}".rstrip()


def _past(detail: RecordDetail, style: Style) -> Iterator[str]:
    for group in detail.history:
        for change in group.changes:
            yield f"{local_time(group.at, style.language)} {group.actor}: {what(change, style)}"


def _section(label: str, lines: list[str], width: int | None) -> Iterator[str]:
    if not lines:
        return
    if not label:
        yield from (line for each in lines for line in _wrapped("", each, width))
    elif len(lines) == 1 and "\n" not in lines[0]:
        yield from _wrapped(f"{label}: ", lines[0], width, "  ")
    else:
        yield f"{label}:"
        yield from (line for each in lines for line in _wrapped(BULLET, each, width, " " * len(BULLET)))


def _wrapped(head: str, text: str, width: int | None, indent: str = "") -> Iterator[str]:
    if width is None:
        first, *rest = clean(text).split("\n")
        yield head + one_line(first)
        yield from (indent + one_line(line) for line in rest)
        return
    lines = wrap(head.strip() + " " + one_line(text) if head.strip() else one_line(text), width - len(indent))
    yield head[: len(head) - len(head.lstrip())] + lines[0]
    yield from (indent + line for line in lines[1:])
