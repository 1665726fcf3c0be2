"""What holds for every test: nothing of the machine's user is read or written."""

import gc
from collections.abc import Iterator

import pytest


def pytest_configure() -> None:
    """Look for garbage seldom: every dashboard is a thousand objects, and looking takes a quarter of a test's time."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session", autouse=True)
def _state_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what dashboards looked at last in a folder of the tests, also of those that run as processes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield
