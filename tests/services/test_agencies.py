"""Agencies are found by what a user calls them, also where a name holds a comma."""

from pathlib import Path

import pytest

from ngkt_tui.domain.errors import UsageError
from ngkt_tui.services.agencies import agencies_called, records_beginning
from ngkt_tui.services.reader import Reader
from tests.query.building import Building
from tests.tui.running import context_of
from tests.tui.stores import make_store


def fill(built: Building) -> None:
    built.organisation("bng", "Bộ Ngoại giao", short_vi="BNG")
    built.organisation("bo-nganh", "Các bộ, ngành", short_vi="Bộ, ngành")
    built.organisation("so-nganh", "Các sở, ban, ngành tỉnh")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_store(tmp_path / "ngkt.sqlite", fill)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Bộ, ngành", ("bo-nganh",)),
        ("bo, nganh", ("bo-nganh",)),
        ("bng, bo, nganh", ("bng", "bo-nganh")),
        ("Bộ, ngành; BNG", ("bo-nganh", "bng")),
        ("Bộ, ngành, BNG", ("bo-nganh", "bng")),
        ("sở, ban, ngành; bng;", ("so-nganh", "bng")),
        ("bng,bng", ("bng",)),
    ],
)
def test_a_comma_may_be_part_of_a_name_or_stand_between_two(store: Path, typed: str, found: tuple[str, ...]) -> None:
    with Reader(context_of(store)) as reader:
        assert agencies_called(reader, [typed]) == found


def test_what_is_offered_begins_like_the_last_name_typed(store: Path) -> None:
    with Reader(context_of(store)) as reader:
        with pytest.raises(UsageError):
            agencies_called(reader, ["bng; bo"])
        assert {each.id for each in records_beginning(reader, "bộ chưa có", 8)} == {"bng", "bo-nganh"}
        assert len(records_beginning(reader, "bct", 2)) == 2
