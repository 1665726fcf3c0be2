"""Where a store is named: an address goes where a path goes, and is shown without its password."""

import subprocess
import sys
from pathlib import Path

import pytest

from ngkt_tui.cli.config import read_config
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.place import ServerAddress
from ngkt_tui.domain.store_errors import DriverMissingError
from ngkt_tui.services.context import place_of
from ngkt_tui.store import engine_of
from tests.fixtures.examples import for_each


@for_each(
    ("address", "shown", "name"),
    [
        ("postgresql://lan:bi@mat@db/ngkt", "postgresql://lan@db/ngkt", "ngkt"),
        ("postgresql://db/ngkt?password=bimat&sslmode=require", "postgresql://db/ngkt?sslmode=require", "ngkt"),
        ("postgresql://db/ngkt?sslpassword=bimat", "postgresql://db/ngkt", "ngkt"),
        ("postgres://lan:bimat@a:5432,b/ngkt", "postgres://lan@a:5432,b/ngkt", "ngkt"),
        ("postgresql://", "postgresql://", "postgresql://"),
    ],
)
def test_a_password_is_never_shown(address: str, shown: str, name: str) -> None:
    place = place_of(address)
    assert isinstance(place, ServerAddress)
    assert (str(place), place.name, place.address) == (shown, name, address)
    assert "bimat" not in repr(place)
    assert "bimat" not in str(DriverMissingError(path=place))


def test_a_configuration_file_may_name_an_address(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('db = "postgresql://db/ngkt"\n')
    assert read_config(tmp_path / "config.toml").db == ServerAddress("postgresql://db/ngkt")


def test_a_path_is_still_a_path() -> None:
    assert place_of("postgresql.sqlite") == Path("postgresql.sqlite")


def test_a_missing_driver_is_told_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [each for each in sys.modules if each.startswith("ngkt_tui.store.postgres.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DriverMissingError) as raised:
        engine_of(ServerAddress("postgresql://db/without-driver"))
    assert raised.value.exit_code == 1
    assert "pip install 'ngkt-tui[postgres]'" in raised.value.explain(Language.VI).next_step


def test_an_address_is_taken_by_the_command_line(tmp_path: Path) -> None:
    address = f"postgresql://lan:bimat@/ngkt?host={tmp_path}"
    command = [sys.executable, "-m", "ngkt_tui", "--lang", "en", "--db", address, "list", "directives"]
    process = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert process.returncode == 4, process.stderr
    assert "does not answer" in process.stderr
    assert "bimat" not in process.stderr
