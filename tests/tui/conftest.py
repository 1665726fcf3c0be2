"""Stores that the dashboard is shown over."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet

from tests.tui.benches import Bench
from tests.tui.stores import make_store, many, small


@pytest.fixture(scope="session")
def _small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("small") / "ngkt.sqlite", small)


@pytest.fixture
def store(_small_file: Path, tmp_path: Path) -> Path:
    """A store of the test's own, with a little of everything."""
    return Path(shutil.copy(_small_file, tmp_path / "ngkt.sqlite"))


@pytest.fixture(scope="session")
def long_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with 5,000 directives, only to be read."""
    return make_store(tmp_path_factory.mktemp("long") / "ngkt.sqlite", lambda built: many(built, 5000))


@pytest.fixture
def empty_store(tmp_path: Path) -> Path:
    """A store without any record."""
    return make_store(tmp_path / "ngkt.sqlite", lambda built: None)


@pytest.fixture
def bench(store: Path) -> Iterator[Bench]:
    made = Bench(store)
    yield made
    made.workers.close()
    made.reader.close()


@pytest.fixture(autouse=True)
def _looks_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the dashboard look for others' changes where a test says so, and not a second after it began."""
    monkeypatch.setattr("ngkt_tui.tui.dashboard.dashboard_screen.POLL_SECONDS", 3600.0)


@pytest.fixture(autouse=True)
def _draws_only_when_looked_at(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw the screen where a test reads it, and not after each key for a terminal that is not there.

    Drawing is a third of the time of these tests. Those that are about drawing, or search for a line that cannot be
    drawn, bear the mark `drawn`. Those of `tests/scale`, which count drawn lines, do not come here.
    """
    if request.node.get_closest_marker("drawn") is None:
        monkeypatch.setattr(Compositor, "render_update", _forget_what_changed)


def _forget_what_changed(compositor: Compositor, full: bool = False, **_: object) -> None:
    compositor._dirty_regions.clear()


@pytest.fixture(scope="session", autouse=True)
def _parses_styles_once() -> Iterator[None]:
    """Parse each style sheet once, not once for each app: equal texts with equal colours give equal rules.

    It is a sixth of the time that an app takes to start, and most tests start one.
    """
    parse, known = Stylesheet._parse_rules, {}

    def parse_once(sheet: Stylesheet, css: str, read_from: object, *options: object, **named: object) -> object:
        key = (css, read_from, options, tuple(named.items()), tuple(sorted(sheet._variables.items())))
        if key not in known:
            known[key] = parse(sheet, css, read_from, *options, **named)  # type: ignore[arg-type]
        return known[key]

    with pytest.MonkeyPatch.context() as patching:
        patching.setattr(Stylesheet, "_parse_rules", parse_once)
        yield
