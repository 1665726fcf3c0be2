"""Shared SQL: parameters, a compiled filter, rows by the names of their columns, expressions on a directive.

No value ever becomes part of the text of a statement. The text is one for SQLite and PostgreSQL: what an engine has of
its own stands in `query.search` and below `store`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping, Sequence
from datetime import date
from functools import cache
from operator import itemgetter
from types import NoneType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.readable import Moment, Readable
from ngkt_tui.domain.stored_values import Damaged, member_reader, stored_date, stored_ids
from ngkt_tui.query.former_ids import ID_HISTORY_OF, IS_RENAMED

if TYPE_CHECKING:
    from ngkt_tui.query.filter.filter_spec import SortKey

Parameter = str | int
RowT = TypeVar("RowT", bound=tuple[Any, ...])


def read_rows(
    connection: Readable,
    statement: str,
    values: Mapping[str, Parameter | None],
    row_type: type[RowT],
    complete: Callable[..., RowT] | None = None,
) -> list[RowT]:
    """Return the rows of a statement as the named tuple `row_type`, each column in the field of its name.

    A field whose type allows for `Damaged` is parsed: as a date, a member of an enum, or a list of ids.

    Fields that no column gives have their defaults. Columns that are no field go by their names to `complete`, which
    returns the whole row.
    """
    cursor = connection.execute(statement, values)
    make = row_maker(row_type, [column[0] for column in cursor.description], complete)
    return [make(row) for row in cursor.fetchall()]


def row_maker(
    row_type: type[RowT], columns: Sequence[str], complete: Callable[..., RowT] | None = None
) -> Callable[[tuple[Any, ...]], RowT]:
    """Return what makes a row of the values of `columns`; raises `TypeError` where these are not those of the row."""
    fields: tuple[str, ...] = row_type._fields  # type: ignore[attr-defined]
    make: Callable[[Iterable[Any]], RowT] = row_type._make  # type: ignore[attr-defined]
    if tuple(columns) == fields and not _parsers(row_type):
        return make
    defaults: Mapping[str, Any] = row_type._field_defaults  # type: ignore[attr-defined]
    lacking = [field for field in fields if field not in columns]
    others = [column for column in columns if column not in fields]
    unknown = {*(field for field in lacking if field not in defaults), *(() if complete else others)}
    if unknown or len(set(columns)) < len(columns):
        raise TypeError(f"{row_type.__name__} does not fit the columns {', '.join(columns)}: {sorted(unknown)}")
    given = [*columns, *lacking]
    rest = tuple(defaults[field] for field in lacking)
    in_order, is_in_order = itemgetter(*map(given.index, fields)), given == list(fields)
    parsers = [(columns.index(field), parse) for field, parse in _parsers(row_type).items() if field in columns]
    places = [(name, columns.index(name)) for name in others]

    def made(row: tuple[Any, ...]) -> RowT:
        values = [*row, *rest]
        for place, parse in parsers:
            if values[place] is not None:
                values[place] = parse(values[place])
        whole = make(values if is_in_order else in_order(values))
        return complete(whole, **{name: row[place] for name, place in places}) if complete else whole

    return made


@cache
def _parsers(row_type: type[Any]) -> dict[str, Callable[[str], object]]:
    """Return the fields of a row that are parsed, each with what parses a text of its column."""
    parsers: dict[str, Callable[[str], object]] = {}
    for field, kind in row_type.__annotations__.items():
        meant = [part for part in get_args(kind) if part not in (Damaged, NoneType)]
        if Damaged not in get_args(kind):
            continue
        if meant == [date]:
            parsers[field] = stored_date
        elif meant == [tuple[str, ...]]:
            parsers[field] = stored_ids
        else:
            parsers[field] = member_reader(meant[0])
    return parsers


class NamedRow:
    """A row whose values are read by the names or numbers of their columns, or unpacked."""

    __slots__ = ("_places", "_values")

    def __init__(self, values: tuple[Any, ...], places: Mapping[str, int]) -> None:
        self._values = values
        self._places = places

    def __getitem__(self, column: str | int | slice) -> Any:
        return self._values[self._places[column] if isinstance(column, str) else column]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def keys(self) -> KeysView[str]:
        """Return the names of the columns."""
        return self._places.keys()


def named_rows(connection: Readable, statement: str, values: Mapping[str, Any]) -> list[NamedRow]:
    """Return the rows of a statement."""
    cursor = connection.execute(statement, values)
    places = {column[0]: place for place, column in enumerate(cursor.description)}
    return [NamedRow(row, places) for row in cursor.fetchall()]


class Parameters:
    """The named parameters of one statement, beside those it has already. Each value gets a name of its own."""

    def __init__(self, present: Mapping[str, Parameter] | None = None) -> None:
        self._values: dict[str, Parameter] = dict(present or {})

    @property
    def values(self) -> dict[str, Parameter]:
        return dict(self._values)

    def add(self, value: Parameter) -> str:
        """Take in `value` and return the placeholder that stands for it."""
        name = f"v{len(self._values)}"
        self._values[name] = value
        return f":{name}"

    def add_list(self, values: Iterable[str]) -> str:
        """Take in `values` and return the subselect that yields them, for use after IN."""
        return f"(SELECT value FROM json_each({self.add(json.dumps(list(values)))}))"


class CompiledFilter(NamedTuple):
    """Which records of a kind are meant, and in which order: a part of many statements.

    The texts are made of this package's own words and of names of `parameters`, never of what a user typed.
    """

    kind: RecordKind
    moment: Moment
    tables: tuple[str, ...]
    """Common table expressions: the tables of a day in the past, and `counted`, the directives within the scope."""
    match: str
    """The condition that the search index answers; empty where no word is looked for."""
    conditions: tuple[str, ...]
    order: tuple[str, ...]
    """What the rows are sorted by before their position; empty for the default order."""
    parameters: Mapping[str, Parameter]
    """Beside those of the conditions always `today`, `cutoff` and `zone`, of the moment, `is_whole`: no scope, and
    `conferences`: the JSON list of those of the scope."""
    join: str = ""
    """What `order` draws upon beside the record: at most one row for each."""
    sort: "SortKey | None" = None
    """What alone all directives of today are sorted by; `None` where a filter narrows or a group orders them."""

    @property
    def with_tables(self) -> str:
        """Return the WITH clause that every statement begins with."""
        return f"WITH {', '.join(self.tables)}"


NATURE = "coalesce({it}.nature, {it}.digest_nature)"
"""The nature of the directive `{it}` that counts: a user's, else the digests'."""

CELL = f"""
    CASE
        WHEN {NATURE} = 'spirit' THEN 'spirit'
        WHEN {{it}}.status = 'dropped' THEN 'dropped'
        WHEN {{it}}.due IS NOT NULL AND {{it}}.status = 'done'
            THEN CASE WHEN {{it}}.done_on > {{it}}.due THEN 'late' ELSE 'on-time' END
        WHEN {{it}}.due IS NOT NULL
            THEN CASE WHEN :today > {{it}}.due THEN 'overdue' ELSE 'within' END
        WHEN {{it}}.status = 'done' THEN 'done'
        WHEN {{it}}.status = 'unrated' THEN 'unrated'
        WHEN {{it}}.status = 'reported' THEN 'reported'
        ELSE 'open'
    END
"""
"""The cell of the counting form into which the directive `{it}` falls on the day `:today`."""

EVIDENCED = "it.id IN (SELECT evidence.record FROM evidence)"
"""A directive for which somebody has named what shows that it was carried out."""

CONFIRMED = f"""
    it.status = 'done'
    AND 'reported' = (
        SELECT change.before
        FROM change JOIN change_group ON change_group.id = change.change_group
        WHERE change.record IN {ID_HISTORY_OF.format(record="it.id")}
            AND change.field = 'status' AND change_group.kind <> 'import'
        ORDER BY change.id DESC
        LIMIT 1
    )
"""
"""A directive that an agency reported as done before somebody here found it done."""

IS_OWN = "+it.id IN (SELECT made.id FROM record AS made WHERE made.own = 1)"
"""A record that a unit made, for which neither an article nor a document stands."""

IS_NEW = """
    +it.id IN (
        SELECT fresh.id
        FROM record AS fresh
        -- The bound by which the index is searched comes first; the index holds no zero, which the other tells.
        WHERE fresh.since > coalesce(
            {seen},
            (SELECT max(brought.since) - 1 FROM record AS brought WHERE brought.since > 1 AND brought.since > 0),
            9223372036854775807
        ) AND fresh.since > 0
            -- PostgreSQL takes a range for few, and a bound that it does not know for a third of all.
            AND fresh.since < 9223372036854775807
    )
"""
"""A record that an import has brought since the entry `{seen}` of the history; where that is NULL, that the newest
import has brought, unless it made the store, whose first entry it is then."""

IS_FOLLOWED = f"{NATURE.format(it='it')} <> 'spirit'"
"""A directive that can be followed: rates are shares of these, and lists of what asks for a decision hold no others."""

IS_NOT_DECLINED = """
    (link.target, link.record) NOT IN (SELECT declined_answer.record, declined_answer.result FROM declined_answer)
"""
"""The link of a result to a directive that it may answer, unless a user says that it does not."""

CONFERENCE_DATE = "(SELECT conference.date FROM conference WHERE conference.id = it.conference)"
"""The day of the conference of the record `it`; NULL where it is not known."""

ASKED_ON = f"CASE WHEN it.conference IS NULL THEN it.issued ELSE {CONFERENCE_DATE} END"
"""The day on which the directive `it` was asked: that of its conference, else its own."""

IS_ACT = """(
    {change}.field <> 'review'
    -- The beginning and the end of a review are written to every record at once: nobody has looked at this one.
    OR (replace({change}.after, ',', '') <> {change}.after
        AND replace({change}.after, '"closed_on"', '') = {change}.after)
    OR replace({change}.after, '"corrected_on"', '') <> {change}.after
)"""
"""A change by which somebody did something about its record."""
_LAST = f"""(
    SELECT date(change_group.at, {{{{zone}}}})
    FROM change JOIN change_group ON change_group.id = change.change_group
    WHERE change.record {{is_meant}} AND change_group.kind <> 'import' AND {IS_ACT.format(change="change")}
    ORDER BY change.id DESC
    LIMIT 1
)"""
TOUCHED = f"""
    CASE
        -- Few directives were ever changed: the others are told apart at once, without their history.
        WHEN it.id IN (SELECT ever.record FROM main.change AS ever) THEN
            coalesce(
                CASE
                    WHEN {IS_RENAMED.format(record="it.id")}
                        THEN {_LAST.format(is_meant="IN " + ID_HISTORY_OF.format(record="it.id"))}
                    ELSE {_LAST.format(is_meant="= it.id")}
                END,
                {ASKED_ON}
            )
        ELSE {ASKED_ON}
    END
"""
"""The day of the last change by a user, under whatever id, else that on which it was asked; NULL for neither."""

IS_CLOSED = "it.status IN ('done', 'dropped')"
IS_OPEN = "it.status NOT IN ('done', 'dropped')"
"""A directive that somebody still has to do something about."""
IS_LATE = "(it.status = 'blocked' OR it.due < :today)"
"""What an open directive is that does not go on as it should."""

SILENT_DAYS = 30
"""After how many days without a change an open directive is silent."""
UNTOUCHED = f"""
    CASE
        -- Whose last change was long ago needs no history: nobody has touched it lately, and it was asked before that.
        WHEN CASE
            WHEN it.conference IS NULL THEN it.issued < {{since}}
            -- A list of conferences is made once; their days would be looked up for each directive.
            ELSE it.conference IN (SELECT early.id FROM conference AS early WHERE early.date < {{since}})
        END AND it.id NOT IN (
            SELECT lately.record
            FROM change_group CROSS JOIN change AS lately ON lately.change_group = change_group.id
            WHERE change_group.kind <> 'import' AND date(change_group.at, {{zone}}) >= {{since}}
                AND {IS_ACT.format(change="lately")}
            UNION ALL
            SELECT renaming.record FROM main.change AS renaming WHERE renaming.field = 'id'
        ) THEN TRUE
        ELSE {TOUCHED} < {{since}}
    END
"""
"""Whether the directive `it` was last changed by a user, or asked, before the day `{since}`; NULL where neither was."""
