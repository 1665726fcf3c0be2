"""The view is a value: narrowing and widening give another one."""

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.scope import ScopeItem
from ngkt_tui.tui.view_state import ViewState

EMPTY = ViewState((), ("", "", "", ""))
CONFERENCE = ScopeItem(RecordKind.CONFERENCE, "hn-2024-07-18", "18/07/2024", "2024-07-18")
OTHER_CONFERENCE = ScopeItem(RecordKind.CONFERENCE, "hn-2022-09-19", "19/09/2022", "2022-09-19")
AGENCY = ScopeItem(RecordKind.ORGANISATION, "bct", "BCT", "MOIT")


def test_a_chip_narrows_further() -> None:
    assert EMPTY.push_scope(CONFERENCE).push_scope(AGENCY).scope == (CONFERENCE, AGENCY)


def test_a_chip_takes_the_place_of_one_of_its_kind() -> None:
    assert EMPTY.push_scope(CONFERENCE).push_scope(AGENCY).push_scope(OTHER_CONFERENCE).scope == (
        AGENCY,
        OTHER_CONFERENCE,
    )


def test_widening_takes_the_last_chip_off() -> None:
    assert EMPTY.push_scope(CONFERENCE).push_scope(AGENCY).pop_scope().scope == (CONFERENCE,)
    assert EMPTY.pop_scope() == EMPTY


def test_each_pane_has_a_filter_of_its_own() -> None:
    assert EMPTY.with_filter(1, "is:open").filters == ("", "is:open", "", "")
