"""The scope: every pane narrowed to a conference, person, agency, agreement, market, theme or document."""

import itertools
import random
import sqlite3

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.lists import LISTINGS
from ngkt_tui.query.scope import CHIP_KINDS, Scope, ScopeItem, chip_names
from ngkt_tui.query.totals import dashboard_totals
from tests.fixtures.examples import for_each
from tests.query.conftest import TODAY, Ids

CONFERENCE = ScopeItem(RecordKind.CONFERENCE, "hn-31-03")
PERSON = ScopeItem(RecordKind.OFFICIAL, "ha")
AGENCY = ScopeItem(RecordKind.ORGANISATION, "bng")
AGREEMENT = ScopeItem(RecordKind.AGREEMENT, "fta-eu")
MARKET = ScopeItem(RecordKind.MARKET, "tt-tay-phi")
THEME = ScopeItem(RecordKind.THEME, "cd-gao")
DOCUMENT = ScopeItem(RecordKind.DOCUMENT, "vb-77")
CHIPS = (CONFERENCE, PERSON, AGENCY, AGREEMENT, MARKET, THEME, DOCUMENT)


@for_each(
    ("kind", "chip", "left"),
    [
        (RecordKind.DIRECTIVE, CONFERENCE, ["d-1", "d-2", "d-3", "d-4", "d-5", "d-6", "r-1"]),
        (RecordKind.DIRECTIVE, PERSON, ["s-1", "s-2", "s-3"]),
        (RecordKind.DIRECTIVE, AGENCY, ["s-1", "s-2", "s-3", "d-1", "d-2", "d-6", "r-1"]),
        (RecordKind.DIRECTIVE, AGREEMENT, ["s-1", "d-1"]),
        (RecordKind.DIRECTIVE, MARKET, ["d-2"]),
        (RecordKind.DIRECTIVE, THEME, ["d-2", "d-3", "r-1"]),
        (RecordKind.DIRECTIVE, DOCUMENT, ["d-3"]),
        (RecordKind.CONFERENCE, CONFERENCE, ["hn-31-03"]),
        (RecordKind.CONFERENCE, PERSON, ["hn-31-03", "hn-31-09"]),
        (RecordKind.CONFERENCE, AGENCY, ["hn-31-03", "hn-31-09"]),
        (RecordKind.CONFERENCE, AGREEMENT, ["hn-31-03", "hn-31-09", "hn-khong-ngay"]),
        (RecordKind.CONFERENCE, MARKET, ["hn-31-03"]),
        (RecordKind.CONFERENCE, DOCUMENT, ["hn-31-03"]),
        (RecordKind.AGREEMENT, CONFERENCE, ["fta-eu"]),
        (RecordKind.AGREEMENT, MARKET, []),
        (RecordKind.AGREEMENT, AGENCY, ["fta-eu"]),
        (RecordKind.MARKET, AGREEMENT, ["tt-eu"]),
        (RecordKind.MARKET, MARKET, ["tt-tay-phi"]),
        (RecordKind.MARKET, THEME, ["tt-tay-phi"]),
        (RecordKind.OFFICIAL, CONFERENCE, ["khoi", "ha"]),
        (RecordKind.OFFICIAL, THEME, ["khoi"]),
        (RecordKind.OFFICIAL, PERSON, ["ha"]),
        (RecordKind.OFFICIAL, AGENCY, ["khoi", "ha"]),
        (RecordKind.ORGANISATION, PERSON, ["bng", "bct", "cqdd"]),
        (RecordKind.ORGANISATION, AGENCY, ["bng", "cqdd"]),
        (RecordKind.ORGANISATION, THEME, ["bct", "cqdd"]),
        (RecordKind.DOCUMENT, CONFERENCE, ["vb-77", "vb-de-an"]),
        (RecordKind.FIGURE, PERSON, ["so-1"]),
        (RecordKind.RESULT, AGENCY, ["kq-1"]),
        (RecordKind.RESULT, DOCUMENT, []),
        (RecordKind.THEME, DOCUMENT, ["cd-gao"]),
    ],
)
def test_a_chip_leaves_what_is_tied_to_it(ids: Ids, kind: RecordKind, chip: ScopeItem, left: list[str]) -> None:
    assert ids("", kind, (chip,)) == left


CHANCE = random.Random(31)
PAIRS = [tuple(CHANCE.sample(pair, 2)) for pair in itertools.combinations(CHIPS, 2)]


@pytest.mark.parametrize(
    "pairs", [PAIRS, pytest.param([(chip, other) for other, chip in PAIRS], marks=pytest.mark.soak)], ids=["", "turned"]
)
@pytest.mark.parametrize("kind", sorted(LISTINGS))
def test_every_pane_can_be_narrowed_to_everything(ids: Ids, kind: RecordKind, pairs: list[Scope]) -> None:
    everything = set(ids("", kind))
    alone = {chip: set(ids("", kind, (chip,))) for chip in CHIPS}
    assert all(left <= everything for left in alone.values())
    for chips in pairs:
        left = set(ids("", kind, chips))
        assert left <= everything
        if kind is RecordKind.DIRECTIVE:
            assert all(left <= alone[chip] for chip in chips)


def test_the_chips_are_of_every_kind_that_can_narrow() -> None:
    assert {chip.kind for chip in CHIPS} == CHIP_KINDS


def test_a_filter_works_within_the_scope(ids: Ids) -> None:
    assert ids("theme:gao", RecordKind.MARKET, (CONFERENCE,)) == ["tt-tay-phi"]
    assert ids("theme:gao", RecordKind.MARKET, (PERSON,)) == []
    assert ids("phan", RecordKind.DIRECTIVE, (AGENCY, CONFERENCE)) == ["d-1"]


def test_two_chips_leave_what_is_tied_to_a_directive_of_both(ids: Ids) -> None:
    assert ids("", RecordKind.THEME, (CONFERENCE, AGREEMENT)) == ["cd-so"]
    assert ids("", RecordKind.MARKET, (PERSON, THEME)) == []


def test_the_header_counts_within_the_scope(world: sqlite3.Connection) -> None:
    totals = dashboard_totals(world, compile_filter(world, RecordKind.DIRECTIVE, TODAY, scope=(CONFERENCE,)))
    assert (totals.form.total, totals.done, totals.recommendations) == (6, 2, 1)


def test_an_agency_that_is_its_own_ancestor_is_met_once(world: sqlite3.Connection, ids: Ids) -> None:
    world.execute("UPDATE organisation SET parent = 'cqdd' WHERE id = 'chinh-phu'")
    assert ids("", RecordKind.DIRECTIVE, (AGENCY,)) == ids("agency:cqdd")


def test_chips_are_named(world: sqlite3.Connection) -> None:
    gone = ScopeItem(RecordKind.THEME, "gone")
    assert [each.vi for each in chip_names(world, (THEME, gone, AGENCY))] == ["Gạo", "Bộ Ngoại giao"]
