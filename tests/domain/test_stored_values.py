"""What the store keeps as text is read as what it means; what it means nothing by is kept as it stands."""

from datetime import date, timedelta

from ngkt_tui.domain.enums import Language, Stage, Status
from ngkt_tui.domain.field_values import dump_field_value
from ngkt_tui.domain.standing import Standing, newest_stances
from ngkt_tui.domain.stored_values import Damaged, stored_date, stored_ids, stored_member, undamaged
from ngkt_tui.domain.words import format_date, short_date
from tests.fixtures.examples import for_each


def test_a_date_is_read_as_the_store_writes_it() -> None:
    assert stored_date("2031-03-05") == date(2031, 3, 5)
    assert stored_date(None) is None


def test_of_all_days_of_a_large_store_a_thousand_are_kept() -> None:
    days = [(date(2020, 1, 1) + timedelta(days=days)).isoformat() for days in range(3333)]
    assert [str(stored_date(day)) for day in days] == days
    assert stored_date.cache_info().currsize <= 1024


@for_each("text", ["hỏng", "2031-02-30", "", "20310305", "2031-W10-1", "9" * 30])
def test_what_is_no_date_of_the_store_is_damaged_and_written_back_as_it_stands(text: str) -> None:
    read = stored_date(text)
    assert isinstance(read, Damaged)
    assert (read, dump_field_value(read), format_date(read, Language.VI)) == (text, text, text)
    assert short_date(read, Language.VI) == ""
    assert undamaged(read) is None


def test_a_member_of_an_enum_is_read_and_anything_else_is_damaged() -> None:
    assert stored_member(Status, "done") is Status.DONE
    assert stored_member(Status, None) is None
    assert stored_member(Status, "hỏng") == Damaged("hỏng")
    assert isinstance(stored_member(Status, ""), Damaged)


@for_each("text", ["[1", "{}", "[[1]]", "[]", '["a", "a"]', ""])
def test_a_list_of_ids_that_the_store_does_not_write_so_is_damaged(text: str) -> None:
    assert isinstance(stored_ids(text), Damaged)
    assert dump_field_value(stored_ids(text)) == text


def test_a_list_of_ids_is_written_back_as_it_was_read() -> None:
    assert stored_ids('["bng","bct"]') == ("bng", "bct")
    assert dump_field_value(stored_ids('["bng","bct"]')) == '["bng","bct"]'
    assert stored_ids(None) is None


def test_a_damaged_stage_is_told_as_it_stands_and_gives_no_reason() -> None:
    standing = Standing(Damaged("hỏng"), Damaged("2031-02-30"), False, Stage.SIGNED, date(2031, 3, 5))
    assert "hỏng" in standing.word.render(Language.VI)
    assert standing.day == "2031-02-30"
    assert standing.reason is None


def test_damaged_stances_are_left_out_of_the_newest_ones() -> None:
    assert newest_stances(()) == (None, ())
    assert newest_stances(((date(2031, 3, 5), Damaged("hỏng")),)) == (date(2031, 3, 5), ())
