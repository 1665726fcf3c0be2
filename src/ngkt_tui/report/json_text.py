"""A summary as JSON, exact: every text letter for letter, unsafe characters escaped; keys in docs/exports.md."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum

from ngkt_tui.domain.counting_form import CountingCategory, CountingForm
from ngkt_tui.domain.summary_items import ConferenceReport, DirectiveItem, Progress, Summary
from ngkt_tui.domain.text import dumps_escaped

SCHEMA = 1
_AS_THEY_ARE = frozenset((str, int, bool, type(None)))


def json_text(summary: Summary) -> Iterator[str]:
    """Yield one JSON object, a member a line, the directives streamed."""
    yield '{\n"schema": ' + str(SCHEMA)
    for key, value in _plain_members(summary):
        yield f",\n{_dump(key)}: {_dump(value)}"
    yield ',\n"conferences": ['
    for index, conference in enumerate(summary.conferences):
        yield ",\n" if index else "\n"
        yield from _conference(conference)
    yield "]\n}\n"


def _plain_members(summary: Summary) -> Iterator[tuple[str, object]]:
    for name in (
        "language", "as_of", "store", "filter_sentence", "evidenced", "reported", "recommendations", "own", "brief",
    ):  # fmt: skip
        yield name, getattr(summary, name)
    yield "counting_form", _form(summary.form)
    yield "by_agency", [_progress(row) for row in summary.by_agency]
    yield "by_theme", [_progress(row) for row in summary.by_theme]
    yield "through_groups", [share._asdict() for share in summary.through_groups]
    yield "attention", {name: list(lines) for name, lines in summary.attention._asdict().items()}
    for name in ("agreements", "markets", "officials", "figures", "results", "sources"):
        yield name, getattr(summary, name)


def _progress(row: Progress) -> dict[str, object]:
    return {"id": row.id, "label": row.label, "counting_form": _form(row.form)}


def _form(form: CountingForm) -> dict[str, int]:
    return {str(cell): form.count_of(cell) for cell in CountingCategory} | {
        "total": form.total,
        "followed": form.followed,
    }


def _conference(conference: ConferenceReport) -> Iterator[str]:
    head = conference._asdict()
    directives: Iterable[DirectiveItem] = head.pop("directives")
    del head["statuses"]  # the counting form tells as much
    head["counting_form"] = _form(head.pop("form"))
    yield _dump(head)[:-1] + ', "directives": ['
    for index, line in enumerate(directives):
        yield (",\n  " if index else "\n  ") + dumps_escaped(_whole(line), default=plain)
    yield "]}"


def _whole(line: DirectiveItem) -> dict[str, object]:
    return line._asdict() | {name: plain(getattr(line, name)) for name in ("progress", "steps", "reports")}


def _dump(value: object) -> str:
    return dumps_escaped(plain(value))


def plain(value: object) -> object:
    """Return a value as JSON holds it: named tuples as objects, days as ISO, codes."""
    if type(value) in _AS_THEY_ARE:
        return value
    if hasattr(value, "_asdict"):
        return {key: plain(part) for key, part in value._asdict().items()}
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
