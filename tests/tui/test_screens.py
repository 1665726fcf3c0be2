"""The pictures of docs/screens show the present program: each shows as text what has the hash kept beside it."""

import json
from importlib import import_module
from pathlib import Path

import pytest

pytestmark = pytest.mark.drawn
pictures = import_module("docs.make_screens")
MOST_BYTES = 3_000_000


async def test_the_pictures_are_of_the_present_program(tmp_path: Path) -> None:
    kept = json.loads(pictures.HASHES.read_text("utf-8"))
    shown = await pictures.read_hashes(pictures.make_store(tmp_path / "ngkt.sqlite"))
    old = sorted(name for name in {*kept, *shown} if kept.get(name) != shown.get(name))
    assert old == [], "draw them anew with `make shots`, and look at the differences"


def test_every_screen_has_its_pictures_and_no_other_is_kept() -> None:
    png = {f"{screen.name}.png" for screen in pictures.SCREENS}
    svg = {f"{screen.name}.svg" for screen in pictures.SCREENS if screen.is_svg}
    kept = [path for path in pictures.FOLDER.iterdir() if path != pictures.HASHES]
    assert {path.name for path in kept} == png | svg | {pictures.RECORDING}
    assert sum(path.stat().st_size for path in kept) < MOST_BYTES
