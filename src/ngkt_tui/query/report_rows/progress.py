"""How far each conference, agency and theme has come, in the words of a report."""

import sqlite3
from collections.abc import Iterable

from ngkt_tui.domain.language import Language, localized
from ngkt_tui.domain.summary import GroupShare, Progress
from ngkt_tui.query import totals
from ngkt_tui.query.narrowing import CompiledFilter
from ngkt_tui.query.totals import GroupForm


def by_conference(connection: sqlite3.Connection, where: CompiledFilter, language: Language) -> tuple[Progress, ...]:
    """Return the progress of each conference at which a directive was given, oldest first."""
    return _told(totals.by_conference(connection, where), language)


def by_agency(connection: sqlite3.Connection, where: CompiledFilter, language: Language) -> tuple[Progress, ...]:
    """Return the progress of each agency, the one that was asked most first."""
    return _told(sorted(totals.by_agency(connection, where), key=_most_asked), language)


def by_theme(connection: sqlite3.Connection, where: CompiledFilter, language: Language) -> tuple[Progress, ...]:
    """Return the progress of each theme, the one with most directives first."""
    return _told(sorted(totals.by_theme(connection, where), key=_most_asked), language)


def through_groups(connection: sqlite3.Connection, where: CompiledFilter, language: Language) -> tuple[GroupShare, ...]:
    """Return how much each agency was asked through groups to which it belongs, the one that was asked most first."""
    rows = totals.through_groups(connection, where)
    return tuple(GroupShare(record, localized(language, vi, en), many) for record, vi, en, many in rows)


def _most_asked(group: GroupForm) -> int:
    return -group.form.total


def _told(groups: Iterable[GroupForm], language: Language) -> tuple[Progress, ...]:
    return tuple(
        Progress(group.id, localized(language, group.label_vi, group.label_en), group.form)
        for group in groups
        if group.form.total
    )
