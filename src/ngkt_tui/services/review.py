"""The monthly review: a period is started, each record that is open gets its line, and closing freezes what stood."""

import re
from calendar import monthrange
from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ngkt_tui.domain.enums import Confidence, RecordKind, Status
from ngkt_tui.domain.errors import EditRefusedError, UsageError
from ngkt_tui.domain.field_values import dump_entry
from ngkt_tui.domain.report_items import ReviewIndicator
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.user_fields import USER_FIELDS
from ngkt_tui.domain.words import LazyText
from ngkt_tui.query.names import RecordRef, load_refs
from ngkt_tui.query.review_lines import ReviewLine, open_period, review_lines, reviewed_periods, to_review
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import EditMessage, perform, require_not_too_many
from ngkt_tui.services.reader import Reader

if TYPE_CHECKING:
    from ngkt_tui.store.unit_of_work import Author, EditResult, UnitOfWork

_PERIOD = re.compile(r"(?P<year>[12]\d{3})-(?P<month>0?[1-9]|1[0-2])|(?P<m>0?[1-9]|1[0-2])/(?P<y>[12]\d{3})", re.ASCII)


class Indicators(NamedTuple):
    """The records of an agency or a partner in a period, and how many of them.

    `started` counts among `to_start`, `on_time` among `due`, the rest among all.
    """

    subject_id: str
    """Empty for the records of which none is named."""
    subject: RecordRef | None
    records: int
    reviewed: int
    planned: int
    to_start: int
    """Asked or signed at least 90 days before the period ended."""
    started: int
    due: int
    on_time: int
    blocked: int
    silent: int


class Review(NamedTuple):
    """The review of a period; `closed_on` is `None` while it is open."""

    period: str
    closed_on: str | None
    lines: tuple[ReviewLine, ...]
    by_agency: tuple[Indicators, ...]
    by_partner: tuple[Indicators, ...]
    """Of agreements alone."""

    @property
    def reviewed(self) -> int:
        """Return how many records have been reviewed."""
        return sum(line.is_reviewed for line in self.lines)


class ReviewComparison(NamedTuple):
    """How the lines of a period differ from those of one before."""

    new: tuple[ReviewLine, ...]
    done: tuple[ReviewLine, ...]
    """What was open before and is not any more."""
    carried: tuple[ReviewLine, ...]
    """What was open before and still is."""
    changed: tuple[tuple[ReviewLine, ReviewLine], ...]
    """What is carried over with another next milestone than before: the lines of both periods."""


class StatusUpdate(NamedTuple):
    """The status that a directive is to get, and the one that its user saw; `None` for nobody who looked."""

    wanted: Status
    seen: Status | None = None


class ReviewRefusedError(EditRefusedError):
    """What the review of a period cannot take. Values: `id` (of the period or the record), `detail`."""

    key = "review-refused"


def parse_period(text: str) -> str:
    """Return the period that `2024-07` or `7/2024` names. Raises `UsageError` for anything else."""
    found = _PERIOD.fullmatch(text.strip())
    if found is None:
        raise UsageError(detail=LazyText("review.no-period"))
    return f"{found['year'] or found['y']}-{int(found['month'] or found['m']):02}"


def start_review(context: Context, period: str) -> EditMessage:
    """Give each record that is open a line in the review of a period; one that has one keeps it.

    Raises `ReviewRefusedError` for a period that is closed.
    """
    from ngkt_tui.store.edits import apply  # loaded when an edit is made
    from ngkt_tui.store.unit_of_work import FieldEdit

    def start(unit: "UnitOfWork", author: "Author") -> "EditResult":
        connection = unit.readable
        lines = review_lines(connection, period)
        _require_open(period, lines)
        present = {line.record for line in lines}
        wanted = [record for record in to_review(connection) if record not in present]
        require_not_too_many(wanted)
        text = dump_entry(USER_FIELDS["review"], {"period": period})
        return apply(unit, [FieldEdit(record, "review", text) for record in wanted], author)

    made = perform(context, (), start)
    return _with_sentence(made, "edited.review-started", period)


def set_review_line(
    context: Context,
    record: str,
    period: str,
    values: Mapping[str, str | None],
    seen: str | None = None,
    status: StatusUpdate | None = None,
) -> EditMessage:
    """Write down what the review of a period says of a record; of a closed one as a correction.

    `None` takes a value away; `seen` is the line that its user saw, as the history writes it. With it a directive gets
    a `status`, whose reason is the difficulty. Raises `ReviewRefusedError` for a record without a line, for a
    confidence that lacks its reason and for a status in a closed period, `EditRefusedError`, `EditConflictError`.
    """
    from ngkt_tui.store.edits import apply, status_edits  # as above
    from ngkt_tui.store.unit_of_work import FieldEdit

    columns = {name: text and (sanitize_line(text) or None) for name, text in values.items()}

    def write(unit: "UnitOfWork", author: "Author") -> "EditResult":
        line = next(iter(review_lines(unit.readable, period, record)), None)
        if line is None:
            raise ReviewRefusedError(id=record, detail=LazyText("review.no-line", {"period": period}))
        correction = {"corrected_on": str(context.today())} if line.closed_on else {}
        wanted = line._replace(**columns)  # type: ignore[arg-type]  # all of these columns are texts
        if wanted.confidence in (Confidence.AT_RISK, Confidence.DELAYED) and not wanted.why:
            raise ReviewRefusedError(id=record, detail=LazyText("review.why-missing"))
        edits: list[FieldEdit] = []
        if wanted != line:
            before = line.entry()
            edits += [FieldEdit(record, "review", wanted.entry(correction), seen=seen or before, entry=line.number)]
        if status is not None:
            if line.closed_on:
                raise ReviewRefusedError(id=record, detail=LazyText("review.status-closed", {"id": record}))
            known = {record: status.seen} if status.seen else {}
            edits += status_edits(unit, [record], status.wanted, context.today(), why=wanted.difficulty, seen=known)
        return apply(unit, edits, author)

    return perform(context, [record], write)


def close_review(context: Context, period: str) -> EditMessage:
    """Freeze what the records of a period stand at. Raises `ReviewRefusedError` where it is closed or not started."""
    from ngkt_tui.store.edits import apply  # as above
    from ngkt_tui.store.unit_of_work import FieldEdit

    def close(unit: "UnitOfWork", author: "Author") -> "EditResult":
        lines = review_lines(unit.readable, period)
        _require_open(period, lines)
        if not lines:
            raise ReviewRefusedError(id=period, detail=LazyText("review.not-started", {"period": period}))
        closed = {"closed_on": str(context.today())}
        edits: list[FieldEdit] = [
            FieldEdit(
                each.record, "review", each.entry(closed, keeps_standing=True), seen=each.entry(), entry=each.number
            )
            for each in lines
        ]
        return apply(unit, edits, author)

    made = perform(context, (), close)
    return _with_sentence(made, "edited.review-closed", period)


def read_review(reader: Reader, period: str) -> Review:
    """Return the review of a period; raises `ReviewRefusedError` where it was not started."""
    with reader.connection() as connection:
        lines = review_lines(connection, period)
        if not lines:
            raise ReviewRefusedError(id=period, detail=LazyText("review.not-started", {"period": period}))
        named = load_refs(connection, {each for line in lines for each in (*line.agency_ids, *line.partner_ids)})
    closed_on = min((line.closed_on for line in lines if line.closed_on), default=None)
    until = _last_day(period, reader.context.today())
    return Review(period, closed_on, lines, *_by_subject(lines, named, until))


def _by_subject(
    lines: Collection[ReviewLine], named: Mapping[str, RecordRef], until: date
) -> tuple[tuple[Indicators, ...], tuple[Indicators, ...]]:
    """Return the indicators of agencies, and those of the partners of agreements."""
    owed, tied = dict[str, list[ReviewLine]](), dict[str, list[ReviewLine]]()
    for line in lines:
        for agency in line.agency_ids or ("",):
            owed.setdefault(agency, []).append(line)
        for partner in (line.partner_ids or ("",)) if line.kind == RecordKind.AGREEMENT else ():
            tied.setdefault(partner, []).append(line)
    return _indicators(owed, named, until), _indicators(tied, named, until)


def indicators_of(reader: Reader, lines: Collection[ReviewLine], period: str) -> tuple[ReviewIndicator, ...]:
    """Return the indicators of some lines of a period as a report shows them, agencies first."""
    language = reader.context.language
    with reader.connection() as connection:
        named = load_refs(connection, {each for line in lines for each in (*line.agency_ids, *line.partner_ids)})
    both = _by_subject(lines, named, _last_day(period, reader.context.today()))
    return tuple(
        ReviewIndicator(
            each.subject.name(language) if each.subject else each.subject_id,
            bool(is_partner),
            f"{each.reviewed}/{each.records}",
            f"{each.planned}/{each.records}",
            f"{each.started}/{each.to_start}",
            f"{each.on_time}/{each.due}",
            f"{each.blocked}/{each.records}",
            f"{each.silent}/{each.records}",
        )
        for is_partner, counts in enumerate(both)
        for each in counts
    )


def compare_lines(before: Collection[ReviewLine], now: Collection[ReviewLine]) -> ReviewComparison:
    """Return how the lines of two periods differ; what was finished before already is in neither."""
    earlier, later = ({line.record: line for line in lines} for lines in (before, now))
    both = [line for line in now if line.record in earlier]
    carried = tuple(line for line in both if not line.is_finished)
    gone = (line for line in before if line.record not in later and not (line.closed_on and line.is_finished))
    pairs = ((earlier[line.record], line) for line in carried if line.milestone)
    return ReviewComparison(
        new=tuple(line for line in now if line.record not in earlier),
        done=(*(line for line in both if line.is_finished), *gone),
        carried=carried,
        changed=tuple((old, line) for old, line in pairs if old.milestone != line.milestone),
    )


def present_period(reader: Reader) -> str:
    """Return the newest period that is open, else the month of today."""
    with reader.connection() as connection:
        return open_period(connection) or f"{reader.context.today():%Y-%m}"


def present_review(reader: Reader) -> Review:
    """Return the review of the present period; one without lines where it was not started."""
    period = present_period(reader)
    with reader.connection() as connection:
        is_started = period in reviewed_periods(connection)
    return read_review(reader, period) if is_started else Review(period, None, (), (), ())


def _last_day(period: str, today: date) -> date:
    year, month = map(int, period.split("-"))
    return min(today, date(year, month, monthrange(year, month)[1]))


def _indicators(
    by_subject: Mapping[str, Collection[ReviewLine]], named: Mapping[str, RecordRef], until: date
) -> tuple[Indicators, ...]:
    """Return the indicators of each subject, those with most records first; a record of two counts for both."""
    ordered = sorted(by_subject.items(), key=lambda each: (not each[0], -len(each[1]), each[0]))
    return tuple(
        Indicators(
            subject_id=subject,
            subject=named.get(subject),
            records=len(of_it),
            reviewed=sum(line.is_reviewed for line in of_it),
            planned=sum(line.has_plan for line in of_it),
            to_start=sum(line.was_to_start(until) for line in of_it),
            started=sum(line.is_started_in_time(until) for line in of_it),
            due=sum(line.due is not None for line in of_it),
            on_time=sum(line.is_on_time(until) for line in of_it),
            blocked=sum(line.is_blocked for line in of_it),
            silent=sum(line.is_silent for line in of_it),
        )
        for subject, of_it in ordered
    )


def _require_open(period: str, lines: Collection[ReviewLine]) -> None:
    if any(line.closed_on for line in lines):
        raise ReviewRefusedError(id=period, detail=LazyText("review.closed", {"period": period}))


def _with_sentence(made: EditMessage, sentence: str, period: str) -> EditMessage:
    if made.group is None:
        return made
    return made._replace(sentence=sentence, values={"period": period, "count": len(made.records)})
