"""Positions rise in the wanted order; as few as can be are moved."""

from hypothesis import given
from hypothesis import strategies as st

from ngkt_tui.domain.record_kinds import RANGE
from ngkt_tui.store.importing.ordering import GAP, Positioned, assign_positions

BASE = 3 * RANGE
MIDDLE = BASE + RANGE // 2


def _placed(*positions: int | None) -> list[Positioned]:
    return [Positioned(str(number), position) for number, position in enumerate(positions)]


def test_the_first_ones_start_in_the_middle_of_the_range() -> None:
    assert assign_positions(_placed(None, None), BASE) == {"0": MIDDLE, "1": MIDDLE + GAP}


def test_what_stands_in_order_is_not_moved() -> None:
    assert assign_positions(_placed(MIDDLE, MIDDLE + 1, MIDDLE + 9), BASE) == {}


def test_new_ones_find_room_before_between_and_after() -> None:
    wanted = _placed(None, MIDDLE, None, MIDDLE + GAP, None)
    assert assign_positions(wanted, BASE) == {"0": MIDDLE - GAP, "2": MIDDLE + GAP // 2, "4": MIDDLE + 2 * GAP}


def test_one_that_is_out_of_order_is_moved_alone() -> None:
    assert assign_positions(_placed(MIDDLE + 500, MIDDLE, MIDDLE + GAP), BASE) == {"0": MIDDLE - GAP}


def test_where_there_is_no_room_all_are_placed_anew() -> None:
    assert set(assign_positions(_placed(MIDDLE, None, MIDDLE + 1), BASE)) == {"0", "1", "2"}


def test_one_from_another_range_is_moved_into_this_one() -> None:
    assert assign_positions(_placed(MIDDLE, BASE - 7), BASE) == {"1": MIDDLE + GAP}


_POSITIONS = st.one_of(
    st.none(),
    st.integers(BASE - 3, BASE + 30),
    st.integers(BASE + RANGE - 30, BASE + RANGE + 3),
    st.integers(MIDDLE - 40, MIDDLE + 40),
    st.integers(-20, 20).map(lambda number: MIDDLE + number * GAP),
)


@given(st.lists(_POSITIONS, max_size=40, unique_by=lambda position: position if position is not None else object()))
def test_positions_always_rise_within_the_range(positions: list[int | None]) -> None:
    wanted = _placed(*positions)
    assigned = assign_positions(wanted, BASE)
    after = [at for record, position in wanted if (at := assigned.get(record, position)) is not None]
    assert len(after) == len(wanted)
    assert all(BASE < position < BASE + RANGE for position in after)
    assert after == sorted(set(after))
