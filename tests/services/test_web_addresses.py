"""Only web addresses are opened, and only where their reader would see it."""

from pathlib import Path
from time import sleep

import pytest

from ngkt_tui.services.web_addresses import open_address, open_folder, web_address
from tests.fixtures.examples import for_each


@for_each(
    ("text", "address"),
    [
        ("https://example.vn/a?b=1#c", "https://example.vn/a?b=1#c"),
        ("xem (http://example.vn/tb-12).", "http://example.vn/tb-12"),
        ("“https://example.vn/a”, ¶3", "https://example.vn/a"),
        ("HTTPS://EXAMPLE.VN", "HTTPS://EXAMPLE.VN"),
        ("TB 12/2032", None),
        ("hn-2032-02-20-00", None),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("https://[x", None),
        ("https://example.vn/\x1b]0;x", None),
        ("https://example.vn/" + "a" * 3000, None),
    ],
)
def test_an_address_is_found_or_refused(text: str, address: str | None) -> None:
    assert web_address(text) == address


def desktop(folder: Path) -> dict[str, str]:
    """Make a desktop whose opener writes down what it is given."""
    opener = folder / "xdg-open"
    opener.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {folder}/opened\n')
    opener.chmod(0o700)
    return {"PATH": str(folder), "DISPLAY": ":0"}


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY"])
def test_nothing_is_opened_over_ssh(tmp_path: Path, name: str) -> None:
    assert not open_address("https://example.vn", desktop(tmp_path) | {name: "x"})
    assert not open_folder(tmp_path, desktop(tmp_path) | {name: "x"})


def test_nothing_is_opened_without_a_desktop_or_an_opener(tmp_path: Path) -> None:
    environ = desktop(tmp_path)
    assert not open_address("https://example.vn", {"PATH": environ["PATH"]})
    assert not open_address("https://example.vn", {"PATH": "/nonexistent", "DISPLAY": ":0"})


def test_a_folder_that_is_none_is_not_opened(tmp_path: Path) -> None:
    assert not open_folder(tmp_path / "none", desktop(tmp_path))


@pytest.mark.parametrize("what", ["https://example.vn/$(x)?a b", "a folder $(x)"])
def test_the_opener_is_given_what_to_open_as_it_is(tmp_path: Path, what: str) -> None:
    folder = tmp_path / what
    if what.startswith("http"):
        assert open_address(what, desktop(tmp_path))
    else:
        folder.mkdir()
        assert open_folder(folder, desktop(tmp_path))
    written = tmp_path / "opened"
    for _ in range(200):
        if written.exists() and written.read_text():
            break
        sleep(0.05)  # the opener is a process of its own, of which nobody is told when it is done
    assert written.read_text() == (f"{what}|" if what.startswith("http") else f"{folder}|")
