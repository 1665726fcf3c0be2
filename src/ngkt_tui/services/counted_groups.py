"""Counting directives by the counting form: in all, and by conference, agency or theme, each with the filter it is."""

from collections.abc import Mapping
from typing import NamedTuple

from ngkt_tui.domain.counting_form import CountingForm
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.stored_values import StoredDate
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.filter_spec import FieldName
from ngkt_tui.query.names import load_refs
from ngkt_tui.query.scope import Scope
from ngkt_tui.query.totals import DashboardTotals, Grouping
from ngkt_tui.services.reader import Reader

_FIELDS: Mapping[Grouping, FieldName] = {
    Grouping.CONFERENCE: FieldName.CONFERENCE,
    Grouping.AGENCY: FieldName.NAMED,
    Grouping.THEME: FieldName.THEME,
}
"""The fields whose filters leave exactly the directives of a group."""


class CountedGroup(NamedTuple):
    """The form of one group. `filter` leaves exactly its directives; `name_vi` is `None` for those of no group."""

    name_vi: str | None
    name_en: str | None
    form: CountingForm
    evidenced: int
    """Of those done, the ones with evidence."""
    filter: str
    date: StoredDate | None = None
    """Of a conference."""
    statuses: tuple[int, ...] = ()
    """Of those that can be followed, how many have each status, in the order of `Status`."""


class CountingResult(NamedTuple):
    """The form of all directives of a scope, and of the groups they were counted by."""

    whole: DashboardTotals
    groups: tuple[CountedGroup, ...] = ()


def count_directives(reader: Reader, scope: Scope = (), by: Grouping | None = None) -> CountingResult:
    """Count the directives of a scope, by groups where `by` is given."""
    where = reader.compile_filter(RecordKind.DIRECTIVE, None, scope)
    return CountingResult(reader.dashboard_totals(where), count_groups(reader, scope, by) if by else ())


def count_groups(reader: Reader, scope: Scope, by: Grouping) -> tuple[CountedGroup, ...]:
    """Count the directives of a scope by groups; groups without a directive are left out.

    The newest conference comes first. A directive counts in every agency and theme that it names; those that name
    none come last.
    """
    where = reader.compile_filter(RecordKind.DIRECTIVE, None, scope)
    field = _FIELDS[by]
    forms = reader.counting(where, by)[:: -1 if by is Grouping.CONFERENCE else 1]
    with reader.connection() as connection:
        names = load_refs(connection, (form.id for form in forms))
    groups = [
        CountedGroup(
            form.label_vi,
            form.label_en,
            form.form,
            form.evidenced,
            f"{field}:{form.id}",
            names[form.id].date,
            form.statuses,
        )
        for form in forms
    ]
    without = f"{field}:none"
    rest = reader.dashboard_totals(
        reader.compile_filter(RecordKind.DIRECTIVE, parse(without, RecordKind.DIRECTIVE), scope)
    )
    groups.append(CountedGroup(None, None, rest.form, rest.evidenced, without, statuses=rest.statuses))
    return tuple(group for group in groups if group.form.total)
