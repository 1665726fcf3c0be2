"""Advice that `--strict` asks for: what is allowed, but worth a second look."""

from collections.abc import Iterator

from ngkt_tui.digest.checks.index import Index
from ngkt_tui.digest.checks.references import uses
from ngkt_tui.digest.coverage import uncited_reasons
from ngkt_tui.digest.faults import Issue
from ngkt_tui.digest.model.introspection import sources, texts
from ngkt_tui.digest.model.records import Directive
from ngkt_tui.digest.model.sources import Article
from ngkt_tui.domain.enums import DirectiveKind


def lint(index: Index) -> Iterator[Issue]:
    """Yield texts without English, references given twice, uncited paragraphs, and how many directives lack whom.

    A paragraph that the article's notes give a reason for may stay uncited.
    """
    for path, record in index.entries:
        for at, text in texts(record, path):
            if text.en is None:
                name = ".".join(str(step) for step in at[len(path) :])
                yield Issue(at, "no-english", {"name": name})
        seen: set[tuple[object, str]] = set()
        for at, target, _ in uses(record, path):
            if isinstance(at[-1], int) and (at[:-1], target) in seen:
                yield Issue(at, "repeated-entry", {"id": target})
            seen.add((at[:-1], target))
    yield from _uncited(index)
    yield from _without_agency(index)


def _uncited(index: Index) -> Iterator[Issue]:
    cited: dict[str, set[int]] = {}
    for path, record in index.entries:
        for _, _, source in sources(record, path):
            cited.setdefault(source.article, set()).update(source.para)
    for path, record in index.entries:
        if isinstance(record, Article) and record.paragraphs:
            settled = cited.get(record.id, set()) | uncited_reasons(record.notes.vi if record.notes else "").keys()
            missing = [number for number in range(1, record.paragraphs + 1) if number not in settled]
            if missing:
                yield Issue(path, "uncited", {"article": record.id, "paragraphs": _ranges(missing)})


def _ranges(numbers: list[int]) -> tuple[str, ...]:
    """Return rising numbers with runs written as `3-7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return tuple("-".join(str(end) for end in run) for run in runs)


def _without_agency(index: Index) -> Iterator[Issue]:
    directives = [
        entry.record
        for entry in index.entries
        if isinstance(entry.record, Directive) and entry.record.kind is not DirectiveKind.RECOMMENDATION
    ]
    for key, lacking in (
        ("no-addressee", sum(not each.addressees for each in directives)),
        ("no-lead", sum(not each.lead for each in directives)),
    ):
        if lacking:
            yield Issue(("directives",), key, {"count": lacking, "total": len(directives)}, at_key=True)
