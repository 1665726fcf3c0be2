"""Every kind has a range of positions of its own; recommendations come after directives."""

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.record_order import RANGE, kind_of_position, range_middle, range_start


def test_every_kind_has_a_range_of_its_own() -> None:
    bases = [range_start(kind) for kind in RecordKind] + [range_start(RecordKind.DIRECTIVE, recommendation=True)]
    assert sorted(bases) == [number * RANGE for number in range(1, 15)]


def test_recommendations_come_after_all_directives() -> None:
    assert range_start(RecordKind.DIRECTIVE) + RANGE == range_start(RecordKind.DIRECTIVE, recommendation=True)


@pytest.mark.parametrize("kind", RecordKind)
def test_the_kind_is_told_from_the_position(kind: RecordKind) -> None:
    assert kind_of_position(range_middle(kind)) is kind


def test_a_recommendation_is_a_directive() -> None:
    assert kind_of_position(range_middle(RecordKind.DIRECTIVE, recommendation=True)) is RecordKind.DIRECTIVE


@pytest.mark.parametrize("position", [0, -1, 15 * RANGE])
def test_a_number_outside_all_ranges_has_no_kind(position: int) -> None:
    with pytest.raises(IndexError):
        kind_of_position(position)
