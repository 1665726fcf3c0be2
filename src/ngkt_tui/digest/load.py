"""Loading a digest: from a file or a stream to a validated `Digest`, or all that is wrong with it.

A digest with issues is still checked for cross references, in `digest.check`, so that all faults are listed at once.
Reading stops early where a thousand records lack required fields that no other digest gives: such a file is no digest.
Every failure, whatever the bytes, is an `InvalidDigestError` whose faults name file, line and column.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from pydantic import TypeAdapter, ValidationError

from ngkt_tui.digest.contributions import ExternalRecord, ExternalRecords
from ngkt_tui.digest.faults import MAX_FAULTS, Diagnostic, DigestReadError, FieldPath, Issue, invalid
from ngkt_tui.digest.model.base_models import Record
from ngkt_tui.digest.model.whole_digest import LISTS, MODELS, Digest, Heading
from ngkt_tui.digest.source import FileSource, InputFile, MemorySource, MeteredStream
from ngkt_tui.digest.validation_errors import field_names, validation_issues
from ngkt_tui.digest.yaml_locations import locate_issue, locate_issues
from ngkt_tui.digest.yaml_reader import EventParser, TooManyFaultsError, TreeBuilder, default_parser, events
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.progress import ProgressReport, report_nothing
from ngkt_tui.domain.suggestions import closest_match


class BrokenRecord(NamedTuple):
    """A record that is not valid in itself: its path, what it should be, and its plain values as they stand."""

    path: FieldPath
    model: type[Record]
    values: dict[str, Any]


class DraftRecord(NamedTuple):
    """A valid record and its path in the file."""

    path: FieldPath
    record: Record


@dataclass(frozen=True)
class ParsedDigest:
    """What a source holds. `broken` names the ids of records that are there but not valid in themselves."""

    source: InputFile
    heading: Heading | None
    uses: tuple[str, ...]
    """The digests that the heading names, valid or not."""
    lists: dict[str, list[Record | None]]
    broken: dict[str, RecordKind]
    issues: tuple[Issue, ...] = field(default=())
    broken_records: tuple[BrokenRecord, ...] = field(default=())

    def entries(self) -> Iterator[DraftRecord]:
        """Yield the valid records with their paths, kind by kind, in file order."""
        for key in LISTS:
            for number, record in enumerate(self.lists.get(key, ())):
                if record is not None:
                    yield DraftRecord((key, number), record)

    def faults(self, issues: Iterable[Issue]) -> tuple[Diagnostic, ...]:
        """Return complaints about this source with their places, in file order; of too many only the first."""
        listed = list(issues)
        placed = locate_issues(self.source, listed[:MAX_FAULTS])
        if len(listed) < MAX_FAULTS:
            return placed
        return (*placed, Diagnostic(self.source.name, None, None, "more", {"limit": MAX_FAULTS}))


Elsewhere = Callable[[str | None, Sequence[str]], ExternalRecords]
"""Returns what other digests than that of an id say, at least of the records with these ids."""


def read(
    source: InputFile,
    parser: Callable[[Any], EventParser] | None = None,
    elsewhere: Elsewhere | None = None,
    report: ProgressReport = report_nothing,
) -> ParsedDigest:
    """Read `source` once, with another YAML parser than the fastest where `parser` is given.

    With `elsewhere`, reading stops where nearly every record lacks something that no other digest gives. `report` is
    told of the bytes read.

    Raises `InvalidDigestError` for what is no YAML of the plain kind, with what was found wrong up to there.
    """
    reading = _Parser(elsewhere)
    try:
        with source.open() as stream:
            metered = MeteredStream(stream, report)
            reading.read(events(metered, parser or default_parser()))
    except DigestReadError as error:
        raise invalid(source.name, (*locate_issues(source, reading.issues()), locate_issue(source, error))) from None
    return ParsedDigest(
        source,
        reading.heading,
        reading.uses,
        reading.lists,
        reading.broken,
        tuple(reading.issues()),
        tuple(reading.broken_records),
    )


class _Parser:
    """One pass over one source: records are validated as they come."""

    def __init__(self, elsewhere: Elsewhere | None) -> None:
        self._builder = TreeBuilder(LISTS, self._record)
        self._unfinished = IncompleteRecords(elsewhere) if elsewhere else None
        self.heading: Heading | None = None
        self.uses: tuple[str, ...] = ()
        self.lists: dict[str, list[Record | None]] = {key: [] for key in LISTS}
        self.broken: dict[str, RecordKind] = {}
        self.broken_records: list[BrokenRecord] = []

    def issues(self) -> Iterator[Issue]:
        """Yield the complaints but those that an alias refused at the same node brings with it."""
        spoilt = {each.path for each in self._builder.issues if each.key == "alias"}
        for each in self._builder.issues:
            if each.key == "alias" or not any(each.path[:length] in spoilt for length in range(1, len(each.path) + 1)):
                yield each

    def read(self, passing: Iterable[Any]) -> None:
        try:
            self._builder.build(passing)
            self._whole(self._builder.root)
        except TooManyFaultsError:
            pass  # the complaints tell

    def _record(self, key: str, number: int, value: Any) -> None:
        before = len(self._builder.issues)
        record = self._validated(_VALIDATORS[key], MODELS[key], value, (key, number))
        if record is None and isinstance(value, dict) and len(self._builder.issues) > before:
            self.broken_records.append(BrokenRecord((key, number), MODELS[key], value))
        if record is None and isinstance(value, dict) and isinstance(value.get("id"), str):
            self.broken[value["id"]] = LISTS[key]
        self.lists[key].append(record)
        if record is not None and self._unfinished is not None:
            for issue in self._unfinished.on_record((key, number), record, self._builder.finished("digest")):
                self._builder.report(issue)

    def _validated(self, adapter: TypeAdapter[Any], model: Any, value: Any, path: FieldPath) -> Any:
        try:
            return adapter.validate_python(value)
        except ValidationError as error:
            for issue in validation_issues(error, model, path):
                self._builder.report(issue)
        return None

    def _whole(self, root: Any) -> None:
        if not isinstance(root, dict):
            self._builder.report(Issue((), "digest-wanted", {}))
            return
        for key, value in root.items():
            self._check_key(key, value)
        if "digest" not in root:
            self._builder.report(Issue((), "missing", {"name": "digest"}))
        else:
            self.heading = self._validated(_HEADING, Heading, root["digest"], ("digest",))
            uses = root["digest"].get("uses") if isinstance(root["digest"], dict) else None
            self.uses = tuple(each for each in uses if isinstance(each, str)) if isinstance(uses, list) else ()

    def _check_key(self, key: str, value: Any) -> None:
        known = field_names(Digest)
        if key not in known:
            values = {"name": key, "nearest": closest_match(key, known)}
            self._builder.report(Issue((key,), "unknown-key", values, at_key=True))
        elif key in LISTS and not isinstance(value, list):
            key_of_fault = "null" if value is None else "list-wanted"
            self._builder.report(Issue((key,), key_of_fault, {"name": key}))


_HEADING = TypeAdapter(Heading)
_VALIDATORS = {key: TypeAdapter(model) for key, model in MODELS.items()}


class _SeenRecord(NamedTuple):
    path: FieldPath
    record: Record


def missing_fields(record: Record, known: ExternalRecord | None, *, is_own: bool = False) -> Iterator[str]:
    """Yield the required fields that neither a record gives nor what is known of it elsewhere.

    In a digest of what a unit made itself (`is_own`) those of an article are not required.
    """
    for name in record.required:
        if is_own and name in record.article_only:
            continue
        if not getattr(record, name) and (known is None or not known.fields.get(name)):
            yield name


class IncompleteRecords:
    """The records without a required field that have been met since the last look at the other digests."""

    def __init__(self, elsewhere: Elsewhere) -> None:
        self._elsewhere = elsewhere
        self._met: list[_SeenRecord] = []

    def on_record(self, path: FieldPath, record: Record, heading: Any) -> tuple[Issue, ...]:
        """Take note of a record; return complaints once there are so many that reading should stop.

        `heading` is the value of `digest` as far as it has been read; without it, nothing can be said yet.
        """
        is_own = isinstance(heading, dict) and heading.get("own") is True
        if next(missing_fields(record, None, is_own=is_own), None) is None:
            return ()
        self._met.append(_SeenRecord(path, record))
        if len(self._met) < MAX_FAULTS:
            return ()
        met, self._met = self._met, []
        return tuple(self._missing(met, heading)) if isinstance(heading, dict) else ()

    def _missing(self, met: Sequence[_SeenRecord], heading: dict[str, Any]) -> Iterator[Issue]:
        own, uses = heading.get("id"), heading.get("uses") or []
        outside = self._elsewhere(own if isinstance(own, str) else None, [each.record.id for each in met])
        if not isinstance(uses, list) or any(each != own and each not in outside.digests for each in map(str, uses)):
            return  # one that is not at hand may give it
        if any(each.record.id in outside.records for each in met):
            return  # told at the end, with what the others give
        for path, record in met:
            lacking = missing_fields(record, None, is_own=heading.get("own") is True)
            yield from (Issue(path, "missing", {"name": name}) for name in lacking)


@dataclass(frozen=True)
class LoadedDigest:
    """A digest with the draft it was read as, so that later complaints can name line and column."""

    digest: Digest
    draft: ParsedDigest

    def faults(self, issues: Iterable[Issue]) -> tuple[Diagnostic, ...]:
        """Return complaints about this digest with their places, in file order."""
        return self.draft.faults(issues)


def source_of(path: str | Path, stdin: BinaryIO | None = None) -> InputFile:
    """Return the source that `path` names; `-` means `stdin`, by default the process's own, read to its end.

    Raises `InvalidDigestError` where standard input cannot be read.
    """
    if str(path) != "-":
        return FileSource(Path(path))
    stream = stdin if stdin is not None else getattr(sys.stdin, "buffer", None)
    try:
        return MemorySource.drain(stream) if stream else MemorySource(b"")
    except DigestReadError as error:
        raise invalid("-", (Diagnostic("-", None, None, error.key, error.values),)) from None


def load(path: str | Path, stdin: BinaryIO | None = None) -> LoadedDigest:
    """Load the digest of the file `path`, or of standard input for `-`.

    Raises `InvalidDigestError` with all faults of the file.
    """
    return build_digest(read(source_of(path, stdin)))


def build_digest(draft: ParsedDigest) -> LoadedDigest:
    """Return the digest of a draft without complaints; raises `InvalidDigestError` for one that has some."""
    if draft.issues or draft.heading is None:
        raise invalid(draft.source.name, draft.faults(draft.issues))
    lists: dict[str, Any] = {key: tuple(records) for key, records in draft.lists.items() if records}
    return LoadedDigest(Digest.model_construct({"digest", *lists}, digest=draft.heading, **lists), draft)
