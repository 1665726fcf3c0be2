"""Commands on a full disk: an import, an export, a backup, a first run: told in a sentence, the old state whole.

RELIABILITY row 8, as a user meets it. A limit on the size of files stands in for the full disk: what would be written
beyond it fails.
"""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from ngkt_tui.domain.text import has_control_chars
from ngkt_tui.report.formats import Format
from tests.faults.test_hostile_text import run_command
from tests.faults.test_store_writes import files_up_to
from tests.fixtures.stores import make_sample_store
from tests.store.stores import everything, require_sound

SECOND = Path(__file__).parents[1] / "fixtures" / "second.yaml"
RECORD = "hn-2031-03-05-01"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_sample_store(tmp_path_factory.mktemp("sample") / "ngkt.sqlite")
    assert (
        run_command(path, "set", RECORD, "--status", "blocked", "--why", "vốn", "--due", "+3d", "--lead", "bnn")[0] == 0
    )
    assert run_command(path, "import", str(SECOND), "--dry-run")[0] == 0  # loads everything while there is room
    return path


@pytest.fixture
def store(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "store").mkdir()
    return Path(shutil.copy(template, tmp_path / "store" / "ngkt.sqlite"))


def within(size: int, store: Path, *arguments: str) -> int:
    """Run a command where no file may grow beyond `size`, and return its exit code; what it refuses, it explains."""
    with files_up_to(size):
        code, words = run_command(store, *arguments)
    assert "Traceback" not in words
    assert not has_control_chars(words)
    assert code == 0 or len(words) > 40
    return code


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_an_edit_on_a_full_disk_is_told_what_to_do(store: Path) -> None:
    with files_up_to(4096):
        code, words = run_command(store, "set", RECORD, "--status", "done")
    assert code == 4
    assert "Free some space" in words
    assert "nothing was changed" in words
    assert run_command(store, "set", RECORD, "--status", "done")[0] == 0


def summed_up(name: str, codes: list[int]) -> None:
    refused = sum(code != 0 for code in codes)
    assert 0 < refused < len(codes)
    print(f"{name} on a full disk: {len(codes)} tried, {refused} refused, 0 lost")


def import_at_every(step: int, store: Path) -> None:
    before, codes = everything(store), []
    for size in range(0, 2 * store.stat().st_size, step):
        tried = Path(shutil.copy(store, store.with_name("tried.sqlite")))
        codes.append(within(size, tried, "import", str(SECOND)))
        assert codes[-1] in (0, 4)
        if codes[-1]:
            assert run_command(tried, "show", RECORD)[0] == 0  # plays back what the failed write left
            assert everything(tried) == before
            require_sound(tried)
            assert run_command(tried, "import", str(SECOND))[0] == 0
        assert len(everything(tried)["digest"]) == 2
        shutil.rmtree(store.parent / "backups")
    summed_up("import", codes)


def test_an_import_on_a_full_disk_changes_nothing(store: Path) -> None:
    import_at_every(150_000, store)


@pytest.mark.soak
def test_an_import_on_a_disk_full_at_any_page_changes_nothing(store: Path) -> None:
    import_at_every(4096, store)


def export_at_parts(parts: int, store: Path, form: Format) -> None:
    target = store.parent / "summary"
    command = ("export", "--format", form.value, "-o", str(target), "--force")
    assert run_command(store, *command)[0] == 0
    whole, before, codes = target.read_bytes(), store.read_bytes(), []
    step = len(whole) // parts
    for size in range(0, len(whole) + step, step):
        target.write_bytes(b"old")
        codes.append(within(size, store, *command))
        assert target.read_bytes() == (b"old" if codes[-1] else whole)
        assert codes[-1] in (0, 1)
        assert names_in(store.parent) == ["ngkt.sqlite", "summary"]
    assert codes[-1] == 0
    assert store.read_bytes() == before
    summed_up(f"export as {form}", codes)


@pytest.mark.parametrize("form", Format)
def test_an_export_on_a_full_disk_leaves_the_old_file_whole(store: Path, form: Format) -> None:
    export_at_parts(2, store, form)


@pytest.mark.soak
@pytest.mark.parametrize("form", Format)
def test_an_export_on_a_disk_full_at_any_point_leaves_the_old_file_whole(store: Path, form: Format) -> None:
    export_at_parts(50, store, form)


def make_at_every(sizes: Iterable[int], store: Path, words: Callable[[Path], tuple[str, ...]], name: str) -> None:
    made, before, codes = store.parent / "made.sqlite", store.read_bytes(), []
    for size in sizes:
        codes.append(within(size, store, *words(made)))
        assert made.exists() is (codes[-1] == 0)
        assert names_in(store.parent) == (["ngkt.sqlite"] if codes[-1] else ["made.sqlite", "ngkt.sqlite"])
        if made.exists():
            require_sound(made)
            made.unlink()
    assert store.read_bytes() == before
    summed_up(name, codes)


def backup_words(made: Path) -> tuple[str, ...]:
    return ("backup", str(made))


def first_run_words(made: Path) -> tuple[str, ...]:
    return ("summary", "--brief", "--db", str(made))


def test_a_backup_on_a_full_disk_leaves_nothing_behind(store: Path) -> None:
    make_at_every(range(0, 2 * store.stat().st_size, 100_000), store, backup_words, "backup")


def test_a_first_run_on_a_full_disk_leaves_nothing_behind(store: Path) -> None:
    make_at_every((0, 100_000, 1_000_000, 20_000_000), store, first_run_words, "first run")


@pytest.mark.soak
def test_a_backup_on_a_disk_full_at_any_page_leaves_nothing_behind(store: Path) -> None:
    make_at_every(range(0, 2 * store.stat().st_size, 4096), store, backup_words, "backup")


@pytest.mark.soak
def test_a_first_run_on_a_disk_full_at_many_pages_leaves_nothing_behind(store: Path) -> None:
    make_at_every(range(0, 4_000_000, 65_536), store, first_run_words, "first run")
