"""The arrows in the filter box go through the filters that were used before."""

from ngkt_tui.tui.view_state import MAX_COUNT, FilterHistory


def gone(past: FilterHistory, *steps: int, typed: str = "") -> list[str | None]:
    shown: list[str | None] = []
    present = typed
    for step in steps:
        moved = past.moved(step, present)
        if moved is not None:
            past, present = moved
        shown.append(present if moved else None)
    return shown


PAST = FilterHistory().with_used("one").with_used("two").with_used("three")


def test_the_newest_comes_first_and_the_oldest_is_the_end() -> None:
    assert gone(PAST, 1, 1, 1, 1) == ["three", "two", "one", None]


def test_the_way_forth_ends_at_what_was_being_typed() -> None:
    assert gone(PAST, 1, 1, -1, -1, -1, typed="half") == ["three", "two", "three", "half", None]


def test_a_filter_that_stands_in_the_box_is_passed_over() -> None:
    assert gone(PAST, 1, typed="three") == ["two"]


def test_a_filter_used_again_is_the_newest_and_stands_there_once() -> None:
    assert PAST.with_used("one ").texts == ("two", "three", "one")


def test_blanks_are_no_filter_and_the_oldest_are_forgotten() -> None:
    past = FilterHistory().with_used("  ")
    assert past.texts == ()
    for number in range(MAX_COUNT + 5):
        past = past.with_used(str(number))
    assert len(past.texts) == MAX_COUNT
    assert past.texts[0] == "5"
