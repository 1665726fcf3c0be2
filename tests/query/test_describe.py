"""What filters say in words, and how they may go on."""

import sqlite3

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.fields.field_registry import FIELDS, LISTED
from ngkt_tui.query.filter.filter_help import FilterCompletion, complete, describe
from tests.fixtures.examples import for_each

D = RecordKind.DIRECTIVE


@for_each(
    ("typed", "vi", "en"),
    [
        ("", "", ""),
        ("gạo -châu", "có “gạo”; không có “châu”", "with “gạo”; without “châu”"),
        ("tt:done,doing", "trạng thái hoàn thành hoặc đang thực hiện", "status done or in progress"),
        ("-cq:bng", "cơ quan khác Bộ Ngoại giao", "agency other than Ministry of Foreign Affairs"),
        ("hn:2031-03-05", "hội nghị 05/03/2031", "conference 2031-03-05"),
        ("hn:9/2031", "hội nghị 09/2031", "conference 2031-09"),
        ("theme:none", "chủ đề không có", "theme none"),
        ("han:overdue", "hạn: quá hạn", "due date: overdue"),
        ("due:<31/12/2031", "hạn: trước 31/12/2031", "due date: before 2031-12-31"),
        ("due:7d", "hạn: trong 7 ngày tới", "due date: within 7 days"),
        ("due:>30d", "hạn: sau 30 ngày nữa", "due date: more than 30 days away"),
        ("due:2031-01..2031-06", "hạn: từ 01/2031 đến 06/2031", "due date: from 2031-01 to 2031-06"),
        ("is:silent", "trên 30 ngày chưa cập nhật", "no update for over 30 days"),
        ("sort:-due,conf", "xếp theo hạn (đảo ngược), ngày hội nghị", "ordered by due date, reversed, conference date"),
        ("theme:unheard-of", "chủ đề unheard-of", "theme unheard-of"),
    ],
)
def test_a_filter_is_said_in_words(world: sqlite3.Connection, typed: str, vi: str, en: str) -> None:
    spec = parse(typed, D)
    assert describe(world, spec, D, Language.VI) == vi
    assert describe(world, spec, D, Language.EN) == en


def test_every_field_has_words_in_both_languages(world: sqlite3.Connection) -> None:
    for name, field in FIELDS.items():
        for kind in field.kinds:
            for language in Language:
                choices = field.suggest(world, "", kind, language, 50)
                assert choices
                for choice in choices:
                    spec = parse(f'{name}:"{choice.value}"', kind)
                    assert choice.label in describe(world, spec, kind, language)


def test_field_names_are_completed_in_the_readers_language(world: sqlite3.Connection) -> None:
    assert complete(world, "gạo st", 6, D, Language.EN) == (
        FilterCompletion(4, 6, "status:", "status of the directive"),
    )
    assert complete(world, "gạo st", 6, D, Language.VI) == (FilterCompletion(4, 6, "tt:", "trạng thái chỉ đạo"),)
    assert [each.insert for each in complete(world, "-th", 3, D, Language.VI)] == ["cd:", "thitruong:", "mach:"]
    assert [each.insert for each in complete(world, "st", 2, RecordKind.AGREEMENT, Language.EN)] == ["stage:"]


def test_values_are_completed_from_the_store(world: sqlite3.Connection) -> None:
    assert complete(world, "cq:co", 5, D, Language.EN) == (
        FilterCompletion(3, 5, "bct", "Ministry of Industry and Trade"),
        FilterCompletion(3, 5, "cqdd", "Missions abroad"),
    )
    assert complete(world, "theme:cd-gao,kinh x", 17, D, Language.VI) == (
        FilterCompletion(13, 17, "cd-so", "Kinh tế số"),
        FilterCompletion(13, 17, "cd-xanh", "Kinh tế xanh"),
    )
    assert [each.insert for each in complete(world, "status:do", 9, D, Language.EN)] == ["doing", "done"]
    assert [each.insert for each in complete(world, "sort:-d", 7, D, Language.EN)] == ["-due"]
    assert [each.insert for each in complete(world, "due:", 4, D, Language.EN)] == [
        "overdue",
        "none",
        "any",
        "7d",
        "30d",
        ">30d",
    ]
    assert [each.insert for each in complete(world, 'by:"minh kh', 11, D, Language.EN)] == ["khoi"]


@for_each("typed", ["", "gạo ", "nofield:a", "stage:a", '"gạo', "cq:zzz"])
def test_where_nothing_can_be_meant_nothing_is_offered(world: sqlite3.Connection, typed: str) -> None:
    assert complete(world, typed, len(typed), D, Language.VI) == ()


def test_no_more_is_offered_than_asked_for(world: sqlite3.Connection) -> None:
    assert len(complete(world, "cq:", 3, D, Language.VI, limit=2)) == 2
    assert len(complete(world, "s", 1, D, Language.EN, limit=2)) == 2


def test_every_listed_kind_is_offered_its_own_fields_alone(world: sqlite3.Connection) -> None:
    for kind in LISTED:
        offered = {
            each.insert.rstrip(":")
            for letter in "abcdefghijklmnopqrstuvwxyz"
            for each in complete(world, letter, 1, kind, Language.EN)
        }
        assert offered == {str(name) for name, field in FIELDS.items() if kind in field.kinds} | {"sort"}
