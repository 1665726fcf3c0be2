"""Every kind has an entry in every table, and a range of positions; recommendations come after directives."""

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.record_kinds import (
    RANGE,
    RECORD_KINDS,
    kind_of_position,
    range_middle,
    range_start,
    require_complete,
)
from tests.fixtures.examples import for_each


def test_every_kind_has_a_range_of_its_own() -> None:
    bases = [range_start(kind) for kind in RecordKind] + [range_start(RecordKind.DIRECTIVE, recommendation=True)]
    assert sorted(bases) == [number * RANGE for number in range(1, 15)]


def test_recommendations_come_after_all_directives() -> None:
    assert range_start(RecordKind.DIRECTIVE) + RANGE == range_start(RecordKind.DIRECTIVE, recommendation=True)


@for_each("kind", RecordKind)
def test_the_kind_is_told_from_the_position(kind: RecordKind) -> None:
    assert kind_of_position(range_middle(kind)) is kind


def test_a_recommendation_is_a_directive() -> None:
    assert kind_of_position(range_middle(RecordKind.DIRECTIVE, recommendation=True)) is RecordKind.DIRECTIVE


@pytest.mark.parametrize("position", [0, -1, 15 * RANGE])
def test_a_number_outside_all_ranges_has_no_kind(position: int) -> None:
    with pytest.raises(IndexError):
        kind_of_position(position)


def test_a_table_that_lacks_a_kind_is_refused_by_name() -> None:
    table: dict[RecordKind, str] = {
        kind: str(kind) for kind in RecordKind if kind not in (RecordKind.THEME, RecordKind.FAMILY)
    }
    with pytest.raises(LookupError, match=r"some\.table has no entry for records of the kind theme$"):
        require_complete("some.table", table, lacking=[RecordKind.FAMILY])
    require_complete("some.table", table, lacking=[RecordKind.FAMILY, RecordKind.THEME])


def test_no_two_kinds_are_listed_under_one_name() -> None:
    assert len({spec.list_name for spec in RECORD_KINDS.values()}) == len(RecordKind)
