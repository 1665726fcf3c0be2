"""What a record and its parts must have, here or in another digest, and what `--strict` advises beyond that."""

from collections.abc import Iterator, Sequence

from ngkt_tui.digest.checks import Index
from ngkt_tui.digest.checks.references import uses
from ngkt_tui.digest.contributions import canonical_fields, in_present_schema
from ngkt_tui.digest.faults import FieldPath, Issue
from ngkt_tui.digest.load import DraftRecord, missing_fields
from ngkt_tui.digest.model.base_models import Article, DigestModel, Record
from ngkt_tui.digest.model.introspection import sources, texts, walk_nested
from ngkt_tui.digest.model.records import Conference, Directive, Family, Participant
from ngkt_tui.digest.proof import uncited_reasons
from ngkt_tui.domain.enums import DirectiveKind


def lint(index: Index) -> Iterator[Issue]:
    """Yield texts without English, references given twice, uncited paragraphs, and how many directives lack whom.

    A paragraph that the article's notes give a reason for may stay uncited. What a unit made itself need not be in
    English, nor name anybody.
    """
    for path, record in index.entries:
        for at, text in texts(record, path):
            if text.en is None and not index.is_own:
                name = ".".join(str(step) for step in at[len(path) :])
                yield Issue(at, "no-english", {"name": name})
        seen: set[tuple[object, str]] = set()
        for at, target, _ in uses(record, path):
            if isinstance(at[-1], int) and (at[:-1], target) in seen:
                yield Issue(at, "repeated-entry", {"id": target})
            seen.add((at[:-1], target))
    yield from _uncited(index)
    if not index.is_own:
        yield from _without_agency(index)


def _uncited(index: Index) -> Iterator[Issue]:
    cited: dict[str, set[int]] = {}
    for path, record in index.entries:
        for _, _, source in sources(record, path):
            cited.setdefault(source.article or "", set()).update(source.para)
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
        ("no-addressee", sum(not (each.addressees or each.lead or each.coordinating) for each in directives)),
        ("no-lead", sum(not each.lead for each in directives)),
    ):
        if lacking:
            yield Issue(("directives",), key, {"count": lacking, "total": len(directives)}, at_key=True)


def check_completeness(index: Index) -> Iterator[Issue]:
    """Yield required fields that nobody gives, and parts that name nothing or too much."""
    for entry in index.entries:
        if not _may_be_elsewhere(index, entry):
            yield from (_missing(entry, name) for name in _lacking(index, entry.record))
        if not index.is_own:
            yield from _check_entries(*entry)
        if isinstance(entry.record, Conference):
            yield from _check_participants(entry, entry.record.participants)
        if isinstance(entry.record, Family):
            yield from _check_family(index, entry, entry.record)


def _missing(entry: DraftRecord, name: str) -> Issue:
    """Return the complaint about a field that must have something: where its empty list stands, else at the record."""
    if getattr(entry.record, name) == () and name in entry.record.model_fields_set:
        return Issue((*entry.path, name), "list-empty", {"name": name, "limit": 1})
    return Issue(entry.path, "missing", {"name": name})


def unchecked_records(index: Index) -> Iterator[Issue]:
    """Yield the records that lack something which a digest that is not at hand may give."""
    for entry in index.entries:
        lacking = tuple(_lacking(index, entry.record)) if _may_be_elsewhere(index, entry) else ()
        if lacking:
            yield Issue(entry.path, "unchecked-fields", {"id": entry.record.id, "names": lacking})


def _may_be_elsewhere(index: Index, entry: DraftRecord) -> bool:
    return index.open_ended and entry.record.id not in index.outside.records


def _lacking(index: Index, record: Record) -> Iterator[str]:
    is_own = index.is_own
    if next(missing_fields(record, None, is_own=is_own), None) is not None:  # few do, and others have to be looked up
        yield from missing_fields(record, index.known(record), is_own=is_own)


def _check_entries(path: FieldPath, part: DigestModel) -> Iterator[Issue]:
    """Yield the entries of lists that say nothing of where they come from."""
    for within, each in walk_nested(part):
        if each.must_be_cited and not each.sources:  # type: ignore[attr-defined]  # those that must have them
            if "sources" in each.model_fields_set:
                yield Issue((*path, *within, "sources"), "list-empty", {"name": "sources", "limit": 1})
            else:
                yield Issue((*path, *within), "missing", {"name": "sources"})


def _check_participants(entry: DraftRecord, participants: Sequence[Participant]) -> Iterator[Issue]:
    for number, each in enumerate(participants):
        if sum(value is not None for value in (each.official, each.organisation, each.who)) != 1:
            yield Issue((*entry.path, "participants", number), "participant", {})


def _check_family(index: Index, entry: DraftRecord, family: Family) -> Iterator[Issue]:
    for number, item in enumerate(family.items):
        if item.text is None and not item.covered:
            yield Issue((*entry.path, "items", number), "family-item", {})
        if item.directive is not None and item.directives:
            yield Issue((*entry.path, "items", number, "directive"), "family-item-twice", {}, at_key=True)
    known = index.known(family)
    elsewhere = known.fields if known else {}
    printed = family.printed_count or elsewhere.get("printed_count")
    ours = in_present_schema(family.kind_of_record, canonical_fields(family)).get("items", [])
    theirs = [item for item in elsewhere.get("items", ()) if item not in ours]
    listed = "items" in family.model_fields_set or bool(theirs)
    if printed and listed and len(ours) + len(theirs) != printed:
        path = (*entry.path, "items") if "items" in family.model_fields_set else entry.path
        yield Issue(path, "family-count", {"printed": printed, "count": len(ours) + len(theirs)})
