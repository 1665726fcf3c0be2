"""The lines of a review: what is said of each record in a period, what it stands at, what was foreseen before."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ngkt_tui.domain.enums import RecordKind, Stage, Status
from ngkt_tui.domain.field_values import dump_entry
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.stored_values import stored_date
from ngkt_tui.domain.user_fields import USER_FIELDS
from ngkt_tui.query.names import RecordRef, load_refs
from ngkt_tui.query.reminders import addressed
from ngkt_tui.query.sql import ASKED_ON, IS_FOLLOWED, IS_OPEN, read_rows
from ngkt_tui.query.stages import newest_stage

DAYS_TO_START = 90
"""Within how many days of being asked or signed something should start."""
SAID = ("progress", "difficulty", "proposal", "milestone", "confidence", "why")
"""The columns of a line that its user fills in."""
_COLUMNS = ", ".join(f"line.{name} AS {name}" for name in ("period", *SAID, "closed_on", "corrected_on"))
_SIGNED = f"""
    coalesce(
        (
            SELECT min(stage_move.moved_on)
            FROM stage_move
            WHERE stage_move.record = line.record AND stage_move.stage = '{Stage.SIGNED}'
        ),
        (
            SELECT min(conference.date)
            FROM observation JOIN conference ON conference.id = observation.conference
            WHERE observation.agreement = line.record AND observation.stage = '{Stage.SIGNED}'
        )
    )
"""
_STARTED = f"""(
    SELECT min(began.day)
    FROM (
        SELECT directive.done_on AS day
        UNION ALL
        SELECT progress.made_on FROM progress WHERE progress.record = line.record
        UNION ALL
        SELECT next_step.done_on FROM next_step WHERE next_step.record = line.record
        UNION ALL
        SELECT date(made.at)
        FROM change JOIN change_group AS made ON made.id = change.change_group
        WHERE change.record = line.record
            AND change.field = 'status' AND change.after <> '{Status.UNRATED}'
            AND made.kind IN ('edit', 'redo')
            AND NOT EXISTS (SELECT 1 FROM change_group AS taken WHERE taken.undoes = made.id)
    ) AS began
)"""
_PLAN = """(
    SELECT next_step.text
    FROM next_step
    WHERE next_step.record = line.record
    ORDER BY next_step.done_on IS NOT NULL, next_step.due IS NULL, next_step.due, next_step.id
    LIMIT 1
)"""
_PARTNERS = """(
    SELECT group_concat(link.target, ' ')
    FROM link
    WHERE link.record = line.record AND link.relation = 'partner'
)"""
_CHARGED = """(
    SELECT group_concat(charged.who, ' ')
    FROM (
        SELECT DISTINCT next_step.who
        FROM next_step
        WHERE next_step.record = line.record AND next_step.done_on IS NULL
    ) AS charged
)"""
_LINES = f"""
    SELECT
        line.id AS number,
        line.record AS record,
        it.kind AS kind,
        {_COLUMNS},
        CASE
            WHEN line.closed_on IS NOT NULL THEN line.standing
            WHEN it.kind = '{RecordKind.AGREEMENT}' THEN {newest_stage()}
            ELSE directive.status
        END AS standing,
        CASE WHEN line.closed_on IS NULL THEN directive.due ELSE line.due END AS due,
        CASE WHEN line.closed_on IS NULL THEN directive.done_on ELSE line.done_on END AS done_on,
        CASE
            WHEN line.closed_on IS NOT NULL THEN line.agencies
            WHEN it.kind = '{RecordKind.AGREEMENT}' THEN {_CHARGED}
        END AS agencies,
        CASE WHEN line.closed_on IS NULL THEN {_PARTNERS} ELSE line.partners END AS partners,
        CASE WHEN line.closed_on IS NULL THEN {_PLAN} ELSE line.plan END AS plan,
        CASE
            WHEN line.closed_on IS NOT NULL THEN line.asked_on
            WHEN it.kind = '{RecordKind.AGREEMENT}' THEN {_SIGNED}
            ELSE (SELECT {ASKED_ON} FROM directive AS it WHERE it.id = line.record)
        END AS asked_on,
        CASE WHEN line.closed_on IS NULL THEN {_STARTED} ELSE line.started_on END AS started_on,
        before.period AS forecast_period,
        before.milestone AS forecast
    FROM review_line AS line
    JOIN record AS it ON it.id = line.record
    LEFT JOIN directive ON directive.id = line.record
    LEFT JOIN review_line AS before ON before.id = (
        SELECT earlier.id
        FROM review_line AS earlier
        WHERE earlier.record = line.record AND earlier.period < line.period
        ORDER BY earlier.period DESC
        LIMIT 1
    )
    WHERE {{condition}}
    ORDER BY line.period DESC, it.kind = '{RecordKind.AGREEMENT}', it.position
"""
_TO_REVIEW = f"""
    SELECT it.id, record.position
    FROM directive AS it JOIN record ON record.id = it.id
    WHERE {IS_OPEN} AND {IS_FOLLOWED} AND it.kind <> 'recommendation' AND record.withdrawn = 0
    UNION ALL
    SELECT it.id, record.position
    FROM agreement AS it JOIN record ON record.id = it.id
    WHERE coalesce({newest_stage()}, '') <> '{Stage.IN_FORCE}' AND record.withdrawn = 0
    ORDER BY 2
"""


_OPEN_PERIOD = """
    SELECT max(review_line.period)
    FROM review_line
    WHERE review_line.closed_on IS NULL
        AND length(review_line.period) = 7
        AND substr(review_line.period, 1, 4) BETWEEN '1000' AND '2999'
        AND substr(review_line.period, 5, 1) = '-'
        AND substr(review_line.period, 6) BETWEEN '01' AND '12'
"""


class ReviewLine(NamedTuple):
    """What the review of a period says of a record. `standing` is its status or its stage.

    Of a closed period `standing`, `due`, `done_on` and `agencies` are what they were when it was closed; `forecast` is
    the milestone that the last review before foresaw.
    """

    number: int
    record: str
    kind: str
    period: str
    progress: str | None
    difficulty: str | None
    proposal: str | None
    milestone: str | None
    confidence: str | None
    why: str | None
    closed_on: str | None
    corrected_on: str | None
    standing: str | None
    due: str | None
    done_on: str | None
    agencies: str | None
    """Ids of the agencies that it is up to, with spaces between; of an agreement, those that its open steps name."""
    partners: str | None
    """Ids of the partners of an agreement, with spaces between."""
    plan: str | None
    """The next step that is planned."""
    asked_on: str | None
    """The day on which a directive was asked, or an agreement signed."""
    started_on: str | None
    """The first day on which anything came of it: progress, a step done, a status."""
    forecast_period: str | None
    forecast: str | None
    name: RecordRef | None = None

    @property
    def is_reviewed(self) -> bool:
        return any(getattr(self, name) for name in SAID)

    @property
    def is_silent(self) -> bool:
        return not (self.progress or self.difficulty or self.proposal)

    @property
    def is_blocked(self) -> bool:
        return self.standing == Status.BLOCKED

    @property
    def has_plan(self) -> bool:
        return bool(self.milestone or self.plan)

    def was_to_start(self, until: date) -> bool:
        """Return whether it was asked or signed so long before a day that it should have started."""
        asked = stored_date(self.asked_on) if self.asked_on else None
        return isinstance(asked, date) and (until - asked).days >= DAYS_TO_START

    def is_started_in_time(self, until: date) -> bool:
        """Return whether it was to start, and did within that time."""
        asked, started = (stored_date(day) if day else None for day in (self.asked_on, self.started_on))
        in_time = isinstance(asked, date) and isinstance(started, date) and (started - asked).days <= DAYS_TO_START
        return in_time and self.was_to_start(until)

    @property
    def is_finished(self) -> bool:
        """Return whether nothing is left to review of it: done, dropped or in force."""
        return self.standing in (Status.DONE, Status.DROPPED, Stage.IN_FORCE)

    def is_on_time(self, until: date) -> bool:
        """Return whether it is done by its due date, or that has not passed `until` a day."""
        return self.due is not None and (self.done_on or str(until)) <= self.due

    @property
    def agency_ids(self) -> tuple[str, ...]:
        return tuple((self.agencies or "").split())

    @property
    def partner_ids(self) -> tuple[str, ...]:
        return tuple((self.partners or "").split())

    def entry(self, values: Mapping[str, str | None] = {}, *, keeps_standing: bool = False) -> str:
        """Return it with other `values` as the history writes it, with what it stands at where it `keeps_standing`."""
        kept = self.closed_on is not None or keeps_standing
        columns = self._asdict() if kept else {name: getattr(self, name) for name in ("period", *SAID)}
        return dump_entry(USER_FIELDS["review"], columns | dict(values))


def review_lines(connection: Readable, period: str | None, record: str | None = None) -> tuple[ReviewLine, ...]:
    """Return the lines of a period, directives first, each kind in its order; that of a `record` alone where given.

    Without a period, those of all of them, the newest first.
    """
    conditions = {"line.period = :period": period, "line.record = :record": record}
    meant = " AND ".join(each for each, value in conditions.items() if value is not None)
    found = read_rows(connection, _LINES.format(condition=meant), {"period": period, "record": record}, ReviewLine)
    names = load_refs(connection, [each.record for each in found])
    owed = addressed(connection, [each.record for each in found if each.closed_on is None])
    return tuple(
        each._replace(
            name=names.get(each.record),
            agencies=each.agencies or (not each.closed_on and " ".join(owed.get(each.record, ()))) or None,
        )
        for each in found
    )


def to_review(connection: Readable) -> Sequence[str]:
    """Return the ids of what is open: directives that can be followed, agreements that are not in force."""
    return [record for record, _ in connection.execute(_TO_REVIEW).fetchall()]


def reviewed_periods(connection: Readable) -> Sequence[str]:
    """Return the periods that were started, the newest first."""
    return [period for (period,) in connection.execute("SELECT DISTINCT period FROM review_line ORDER BY 1 DESC")]


def is_closed(connection: Readable, period: str) -> bool:
    """Return whether the review of a period is frozen."""
    sql = "SELECT 1 FROM review_line WHERE period = :period AND closed_on IS NOT NULL LIMIT 1"
    return bool(connection.execute(sql, {"period": period}).fetchall())


def open_period(connection: Readable) -> str | None:
    """Return the newest period that is not closed, `None` where there is none."""
    found = connection.execute(_OPEN_PERIOD).fetchone()
    return str(found[0]) if found[0] is not None else None
