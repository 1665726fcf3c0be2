"""Digests of later years beside the packaged one: every question about people, days, stages and figures is answered."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ngkt_tui.services.first_run import ensure_store
from ngkt_tui.services.intake import take_in
from tests.cli.conftest import Ask
from tests.cli.test_later_digest import SEED
from tests.fixtures.stores import SAMPLE, context_of

LATER_YEARS = SAMPLE.with_name("later_years.yaml")
TODAY = {"NGKT_TODAY": "2026-06-01"}
VI = {**TODAY, "NGKT_LANG": "vi"}


@pytest.fixture(scope="session")
def later_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with the packaged digest and the one of later years, to be copied."""
    path = tmp_path_factory.mktemp("later") / "ngkt.sqlite"
    ensure_store(context_of(path))
    take_in(context_of(path), LATER_YEARS)
    return path


@pytest.fixture
def store(later_store: Path, home: Path) -> Path:
    """Return the store that NGKT_DB names."""
    return Path(shutil.copy(later_store, home / "store.sqlite"))


def rows(ask: Ask, kind: str, *words: str) -> dict[str, dict[str, Any]]:
    told = ask("list", kind, *words, "--format", "json", env=VI)
    assert told.code == 0, told.err
    return {row["id"]: row for row in json.loads(told.out)}


def line_of(ask: Ask, kind: str, record: str, language: str = "vi") -> str:
    told = ask("list", kind, "--limit", "0", env={**VI, "NGKT_LANG": language})
    (line,) = [line for line in told.out.splitlines() if line.startswith(f"{record} ")]
    return line


def summary(ask: Ask, *more: str) -> dict[str, Any]:
    told = ask("export", "--format", "json", "-o", "-", *more, env=VI)
    assert told.code == 0, told.err
    return dict(json.loads(told.out))


def test_the_digest_of_later_years_is_sound_and_proven(ask: Ask) -> None:
    told = ask("check", str(LATER_YEARS), "--with", str(SEED))
    assert (told.code, told.err) == (0, "")
    assert ask("verify", str(LATER_YEARS), "--articles", str(LATER_YEARS.with_name("articles"))).code == 0


OFFICES = {
    "tran-luu-quang": "Phó Thủ tướng Chính phủ",
    "bui-thanh-son": "Bộ trưởng Bộ Ngoại giao",
    "duong-xuan-huyen": "Phó Chủ tịch Thường trực UBND tỉnh Lạng Sơn",
    "tran-phuoc-hien": "Phó Chủ tịch UBND tỉnh Quảng Ngãi",
}
BESIDE = {
    "tran-luu-quang": "Ủy viên Trung ương Đảng",
    "bui-thanh-son": "Bí thư Đảng ủy Bộ Ngoại giao",
    "tran-phuoc-hien": "Tỉnh ủy viên Quảng Ngãi",
}


@pytest.mark.usefixtures("store")
def test_a_list_tells_the_office_of_state_and_then_the_others(ask: Ask) -> None:
    listed = rows(ask, "officials")
    assert {who: listed[who]["post_vi"] for who in OFFICES} == OFFICES
    for who, office in OFFICES.items():
        posts = "; ".join(filter(None, (office, BESIDE.get(who))))
        assert listed[who]["posts_vi"] == posts
        assert line_of(ask, "officials", who).endswith(posts)
    assert line_of(ask, "officials", "duong-xuan-huyen", "en").endswith(
        "Standing Vice Chair of the Lạng Sơn Provincial People’s Committee"
    )


@pytest.mark.usefixtures("store")
def test_a_detail_and_a_report_tell_them_in_the_same_order(ask: Ask) -> None:
    reported = {each["id"]: each["posts"] for each in summary(ask)["officials"]}
    text = ask("export", "--format", "markdown", "-o", "-", env=VI).out
    for who, office in OFFICES.items():
        assert reported[who][0] == office
        shown = ask("show", who, env=VI).out
        assert office in shown
        assert office in text
        if who in BESIDE:
            assert reported[who][1] == BESIDE[who]
            assert shown.index(office) < shown.index(BESIDE[who])


@pytest.mark.usefixtures("store")
def test_a_conference_tells_the_office_in_which_it_was_chaired(ask: Ask) -> None:
    listed = rows(ask, "conferences")
    assert listed["hn-2025-12-20"]["chair_vi"] == "Phó Thủ tướng Chính phủ"
    assert listed["hn-2026-03-15"]["chair_en"] == "Deputy Prime Minister"
