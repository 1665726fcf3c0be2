"""Digests of later years beside the packaged one: every question about people, days, stages and figures is answered."""

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.readable import Moment
from ngkt_tui.domain.words import translate
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.filter.facet_counts import Asked, read_facet
from ngkt_tui.query.filter.filter_spec import EVERYTHING, FieldName
from ngkt_tui.query.lists import LISTINGS
from ngkt_tui.services.digest_store import import_digest
from ngkt_tui.services.reader import Reader
from tests.cli.conftest import Ask
from tests.cli.test_later_digest import SEED
from tests.fixtures.stores import SAMPLE, context_of, make_packaged_store

LATER_YEARS = SAMPLE.with_name("later_years.yaml")
TODAY = {"NGKT_TODAY": "2026-06-01"}
VI = {**TODAY, "NGKT_LANG": "vi"}


@pytest.fixture(scope="session")
def later_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with the packaged digest and the one of later years, to be copied."""
    path = make_packaged_store(tmp_path_factory.mktemp("later") / "ngkt.sqlite")
    import_digest(context_of(path), LATER_YEARS)
    return path


@pytest.fixture
def store(later_store: Path, home: Path) -> Path:
    """Return the store that NGKT_DB names."""
    return Path(shutil.copy(later_store, home / "store.sqlite"))


def rows(ask: Ask, kind: str, *words: str) -> dict[str, dict[str, Any]]:
    answer = ask("list", kind, *words, "--format", "json", env=VI)
    assert answer.code == 0, answer.err
    return {row["id"]: row for row in json.loads(answer.out)}


def line_of(ask: Ask, kind: str, record: str, language: str = "vi") -> str:
    answer = ask("list", kind, "--limit", "0", env={**VI, "NGKT_LANG": language})
    (line,) = [line for line in answer.out.splitlines() if line.startswith(f"{record} ")]
    return " ".join(line.split())


def summary(ask: Ask, *more: str) -> dict[str, Any]:
    answer = ask("export", "--format", "json", "-o", "-", *more, env=VI)
    assert answer.code == 0, answer.err
    return dict(json.loads(answer.out))


def test_the_digest_of_later_years_is_sound_and_proven(ask: Ask) -> None:
    answer = ask("check", str(LATER_YEARS), "--with", str(SEED))
    assert (answer.code, answer.err) == (0, "")
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


@pytest.mark.usefixtures("store")
def test_a_users_day_is_later_knowledge_than_a_report_of_a_conference_after_it(ask: Ask) -> None:
    answer = ask("set", "fta-ipef-2", "--stage", "ratifying", "--on", "2024-07-15", "--next", "trình Quốc hội", env=VI)
    assert "Giai đoạn hiện tại: đang phê chuẩn (15/07/2024)." in answer.out
    assert "chỉ được nêu là “đã ký” tính đến 18/07/2024" in answer.out
    row = rows(ask, "agreements")["fta-ipef-2"]
    assert (row["stage"], row["stage_on"], row["stage_is_own"]) == ("ratifying", "2024-07-15", True)
    assert (row["next_step_vi"], row["other_stage"], row["other_stage_on"]) == (
        "trình Quốc hội",
        "signed",
        "2024-07-18",
    )
    assert "đang phê chuẩn 15/07/2024" in line_of(ask, "agreements", "fta-ipef-2")
    assert "chỉ được nêu là “đã ký” tính đến 18/07/2024" in " ".join(ask("show", "fta-ipef-2", env=VI).out.split())
    assert list(rows(ask, "agreements", "stage:ratifying")) == ["fta-ipef-2"]
    (line,) = [each for each in summary(ask)["agreements"] if each["id"] == "fta-ipef-2"]
    assert (line["stage"], line["on"], line["is_own"], line["next_step"]) == (
        "ratifying", "2024-07-15", True, "trình Quốc hội",
    )  # fmt: skip


@pytest.mark.usefixtures("store")
def test_a_report_of_a_later_stage_counts_and_keeps_its_own_next_step(ask: Ask) -> None:
    answer = ask("set", "fta-ipef-3", "--stage", "negotiating", "--on", "2024-01-05", "--next", "ký", env=VI)
    assert "Giai đoạn hiện tại: có hiệu lực (tính đến 20/12/2025)." in answer.out
    row = rows(ask, "agreements")["fta-ipef-3"]
    assert (row["stage"], row["stage_on"], row["stage_is_own"]) == ("in-force", "2025-12-20", False)
    assert (row["next_step_vi"], row["other_stage"]) == (None, "negotiating")
    assert "tính đến 20/12/2025" in line_of(ask, "agreements", "fta-ipef-3")
    assert "Người dùng ghi “đang đàm phán” ngày 05/01/2024" in " ".join(ask("show", "fta-ipef-3", env=VI).out.split())


@pytest.mark.usefixtures("store")
def test_a_report_without_a_stage_keeps_its_day_and_what_was_said(ask: Ask) -> None:
    listed = rows(ask, "agreements")
    new = listed["fta-mau-trung-a"]
    assert (new["stage"], new["stage_on"], new["what_vi"]) == (None, "2025-12-20", "Mới được nêu")
    line = line_of(ask, "agreements", "fta-mau-trung-a")
    assert "chưa rõ giai đoạn tính đến 20/12/2025" in line
    upgraded = listed["fta-atiga"]
    assert (upgraded["stage"], upgraded["stage_on"]) == ("upgrading", "2024-07-18")
    assert (upgraded["reported_on"], upgraded["what_vi"]) == ("2025-12-20", "Bàn thêm ở cấp kỹ thuật")
    for text in (ask("show", "fta-mau-trung-a", env=VI).out, ask("export", "-o", "-", "--brief", env=VI).out):
        assert "20/12/2025" in text
        assert "Mới được nêu" in text


@pytest.mark.usefixtures("store")
def test_all_stances_of_a_day_are_told_and_an_order_comes_first(ask: Ask) -> None:
    assert "cần mở rộng; tiềm năng; được nhắc đến" in line_of(ask, "markets", "tt-trung-dong")
    assert [stance for day, stance in rows(ask, "markets")["tt-trung-dong"]["stances"] if day == "2025-12-20"] == [
        "reported", "potential", "expand",
    ]  # fmt: skip
    (line,) = [each for each in summary(ask)["markets"] if each["id"] == "tt-trung-dong"]
    assert (line["stance"], line["on"], line["beside"]) == ("expand", "2025-12-20", ["potential", "reported"])
    assert "cần mở rộng; tiềm năng; được nhắc đến" in " ".join(ask("summary", "--width", "200", env=VI).out.split())


def test_where_firms_came_from_is_not_called_a_source_of_capital() -> None:
    for language in Language:
        words = translate(language, "stance.origin") + translate(language, "stance.origin.short")
        assert not re.search("vốn|capital", words)


FIGURES = {
    "so-2025-12-20-thoa-thuan": ("gần 300 thỏa thuận", "nearly 300 agreements"),
    "so-2025-12-20-tang-truong": ("8,3–8,5%", "8.3–8.5%"),
    "so-2025-12-20-kim-ngach": ("hơn 12,5 tỷ USD", "over 12.5 billion USD"),
    "so-2025-12-20-doanh-nghiep": ("hàng trăm doanh nghiệp lớn", "hundreds of large firms"),
    "so-2025-12-20-nhiem-vu": ("21.914 nhiệm vụ", "21,914 tasks"),
}


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("language", ["vi", "en"])
def test_figures_are_told_in_the_language_asked_for_as_printed_only_in_the_detail(ask: Ask, language: str) -> None:
    env = {**TODAY, "NGKT_LANG": language}
    table = ask("list", "figures", "--limit", "0", env=env).out
    report = ask("export", "--brief", "--format", "markdown", "-o", "-", env=env).out.replace("\\", "")
    conference = ask("show", "hn-2025-12-20", env=env).out
    for figure, (vi, en) in FIGURES.items():
        amount = vi if language == "vi" else en
        assert amount in table
        assert amount in report
        assert amount in conference
        assert amount in ask("show", figure, env=env).out
    for printed in ("近300项", "8.3–8.5 percent"):
        assert printed not in table + report + conference
    assert "近300项" in ask("show", "so-2025-12-20-thoa-thuan", env=env).out


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("form", ["json", "csv", "text"])
def test_what_was_not_yet_asked_said_or_signed_is_not_there(ask: Ask, seeded: Path, form: str) -> None:
    asked = ("export", "--format", form, "--as-of", "2024-08-01", "-o", "-")
    now, before = ask(*asked, env=VI), ask(*asked, env={**VI, "NGKT_DB": str(seeded)})
    assert (now.code, now.err) == (0, "")
    assert now.out.replace("store.sqlite", "ngkt.sqlite") == before.out
    assert ask(*asked[:3], "-o", "-", env=VI).out != now.out


@pytest.mark.usefixtures("store")
def test_between_two_conferences_only_the_first_is_there(ask: Ask) -> None:
    content = summary(ask, "--as-of", "2026-01-15")
    directives = [each["id"] for conference in content["conferences"] for each in conference["directives"]]
    assert "hn-2025-12-20-04" in directives
    assert not [each for each in directives if each.startswith("hn-2026")]
    assert content["counting_form"]["total"] + content["recommendations"] == len(directives)
    assert "tt-mau-trung-a" not in {each["id"] for each in content["markets"]}
    assert {each["id"]: each["on"] for each in content["agreements"]}["fta-mau-trung-a"] == "2025-12-20"
    assert "bao-mai-20260315" not in json.dumps(content)
    found = summary(ask, "--as-of", "2026-01-15", "--filter", "doi tac")
    assert not [
        each for conference in found["conferences"] for each in conference["directives"] if "2026" in each["id"]
    ]
    gone = ask("export", "-o", "-", "--as-of", "2026-01-15", "--filter", "agency:bng conf:2026", env=VI)
    assert gone.code == 0
    assert "hn-2026" not in gone.out


@pytest.mark.usefixtures("store")
def test_a_stage_of_a_later_day_did_not_stand_yet(ask: Ask) -> None:
    ask("set", "fta-ipef-2", "--stage", "ratifying", "--on", "2026-02-01", env=VI)
    agreements = {each["id"]: each for each in summary(ask, "--as-of", "2032-03-01")["agreements"]}
    assert agreements["fta-ipef-2"]["stage"] == "ratifying"
    assert "fta-mau-trung-a" not in {each["id"] for each in summary(ask, "--as-of", "2024-08-01")["agreements"]}


@pytest.mark.usefixtures("store")
def test_what_a_group_was_asked_its_members_were_asked_told_apart_from_their_names(ask: Ask) -> None:
    by_name, by_group = "hn-2026-03-15-101", {"hn-2025-12-20-01", "hn-2025-12-20-03", "hn-2026-03-15-100"}
    found = set(ask("list", "directives", "agency:ubnd-quang-ngai", "--format", "ids", env=VI).out.split())
    assert {by_name, *by_group} <= found
    assert len(found) > 20
    assert ask("list", "directives", "named:ubnd-quang-ngai", "--format", "ids", env=VI).out.split() == [by_name]
    assert "hn-2025-12-20-02" in ask("list", "directives", "agency:bng", "--format", "ids", env=VI).out.split()
    assert by_name not in ask("list", "directives", "agency:dia-phuong", "--format", "ids", env=VI).out.split()
    row = rows(ask, "agencies")["ubnd-quang-ngai"]
    asked = ("list", "directives", "agency:ubnd-quang-ngai", "-kind:recommendation", "--format", "ids")
    assert row["addressed"] == 1
    assert row["through_groups"] == len(ask(*asked, env=VI).out.split()) - 1
    shares = {each["id"]: each["directives"] for each in summary(ask)["through_groups"]}
    assert shares["ubnd-quang-ngai"] == row["through_groups"]
    assert f"UBND tỉnh Quảng Ngãi {row['through_groups']}" in ask("export", "--brief", "-o", "-", env=VI).out
    shown = ask("show", "ubnd-quang-ngai", env=VI).out
    assert "Được giao qua nhóm: Các địa phương" in shown
    assert shown.index("Mở văn phòng xúc tiến") < shown.index("Được giao qua nhóm: Các địa phương")
    assert "Rà soát bản ghi nhớ" in shown[shown.index("Được giao qua nhóm: Các địa phương") :]


@pytest.mark.parametrize("kind", [RecordKind.DIRECTIVE, RecordKind.CONFERENCE])
def test_a_facet_counts_for_an_agency_what_its_filter_leaves(store: Path, kind: RecordKind) -> None:
    with Reader(context_of(store)) as reader, reader.connection() as connection:
        moment = Moment(date(2026, 6, 1))
        facet = read_facet(connection, Asked(kind, moment, EVERYTHING, (), Language.VI), FieldName.AGENCY)
        for value in facet.values:
            where = compile_filter(connection, kind, moment, parse(f"agency:{value.value}", kind))
            assert LISTINGS[kind].count(connection, where) == value.left, value.value
