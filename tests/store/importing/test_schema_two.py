"""What the second schema adds, taken in, joined over digests, brought over from older stores, found and told."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.query.as_of import PAST_TABLES
from ngkt_tui.query.detail import read
from ngkt_tui.query.detail.bodies import (
    AgreementDetail,
    ConferenceDetail,
    FamilyDetail,
    MarketDetail,
    OrganisationDetail,
    ResultDetail,
)
from ngkt_tui.query.detail.directive import DirectiveDetail
from ngkt_tui.query.filter import parse
from ngkt_tui.query.former_ids import ID_HISTORY
from ngkt_tui.services.detail_lines import Formatter, build_detail, load_detail
from ngkt_tui.services.reader import Reader
from ngkt_tui.store.importing.diff import Outcome
from tests.fixtures.stores import TODAY, context_of
from tests.store.stores import SCHEMA_TWO, digest_of, require_sound, rows, sample, taken_in

FIRST, SECOND, THIRD = (f"hn-2033-01-10-0{number}" for number in (1, 2, 3))


@pytest.fixture
def store(sample_template: Path, tmp_path: Path) -> Path:
    path = tmp_path / "store.sqlite"
    path.write_bytes(sample_template.read_bytes())
    taken_in(path, SCHEMA_TWO)
    return path


@pytest.fixture
def reader(store: Path) -> Iterator[Reader]:
    with Reader(context_of(store)) as reader:
        yield reader


def found(reader: Reader, kind: RecordKind, text: str) -> list[str]:
    selection = reader.compile_filter(kind, parse(text, kind))
    return [row.id for row in reader.page(selection, 100)]


def detail_text(reader: Reader, record: str) -> str:
    entries = build_detail(load_detail(reader, record), Formatter(Language.VI, TODAY))
    return "\n".join(f"{entry.label or ''} {entry.text}" for entry in entries)


def test_taking_it_in_again_changes_nothing_and_the_store_stays_sound(store: Path) -> None:
    assert taken_in(store, SCHEMA_TWO).group is None
    require_sound(store)


def test_a_directive_has_its_nature_and_its_product(reader: Reader) -> None:
    with reader.connection() as connection:
        body = read(connection, FIRST).body
        other = read(connection, "hn-2031-03-05-01").body
    assert isinstance(body, DirectiveDetail)
    assert isinstance(other, DirectiveDetail)
    assert (body.nature, body.product and body.product.vi) == ("deliverable", "quy hoạch bến container")
    assert (other.nature, other.product) == ("unjudged", None)
    assert "Tính chất có sản phẩm" in detail_text(reader, FIRST)
    assert "Sản phẩm quy hoạch bến container" in detail_text(reader, FIRST)
    assert "Tính chất" not in detail_text(reader, "hn-2031-03-05-01")


def test_a_family_names_all_directives_of_its_items_and_is_found_by_each(reader: Reader) -> None:
    with reader.connection() as connection:
        body = read(connection, "nhom-2-viec").body
        second = read(connection, SECOND).body
    assert isinstance(body, FamilyDetail)
    assert isinstance(second, DirectiveDetail)
    assert [([each.id for each in item.records], item.text and item.text.vi) for item in body.items] == [
        ([FIRST, SECOND], "Cảng biển"),
        ([THIRD], "Tinh thần"),
    ]
    assert [(place.family.id, place.text and place.text.vi) for place in second.families] == [
        ("nhom-2-viec", "Cảng biển")
    ]
    assert sorted(found(reader, RecordKind.DIRECTIVE, "family:nhom-2-viec")) == [FIRST, SECOND, THIRD]
    lines = detail_text(reader, "nhom-2-viec")
    assert lines.index("1. Cảng biển") < lines.index("Trình phương án") < lines.index("Thường xuyên theo dõi")


def test_a_related_directive_is_no_repetition(reader: Reader) -> None:
    with reader.connection() as connection:
        first, second = (read(connection, each).body for each in (FIRST, SECOND))
    assert isinstance(first, DirectiveDetail)
    assert isinstance(second, DirectiveDetail)
    assert [each.id for each in first.related] == [SECOND]
    assert [each.id for each in second.related] == [FIRST]
    assert [(tie.record.id, tie.how) for tie in second.repeats] == [("hn-2032-02-20-01", "broader")]
    assert first.repeated_by == ()
    assert FIRST not in found(reader, RecordKind.DIRECTIVE, "is:repeated")
    assert "Chỉ đạo liên quan" in detail_text(reader, FIRST)
    assert "mở rộng hơn" in detail_text(reader, SECOND)


def test_groups_and_their_members_name_each_other(reader: Reader) -> None:
    with reader.connection() as connection:
        member, group = (read(connection, each).body for each in ("ubnd-da-nang", "cac-tinh"))
    assert isinstance(member, OrganisationDetail)
    assert isinstance(group, OrganisationDetail)
    assert [each.id for each in member.member_of] == ["cac-tinh"]
    assert [each.id for each in group.members.first] == ["ubnd-da-nang"]
    assert "Các tỉnh ven biển" in detail_text(reader, "ubnd-da-nang")
    assert "UBND thành phố Đà Nẵng" in detail_text(reader, "cac-tinh")


def test_a_conference_tells_its_points_and_who_said_what_from_where(reader: Reader) -> None:
    with reader.connection() as connection:
        body = read(connection, "hn-2033-01-10").body
    assert isinstance(body, ConferenceDetail)
    assert [each.id for each in body.points] == ["ubnd-da-nang"]
    (participant,) = body.participants
    assert (participant.point and participant.point.vi, participant.said and participant.said.vi) == (
        "điểm cầu Đà Nẵng",
        "Cảng biển còn quá tải",
    )
    lines = detail_text(reader, "hn-2033-01-10")
    assert "Điểm cầu UBND thành phố Đà Nẵng" in lines
    assert lines.index("điểm cầu Đà Nẵng") < lines.index("Cảng biển còn quá tải")


def test_agreements_and_markets_tell_what_was_said_of_them(reader: Reader) -> None:
    with reader.connection() as connection:
        agreement, market = (read(connection, each).body for each in ("fta-mercosur", "tt-bac-au"))
    assert isinstance(agreement, AgreementDetail)
    assert isinstance(market, MarketDetail)
    assert [each.what and each.what.vi for each in agreement.observations] == [
        None,
        None,
        "Đã rà soát, đẩy nhanh thực thi",
    ]
    assert market.mentions[-1].what is not None
    assert "Đã rà soát, đẩy nhanh thực thi" in detail_text(reader, "fta-mercosur")
    assert "Nhu cầu đồ gỗ tăng mạnh" in detail_text(reader, "tt-bac-au")
    assert "Nhu cầu đồ gỗ tăng mạnh" in detail_text(reader, "hn-2033-01-10")


def test_a_result_has_its_kind(reader: Reader) -> None:
    kinds = {}
    with reader.connection() as connection:
        for record in ("kq-2033-danh-gia", "kq-2033-du-bao", "kq-2033-ket-qua"):
            body = read(connection, record).body
            assert isinstance(body, ResultDetail)
            kinds[record.removeprefix("kq-2033-")] = body.kind
    assert kinds == {"danh-gia": "assessment", "du-bao": "forecast", "ket-qua": "result"}
    assert "Loại đánh giá" in detail_text(reader, "kq-2033-danh-gia")


@pytest.mark.parametrize(
    ("kind", "words", "record"),
    [
        (RecordKind.DIRECTIVE, "quy hoạch bến", FIRST),
        (RecordKind.AGREEMENT, "đẩy nhanh thực thi", "fta-mercosur"),
        (RecordKind.MARKET, "đồ gỗ", "tt-bac-au"),
        (RecordKind.CONFERENCE, "quá tải", "hn-2033-01-10"),
        (RecordKind.CONFERENCE, "Da Nang video", "hn-2033-01-10"),
    ],
)
def test_new_texts_are_found_by_their_words(reader: Reader, kind: RecordKind, words: str, record: str) -> None:
    assert found(reader, kind, words) == [record]


@pytest.mark.parametrize("table", ["directive", "market"])
def test_what_stands_in_for_a_table_of_the_past_has_all_its_columns(store: Path, table: str) -> None:
    connection = sqlite3.connect(store)
    now = connection.execute(f"SELECT * FROM {table} LIMIT 0").description
    sql = f"WITH {', '.join((ID_HISTORY, *PAST_TABLES))} SELECT * FROM {table} LIMIT 0"
    then = connection.execute(sql, {"cutoff": "2033-02-01T00:00:00Z", "today": "2033-01-31"}).description
    connection.close()
    assert {column[0] for column in then} == {column[0] for column in now}


def test_an_item_that_two_digests_give_in_two_versions_is_one_item(sample_template: Path, tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(sample_template.read_bytes())
    values = sample()
    items = values["families"][0]["items"]
    again = [{"text": items[0]["text"], "directives": [items[0]["directive"]]}]
    more = {
        "digest": {"id": "sau", "schema": 2, "title": {"vi": "x"}, "uses": ["mau-2031"]},
        "families": [{"id": values["families"][0]["id"], "items": again}],
    }
    before = rows(path, "SELECT * FROM family_item ORDER BY ordinal")
    report = taken_in(path, digest_of(more))
    assert report.count(Outcome.JOINED) == 1
    assert rows(path, "SELECT * FROM family_item ORDER BY ordinal") == before
    assert [row[-1] for row in before] == [0, 1, 2]


def test_a_digest_may_add_the_nature_that_another_leaves_out_and_not_change_it(store: Path) -> None:
    heading = {"id": "sau", "schema": 2, "title": {"vi": "x"}, "uses": ["mau-2031", "mau-2033"]}
    taken_in(store, digest_of({"digest": heading, "directives": [{"id": "hn-2031-03-05-01", "nature": "ongoing"}]}))
    assert rows(store, "SELECT digest_nature FROM directive WHERE id = 'hn-2031-03-05-01'") == [("ongoing",)]
    require_sound(store)
