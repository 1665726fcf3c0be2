"""The layout follows the size of the terminal."""

import pytest

from ngkt_tui.tui.dashboard.layout import Layout, layout_for


@pytest.mark.parametrize(
    ("size", "arrangement"),
    [
        ((1, 1), Layout.TINY),
        ((39, 50), Layout.TINY),
        ((200, 9), Layout.TINY),
        ((40, 10), Layout.SMALL),
        ((80, 24), Layout.SMALL),
        ((99, 60), Layout.SMALL),
        ((200, 29), Layout.SMALL),
        ((100, 30), Layout.NORMAL),
        ((120, 36), Layout.NORMAL),
        ((159, 50), Layout.ROOMY),
        ((160, 30), Layout.VAST),
    ],
)
def test_a_terminal_is_arranged_by_its_size(size: tuple[int, int], arrangement: Layout) -> None:
    assert layout_for(*size) is arrangement
