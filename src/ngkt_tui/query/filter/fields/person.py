"""The field `by:`: whoever gave a directive, by any word of a name or by a post, beside what every reference takes."""

import json
import sqlite3
from collections.abc import Sequence

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.filter.fields.field import ResolvedValue
from ngkt_tui.query.filter.fields.reference import NONE, ReferenceField
from ngkt_tui.query.lookup import (
    MAX_CANDIDATES,
    by_id,
    has_marks_of,
    is_word_of,
    normalize_name,
    require_one,
    whole,
    with_prefix,
)
from ngkt_tui.query.names import Candidate


class PersonField(ReferenceField):
    """A reference to officials and whoever else gives directives.

    Of officials a word of the name is enough, the given name first, where it is one person's alone; a post stands for
    everybody who held it.
    """

    def resolve(self, connection: sqlite3.Connection, value: str) -> ResolvedValue:
        """Return the ids of those called `value`; raises `ValueMistakeError` for nobody, or for several of one name."""
        wanted = normalize_name(value)
        if value == NONE or not wanted or by_id(connection, self.targets, value):
            return super().resolve(connection, value)
        found = with_prefix(connection, self.targets, wanted, MAX_CANDIDATES)
        if whole(found, wanted):
            return super().resolve(connection, value)
        people = [each for each in found if each.record.kind is RecordKind.OFFICIAL]
        named = _named(people, value)
        if named:
            return require_one([each.record for each in named])
        return _holders(connection, people, wanted) or super().resolve(connection, value)


def _named(people: Sequence[Candidate], typed: str) -> list[Candidate]:
    """Return the officials of whose names what is typed is the end, else those of whose names it is a word."""
    wanted = normalize_name(typed)
    given = [each for each in people if any(f" {normalize_name(name)}".endswith(f" {wanted}") for name in each.names)]
    named = given or [each for each in people if any(is_word_of(normalize_name(name), wanted) for name in each.names)]
    marked = [each for each in named if any(has_marks_of(name, typed) for name in each.names)]
    return marked or named


def _holders(connection: sqlite3.Connection, people: Sequence[Candidate], wanted: str) -> tuple[str, ...]:
    """Return the officials with a post of that title, else with one whose title begins so."""
    statement = "SELECT official, title_vi, title_en FROM post WHERE official IN (SELECT value FROM json_each(:ids))"
    ids = json.dumps([each.record.id for each in people])
    titles: dict[str, list[str]] = {}
    for official, *names in connection.execute(statement, {"ids": ids}).fetchall():
        titles.setdefault(official, []).extend(normalize_name(name) for name in names if name)
    exact = tuple(official for official, held in titles.items() if wanted in held)
    return exact or tuple(official for official, held in titles.items() if any(_begins(each, wanted) for each in held))


def _begins(title: str, wanted: str) -> bool:
    return f"{title} ".startswith(f"{wanted} ")
