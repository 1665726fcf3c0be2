"""Hostile files are refused clearly, early and within bounds (RELIABILITY row 1)."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ngkt_tui.digest.load import load
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import InvalidDigestError
from tests.digest.hostile import COUNTED_FIRST, EXPECTED, make_content
from tests.digest.reading import check_file
from tests.digest.writing import HEAD, keys

ROOT = Path(__file__).parents[2]
MAX_MEGABYTES = 150
MAX_SECONDS = 2.0

BEYOND = {"file-missing", "empty-file", "encoding-wide", "more"}
"""Faults that have no line: they are about the whole file."""


@pytest.mark.parametrize("name", EXPECTED)
def test_a_hostile_file_is_refused_with_its_place_in_both_languages(tmp_path: Path, name: str) -> None:
    key = EXPECTED[name]
    path = tmp_path / "hostile.yaml"
    path.write_bytes(make_content(name))
    faults = check_file(path).faults
    expected = {key, "depth"} if name in COUNTED_FIRST else {key}
    assert expected & set(keys(faults)) if key else faults
    for fault in faults[:20]:
        assert fault.key in BEYOND or fault.place.startswith(f"{path}:{fault.line}:{fault.column}")
        assert fault.message(Language.VI) != fault.message(Language.EN)


def measured(*paths: Path) -> list[dict[str, object]]:
    command = [sys.executable, "-m", "tests.digest.measured", *map(str, paths)]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: list[dict[str, object]] = json.loads(process.stdout)
    return found


def test_refusing_hostile_files_takes_little_memory(tmp_path: Path) -> None:
    paths = []
    for number, name in enumerate(EXPECTED):
        paths.append(tmp_path / f"{number}.yaml")
        paths[-1].write_bytes(make_content(name))
    found = measured(*paths)
    refused = [each for each in found if each["keys"]]
    print(f"{len(found)} tried, {len(found) - len(refused)} failed; {found[-1]['megabytes']:.0f} MiB at most")
    assert len(refused) == len(paths)
    assert float(str(found[-1]["megabytes"])) < MAX_MEGABYTES


@pytest.mark.soak
def test_refusing_hostile_files_takes_little_time(tmp_path: Path) -> None:
    slow = []
    path = tmp_path / "hostile.yaml"
    for name in EXPECTED:
        path.write_bytes(make_content(name))
        (found,) = measured(path)
        if float(str(found["seconds"])) >= MAX_SECONDS or float(str(found["megabytes"])) >= MAX_MEGABYTES:
            slow.append((name, found))
    print(f"{len(EXPECTED)} tried, {len(slow)} failed")
    assert slow == []


def refusal(path: Path | str) -> str:
    with pytest.raises(InvalidDigestError) as caught:
        load(path)
    (fault,) = caught.value.faults
    return str(fault.key)  # type: ignore[attr-defined]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.yaml") == "file-missing"
    assert refusal(tmp_path / "a\0b") == "file-unreadable"
    assert refusal(tmp_path / ("x" * 5000)) == "file-unreadable"


def test_a_folder_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "file-folder"


def test_a_named_pipe_is_refused_and_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") == "file-special"


def test_a_device_and_a_socket_are_refused(tmp_path: Path) -> None:
    assert refusal(os.devnull) == "file-special"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
        assert refusal(tmp_path / "s") == "file-special"


def test_a_link_to_a_regular_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HEAD, "utf-8")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    assert load(tmp_path / "b.yaml").digest.digest.id == "thu"
    (tmp_path / "c.yaml").symlink_to(tmp_path / "c.yaml")
    assert refusal(tmp_path / "c.yaml") == "file-unreadable"


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as stream:
        stream.truncate(128 * 1024 * 1024 + 1)
    (found,) = measured(path)
    assert found["keys"] == ["file-too-large"]
    assert float(str(found["megabytes"])) < MAX_MEGABYTES


def test_standard_input_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD, "utf-8")
    with path.open("rb") as stream:
        assert load("-", stdin=stream).digest == load(path).digest
    with path.open("rb") as closed:
        closed.close()
        assert keys(check_file("-", stdin=closed).faults) == ["file-unreadable"]
