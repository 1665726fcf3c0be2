"""What follows a directive through, on a real store: its nature, six clear things, progress lines, next steps."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.errors import EditConflictError, EditRefusedError
from ngkt_tui.domain.field_values import dump_entry
from ngkt_tui.domain.text import first_control_char
from ngkt_tui.domain.user_fields import USER_FIELDS, FieldUpdates
from ngkt_tui.domain.words import translate
from ngkt_tui.query.filter import parse
from ngkt_tui.query.lists.grouping import ListGrouping
from ngkt_tui.query.lists.rows import DirectiveRow
from ngkt_tui.report.formats import Format
from ngkt_tui.services.agency_reports import Letter, answer, remind
from ngkt_tui.services.context import Context
from ngkt_tui.services.detail_lines import build_detail, formatter_of, load_detail
from ngkt_tui.services.digest_store import import_digest
from ngkt_tui.services.edit import EditMessage, edit_fields, redo, seen_in, undo
from ngkt_tui.services.pane_lists import DIRECTIVES, open_lists
from ngkt_tui.services.progress_steps import next_step, progress_line
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.summary import exported
from ngkt_tui.services.watch import add_watch
from ngkt_tui.store.health import find_inconsistencies
from tests.fixtures.stores import SAMPLE, file_of
from tests.store.stores import digest_of, sample, taken_in

FIRST, SECOND, THIRD = "hn-2031-03-05-01", "hn-2031-03-05-02", "hn-2031-03-05-03"


@pytest.fixture(autouse=True)
def sound(context: Context) -> Iterator[None]:
    """Hold the history against what stands in the store after every test."""
    yield
    with closing(sqlite3.connect(file_of(context))) as connection:
        assert find_inconsistencies(connection) == []


def sentence(edited: EditMessage, language: Language = Language.EN) -> str:
    return translate(language, edited.sentence, **edited.values)


def row(context: Context, record: str = FIRST) -> DirectiveRow:
    with Reader(context) as reader:
        (found,) = reader.by_ids(reader.compile_filter(RecordKind.DIRECTIVE), [record])
    assert isinstance(found, DirectiveRow)
    return found


def left(context: Context, text: str) -> list[str]:
    with Reader(context) as reader:
        where = reader.compile_filter(RecordKind.DIRECTIVE, parse(text, RecordKind.DIRECTIVE))
        return [row.id for row in reader.page(where, 100)]


def detail_texts(context: Context, record: str = FIRST) -> list[str]:
    with Reader(context) as reader:
        return [line.text for line in build_detail(load_detail(reader, record), formatter_of(context))]


def later(context: Context, day: int) -> Context:
    """Return the context of a day of March."""
    return replace(context, clock=lambda: datetime(2032, 3, day, 3, tzinfo=UTC), fixed_today=date(2032, 3, day))


def test_a_nature_of_a_user_counts_until_it_is_taken_away(context: Context) -> None:
    import_digest(context, SAMPLE.with_name("schema2.yaml"))
    judged = "hn-2033-01-10-01"
    edited = edit_fields(context, [judged, FIRST], FieldUpdates(nature="spirit"))
    assert sentence(edited) == "2 records: nature: none → spirit"
    assert (row(context, judged).nature, row(context, judged).own_nature) == ("spirit", "spirit")
    assert set(left(context, "nature:spirit")) >= {judged, FIRST}
    assert "Nature spirit · given by a user" in detail_texts(context, judged)
    assert "Nature in the digest deliverable" in detail_texts(context, judged)
    undo(context)
    assert (row(context, judged).nature, row(context, FIRST).nature) == ("deliverable", "unjudged")
    redo(context)
    edit_fields(context, [judged], FieldUpdates(nature=None))
    assert (row(context, judged).nature, row(context, judged).own_nature) == ("deliverable", None)


def test_a_nature_of_a_user_outlives_the_digest_and_stands_as_it_did_on_a_day(context: Context) -> None:
    edit_fields(later(context, 2), [FIRST], FieldUpdates(nature="spirit"))
    values = sample()
    next(each for each in values["directives"] if each["id"] == FIRST)["nature"] = "ongoing"
    taken_in(file_of(context), digest_of(values))
    assert row(context).nature == "spirit"
    edit_fields(later(context, 4), [FIRST], FieldUpdates(nature=None))
    assert row(context).nature == "ongoing"
    days = (
        json.loads("".join(exported(later(context, 9), Format.JSON, as_of=date(2032, 3, day)))) for day in range(1, 6)
    )
    assert [day["counting_form"]["spirit"] for day in days] == [0, 1, 1, 0, 0]


def test_a_nature_that_somebody_changed_since_is_refused(context: Context) -> None:
    seen = {FIRST: seen_in(row(context))}
    edit_fields(replace(context, actor="an"), [FIRST], FieldUpdates(nature="ongoing"))
    with pytest.raises(EditConflictError):
        edit_fields(context, [FIRST], FieldUpdates(nature="spirit"), seen)
    with pytest.raises(EditRefusedError):
        edit_fields(context, [FIRST], FieldUpdates(nature="holy"))
    assert row(context).nature == "ongoing"


def test_what_is_not_clear_is_told_and_looked_for_until_it_is_filled_for_many_at_once(context: Context) -> None:
    both = [SECOND, THIRD]
    assert row(context, FIRST).lacks == ("due", "product", "confirms")
    assert row(context, SECOND).lacks == ("lead", "due", "coordinating", "product", "confirms")
    assert (row(context, FIRST).clear, row(context, SECOND).clear) == (3, 1)
    assert set(both) <= set(left(context, 'clear:due clear:confirms ro:"trách nhiệm"'))
    assert "Clear 1/6 · not clear: lead agency, due date, coordinating agencies, product, who confirms" in detail_texts(
        context, SECOND
    )
    updates = FieldUpdates(
        due=date(2032, 6, 30), lead=("bng",), coordinating=("bct",), product="Đề án", confirms=("chinh-phu",)
    )
    edited = edit_fields(context, both, updates)
    assert sentence(edited).endswith("who confirms: none → Government")
    filled = row(context, SECOND)
    assert (filled.lacks, filled.clear, filled.confirms) == (None, 6, ("chinh-phu",))
    assert not set(both) & set(left(context, "clear:lead,text,due,coordinating,product,confirms"))
    assert "Clear 6/6" in detail_texts(context, SECOND)
    assert set(left(context, "-clear:due,confirms")) == set(both)
    undo(context)
    assert row(context, SECOND).clear == 1


def test_who_confirms_is_renamed_with_its_organisation_and_keeps_it(context: Context) -> None:
    edit_fields(context, [FIRST], FieldUpdates(confirms=("bct",), entries=(step(text="hỏi", who="bct"),)))
    values = json.loads(json.dumps(sample(), default=str).replace('"bct"', '"bct-moi"'))
    next(each for each in values["organisations"] if each["id"] == "bct-moi")["was"] = ["bct"]
    taken_in(file_of(context), digest_of(values))
    assert row(context).confirms == ("bct-moi",)
    assert stored(context, "SELECT who FROM next_step") == [("bct-moi",)]


def stored(context: Context, statement: str) -> list[tuple[object, ...]]:
    with Reader(context) as reader, reader.connection() as connection:
        return connection.execute(statement).fetchall()


def step(**values: str) -> tuple[str, str]:
    return "step", dump_entry(USER_FIELDS["step"], values)


def progress(**values: str) -> tuple[str, str]:
    return "progress", dump_entry(USER_FIELDS["progress"], values)


def test_progress_lines_and_steps_are_added_to_many_undone_and_brought_back(context: Context) -> None:
    made = progress(made_on="2032-02-20", text="đã họp hai lần")
    entries = (made, step(text="gửi dự thảo", who="bct", due="2032-03-10"))
    edited = edit_fields(context, [FIRST, "fta-mercosur"], FieldUpdates(entries=entries))
    assert sentence(edited) == (
        "2 records: progress added: 2032-02-20; đã họp hai lần; next step added: gửi dự thảo; by MOIT; due 2032-03-10"
    )
    assert stored(context, "SELECT record, made_on, text FROM progress ORDER BY id") == [
        (FIRST, "2032-02-20", "đã họp hai lần"), ("fta-mercosur", "2032-02-20", "đã họp hai lần"),
    ]  # fmt: skip
    assert left(context, '"họp hai lần"') == [FIRST]
    assert left(context, '"gửi dự thảo"') == [FIRST]
    undo(context)
    assert stored(context, "SELECT id FROM progress UNION ALL SELECT id FROM next_step") == []
    redo(context)
    assert stored(context, "SELECT text, who, due, done_on FROM next_step WHERE id = 1") == [
        ("gửi dự thảo", "bct", "2032-03-10", None)
    ]


@pytest.mark.parametrize(
    "entry",
    [
        ("progress", '{"made_on":"2032-02-30","text":"x"}'),
        ("progress", '{"made_on":"2032-02-20"}'),
        ("progress", '{"made_on":"2032-02-20","text":" "}'),
        ("progress", "đã họp"),
        ("step", '{"text":"x","who":"khong-co"}'),
        ("step", '{"text":"x","who":"tran-minh-khoi"}'),
        ("step", '{"who":"bct"}'),
        ("step", '{"who":"bct","text":"x"}'),
    ],
)
def test_an_entry_that_is_not_whole_is_refused_and_changes_nothing(context: Context, entry: tuple[str, str]) -> None:
    before = file_of(context).read_bytes()
    with pytest.raises(EditRefusedError) as refused:
        edit_fields(context, [FIRST], FieldUpdates(entries=(entry,)))
    assert all(refused.value.explain(language).cause for language in Language)
    assert file_of(context).read_bytes() == before


def test_every_due_date_that_was_given_stays_in_the_detail_with_why_it_moved(context: Context) -> None:
    for day, why in ((1, None), (2, "chờ bộ trả lời"), (3, "nhầm"), (4, "dời theo công văn 5")):
        edit_fields(later(context, day), [FIRST], FieldUpdates(due=date(2032, 6, day), why=why))
        if why == "nhầm":
            undo(later(context, day))
    moves = detail_texts(context)[detail_texts(context).index("Due dates") + 1 :][:4]
    assert [line.partition(" · ")[0] for line in moves] == [
        "2032-06-01", "2032-06-02 (chờ bộ trả lời)", "2032-06-04 (dời theo công văn 5)", "",
    ]  # fmt: skip
    undo(later(context, 5))
    redo(later(context, 6))
    assert [
        line.partition(" · ")[0] for line in detail_texts(context)[detail_texts(context).index("Due dates") + 3 :][:1]
    ] == ["2032-06-04 (dời theo công văn 5)"]


def test_what_a_user_judges_as_spirit_stands_at_the_end_of_its_conference(context: Context) -> None:
    def listed() -> list[str]:
        with Reader(context) as reader:
            (opened,) = open_lists(reader, [DIRECTIVES], "conf:hn-2031-03-05", (), ListGrouping.CONFERENCE)
            assert opened is not None
            return [row.id for row in opened.page(0, 100)]

    before = listed()
    assert before[0] == FIRST
    edit_fields(context, [FIRST], FieldUpdates(nature="spirit"))
    assert listed() == [*before[1:], FIRST]
    undo(context)
    assert listed() == before


def test_control_characters_are_replaced_in_whatever_is_written_down(context: Context) -> None:
    dirty = "bo\x1b[31m \u202e da gui"
    edit_fields(context, [FIRST], progress_line(dirty, date(2032, 2, 1)))
    edit_fields(context, [FIRST], next_step(dirty))
    remind(context, [FIRST], Letter(number=dirty, agencies=("bct",)))
    answer(context, [FIRST], dirty)
    add_watch(context, "tt-bac-au", {"product": dirty, "measure": dirty})
    with closing(sqlite3.connect(file_of(context))) as connection:
        kept = connection.execute("""
            SELECT text FROM progress UNION ALL SELECT text FROM next_step UNION ALL SELECT text FROM reply
            UNION ALL SELECT number FROM reminder UNION ALL SELECT product || measure FROM watch_item
        """).fetchall()
    assert len(kept) == 5
    assert all(not first_control_char(text) for (text,) in kept)
