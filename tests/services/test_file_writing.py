"""A file is written whole or not at all."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from ngkt_tui.domain.errors import ExportError
from ngkt_tui.services.file_writing import atomic_write


def test_a_new_file_holds_all_pieces_and_is_its_owners_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        atomic_write(tmp_path / "a.txt", ["một ", "hai"], may_replace=False)
    finally:
        os.umask(old)
    assert (tmp_path / "a.txt").read_text("utf-8") == "một hai"
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_an_existing_file_is_kept_unless_replacing_is_allowed(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    with pytest.raises(ExportError):
        atomic_write(target, ["new"], may_replace=False)
    assert target.read_text() == "old"
    atomic_write(target, ["new"], may_replace=True)
    assert target.read_text() == "new"


@pytest.mark.parametrize("may_replace", [False, True])
def test_a_link_is_never_followed(tmp_path: Path, may_replace: bool) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("kept")
    link = tmp_path / "link.txt"
    link.symlink_to(kept)
    with pytest.raises(ExportError):
        atomic_write(link, ["new"], may_replace=may_replace)
    assert kept.read_text() == "kept"
    assert link.is_symlink()


def test_a_write_error_leaves_the_old_file_whole_and_no_rest(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")

    def failing() -> Iterator[str]:
        yield "half"
        raise OSError(28, "No space left on device")

    with pytest.raises(ExportError, match="No space left"):
        atomic_write(target, failing(), may_replace=True)
    assert target.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        atomic_write(tmp_path, ["x"], may_replace=True)


def test_a_missing_folder_is_named_as_the_cause(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="No such file"):
        atomic_write(tmp_path / "none" / "a.txt", ["x"], may_replace=False)


def _cannot_move_exclusively(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr("ngkt_tui.store.files._system_call", lambda: lambda *_: number)


def test_a_disk_that_cannot_move_exclusively_gets_the_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _cannot_move_exclusively(monkeypatch, errno.EINVAL)
    atomic_write(tmp_path / "a.txt", ["x"], may_replace=False)
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("a.txt", "x")]


def test_a_disk_without_room_for_the_name_gets_no_empty_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _cannot_move_exclusively(monkeypatch, errno.ENOSPC)
    with pytest.raises(ExportError, match="No space left"):
        atomic_write(tmp_path / "a.txt", ["x"], may_replace=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("has_exclusive_moves", [True, False])
def test_a_file_that_somebody_makes_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_exclusive_moves: bool
) -> None:
    target = tmp_path / "a.txt"
    if not has_exclusive_moves:
        _cannot_move_exclusively(monkeypatch, errno.ENOSYS)

    def pieces() -> Iterator[str]:
        yield "mine"
        target.write_text("theirs")

    with pytest.raises(ExportError, match="File exists"):
        atomic_write(target, pieces(), may_replace=False)
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("a.txt", "theirs")]
