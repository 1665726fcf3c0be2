"""Facets: what each value would leave is what the filter with that value leaves; picking rewrites the filter."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngkt_tui.domain.enums import Language, RecordKind, Status
from ngkt_tui.domain.errors import FilterError
from ngkt_tui.domain.readable import Moment
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.query.filter import FieldName, FilterSpec, format_filter, parse
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.filter.facet_counts import (
    FACETS,
    Asked,
    Facet,
    chosen,
    own_values,
    read_facet,
    toggled,
    with_values,
)
from ngkt_tui.query.filter.fields.field_registry import FIELDS
from ngkt_tui.query.lists import LISTINGS
from ngkt_tui.query.scope import Scope, ScopeItem
from ngkt_tui.services.edit import edit_fields, set_status
from ngkt_tui.services.reader import Reader
from tests.fixtures.examples import examples, for_each
from tests.fixtures.stores import context_of, make_sample_store, sqlite_of
from tests.query.conftest import TODAY

D = RecordKind.DIRECTIVE


def facet(
    connection: sqlite3.Connection,
    name: FieldName,
    text: str = "",
    kind: RecordKind = D,
    scope: Scope = (),
    moment: Moment = TODAY,
) -> Facet:
    return read_facet(connection, Asked(kind, moment, parse(text, kind), scope, Language.VI), name)


def counts(found: Facet) -> dict[str, int]:
    return {each.value: each.left.records for each in found.values}


def agrees(connection: sqlite3.Connection, found: Facet, asked: Asked) -> None:
    """Each count is what the filter with that value leaves, and no value that would leave something is missing."""
    listing = LISTINGS[asked.kind]
    for each in found.values:
        spec = with_values(asked.spec, found.name, [each.value])
        assert parse(format_filter(spec), asked.kind) == spec
        assert each.left == listing.count(
            connection, compile_filter(connection, asked.kind, asked.moment, spec, asked.scope)
        )
    offered = {each.value for each in found.values}
    for value, _ in FIELDS[found.name].suggest(connection, "", asked.kind, Language.VI, 999):
        spec = with_values(asked.spec, found.name, [value])
        left = listing.count(connection, compile_filter(connection, asked.kind, asked.moment, spec, asked.scope))
        assert value in offered or not sum(left) or value == "any"


KINDS_AND_FACETS = [(kind, name) for kind, names in FACETS.items() for name in names]
SCOPES: list[Scope] = [
    (),
    (ScopeItem(RecordKind.CONFERENCE, "hn-31-03"),),
    (ScopeItem(RecordKind.ORGANISATION, "chinh-phu"),),
    (ScopeItem(RecordKind.THEME, "cd-gao"), ScopeItem(RecordKind.OFFICIAL, "khoi")),
]


EACH_SCOPED = [
    pytest.param(*each, scope, marks=() if (at + number) % 2 else pytest.mark.soak)
    for at, each in enumerate(KINDS_AND_FACETS)
    for number, scope in enumerate(SCOPES)
]
"""Every facet of every kind within two of the scopes; the long proofs count it within all of them."""


@pytest.mark.parametrize(("kind", "name", "scope"), EACH_SCOPED)
def test_every_facet_of_every_kind_counts_what_the_filter_leaves(
    world: sqlite3.Connection, kind: RecordKind, name: FieldName, scope: Scope
) -> None:
    found = facet(world, name, "", kind, scope)
    agrees(world, found, Asked(kind, TODAY, FilterSpec(), scope, Language.VI))


@pytest.mark.parametrize("moment", [TODAY, Moment(date(2031, 10, 1), as_of=date(2031, 6, 1))])
@pytest.mark.parametrize("name", FACETS[D])
def test_facets_of_a_day_in_the_past_count_what_was_so_then(
    world: sqlite3.Connection, name: FieldName, moment: Moment
) -> None:
    agrees(world, facet(world, name, moment=moment), Asked(D, moment, FilterSpec(), (), Language.VI))


def test_the_deadlines_are_those_of_the_filter_language(world: sqlite3.Connection) -> None:
    assert [each.value for each in facet(world, FieldName.DUE, "due:>30d,7d,2031").values][-1] == "2031"
    assert {"overdue", "none"} <= set(counts(facet(world, FieldName.DUE)))


def test_a_facet_leaves_its_own_term_out_and_keeps_all_others(world: sqlite3.Connection) -> None:
    plain, chosen_too = facet(world, FieldName.STATUS), facet(world, FieldName.STATUS, "status:done")
    assert counts(chosen_too) == counts(plain)
    assert counts(facet(world, FieldName.CONFERENCE, "status:done")) != counts(facet(world, FieldName.CONFERENCE))
    assert counts(facet(world, FieldName.STATUS, "-status:done")) == {
        value: left for value, left in counts(plain).items() if value != "done"
    }


def test_what_is_chosen_is_shown_even_where_nothing_is_left_of_it(world: sqlite3.Connection) -> None:
    emptied = facet(world, FieldName.THEME, "theme:cd-xanh khongcochunaonhuvay")
    assert counts(emptied) == {"cd-xanh": 0}
    assert counts(facet(world, FieldName.DUE, "due:1999 khongcochunaonhuvay")) == {"1999": 0}


def test_conferences_come_newest_first_and_other_records_by_how_many_they_leave(world: sqlite3.Connection) -> None:
    conferences = [each.value for each in facet(world, FieldName.CONFERENCE).values]
    assert conferences[:2] == ["hn-31-09", "hn-31-03"]
    left = [each.left.records for each in facet(world, FieldName.THEME).values if each.value != "none"]
    assert left == sorted(left, reverse=True)


def test_labels_are_in_the_language_that_is_spoken(world: sqlite3.Connection) -> None:
    def labels(language: Language, name: FieldName) -> dict[str, str]:
        return {e.value: e.label for e in read_facet(world, Asked(D, TODAY, FilterSpec(), (), language), name).values}

    assert labels(Language.VI, FieldName.AGENCY)["bct"] == "Bộ Công Thương"
    assert labels(Language.EN, FieldName.AGENCY)["bct"] == "Ministry of Industry and Trade"
    assert labels(Language.EN, FieldName.STATUS)["done"] == "done"
    assert labels(Language.VI, FieldName.CONFERENCE)["hn-31-03"].startswith("05/03/2031 ")


def picked(connection: sqlite3.Connection, text: str, name: FieldName, value: str) -> str:
    found = facet(connection, name, text)
    return format_filter(toggled(parse(text, D), name, value, found.meanings))


@for_each(
    ("text", "name", "value", "then"),
    [
        ("", FieldName.STATUS, "done", "status:done"),
        ("status:done", FieldName.STATUS, "blocked", "status:done,blocked"),
        ("status:done,blocked", FieldName.STATUS, "done", "status:blocked"),
        ("status:blocked", FieldName.STATUS, "blocked", ""),
        ("gạo -status:done sort:-due", FieldName.STATUS, "done", "gạo -status:done status:done sort:-due"),
        ('"thị trường', FieldName.THEME, "cd-gao", 'theme:cd-gao "thị trường'),
        ("theme:gạo market:none", FieldName.THEME, "cd-gao", "market:none"),
        ('agency:"Bộ Công Thương",bng', FieldName.AGENCY, "bct", "agency:bng"),
        ("theme:none", FieldName.THEME, "none", ""),
        ("conf:2031", FieldName.CONFERENCE, "hn-31-03", "conf:hn-31-09"),
        ("conf:2031-03", FieldName.CONFERENCE, "hn-31-09", "conf:2031-03,hn-31-09"),
        ("lead:bct", FieldName.AGENCY, "bct", "lead:bct agency:bct"),
        ("due:2031", FieldName.DUE, "overdue", "due:2031,overdue"),
        ("status:done status:doing", FieldName.STATUS, "doing", "status:done"),
    ],
)
def test_picking_a_value_rewrites_its_own_term_alone(
    world: sqlite3.Connection, text: str, name: FieldName, value: str, then: str
) -> None:
    assert picked(world, text, name, value) == then


def test_picking_twice_is_as_if_nothing_had_been_picked(world: sqlite3.Connection) -> None:
    for name in FACETS[D]:
        for value in counts(facet(world, name)):
            once = picked(world, "gao is:open", name, value)
            assert once != "gao is:open"
            assert picked(world, once, name, value) == "gao is:open"


def test_a_wrong_filter_is_told_as_everywhere(world: sqlite3.Connection) -> None:
    for text in ("theme:cd-la", "conf:cd-la"):
        for name in (FieldName.THEME, FieldName.STATUS):
            with pytest.raises(FilterError):
                facet(world, name, text)


TERMS = st.sampled_from(
    ["gao", "đàm phán", "-thi", "is:open", "is:repeated", "status:done,blocked", "-status:unrated", "due:none",
     "due:>7d", "lead:none", "theme:none", "market:none,tt-eu", "kind:task,request", "agency:none", "due:overdue,2031"]
)  # fmt: skip


@pytest.fixture(scope="module")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample digest with what users did to it: statuses, deadlines near and far, other agencies."""
    path = make_sample_store(tmp_path_factory.mktemp("facets") / "ngkt.sqlite")
    context = context_of(path)
    with Reader(context) as reader:
        ids = [row.id for row in reader.page(reader.compile_filter(D), -1)]
    for status, record in zip(("done", "doing", "blocked", "dropped"), ids, strict=False):
        set_status(context, [record], Status(status), why="chờ ý kiến")
    for number, day in enumerate((date(2032, 2, 1), date(2032, 3, 5), date(2032, 3, 25), date(2032, 6, 1))):
        edit_fields(context, [ids[-number - 1]], FieldUpdates(due=day))
    edit_fields(context, ids[2:4], FieldUpdates(lead=("bct",)))
    return path


@given(terms=st.lists(TERMS, max_size=4, unique=True), name=st.sampled_from(FACETS[D]), data=st.data())
@settings(max_examples=examples(80), deadline=None, derandomize=True)
def test_counts_agree_with_the_list_for_any_filter(
    sample_path: Path, terms: list[str], name: FieldName, data: st.DataObject
) -> None:
    context = context_of(sample_path)
    spec = parse(" ".join(terms), D)
    with Reader(context) as reader, reader.connection() as connection:
        asked = Asked(D, Moment(context.today()), spec, (), Language.EN)
        try:
            found = read_facet(connection, asked, name)
        except FilterError:
            return
        agrees(sqlite_of(connection), found, asked)
        if not found.values:
            return
        value = data.draw(st.sampled_from([each.value for each in found.values]))
        then = toggled(spec, name, value, found.meanings)
        again = read_facet(connection, asked._replace(spec=then), name)
        assert (
            counts(again).items() >= {each.value: each.left.records for each in found.values if sum(each.left)}.items()
        )
        assert (value in chosen(then, name, again.meanings)) is (value not in chosen(spec, name, found.meanings))
        assert own_values(parse(format_filter(then), D), name) == own_values(then, name)
