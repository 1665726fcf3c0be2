"""The layout follows the size of the terminal."""

import pytest

from ngkt_tui.tui.screens.arrangement import Arrangement, arrangement_for


@pytest.mark.parametrize(
    ("size", "arrangement"),
    [
        ((1, 1), Arrangement.TINY),
        ((39, 50), Arrangement.TINY),
        ((200, 9), Arrangement.TINY),
        ((40, 10), Arrangement.SMALL),
        ((80, 24), Arrangement.SMALL),
        ((99, 60), Arrangement.SMALL),
        ((200, 29), Arrangement.SMALL),
        ((100, 30), Arrangement.NORMAL),
        ((120, 36), Arrangement.NORMAL),
        ((200, 50), Arrangement.ROOMY),
    ],
)
def test_a_terminal_is_arranged_by_its_size(size: tuple[int, int], arrangement: Arrangement) -> None:
    assert arrangement_for(*size) is arrangement
