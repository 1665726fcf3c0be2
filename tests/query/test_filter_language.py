"""The grammar: what a filter says, where its mistakes stand, and that it can be written down again."""

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.errors import FilterError
from ngkt_tui.query.filter import (
    EVERYTHING,
    FieldName,
    FieldTerm,
    FilterSpec,
    Quoting,
    Sort,
    SortKey,
    SourceSpan,
    TextTerm,
    Value,
    format_filter,
    parse,
)
from ngkt_tui.query.filter.fields.field_registry import FIELDS, LISTED, field_called
from tests.fixtures.examples import examples, for_each

ANYWHERE = SourceSpan(0, 0)
D = RecordKind.DIRECTIVE


def text(words: str, quoting: Quoting = Quoting.BARE, is_negated: bool = False) -> TextTerm:
    return TextTerm(words, quoting, is_negated, ANYWHERE)


def field(name: FieldName, *values: str, is_negated: bool = False) -> FieldTerm:
    return FieldTerm(name, tuple(Value(value, ANYWHERE) for value in values), is_negated, ANYWHERE)


@pytest.mark.parametrize("nothing", ["", "  ", "\t\n "])
def test_an_empty_text_filters_nothing(nothing: str) -> None:
    assert parse(nothing, D) == EVERYTHING
    assert parse(nothing, D).is_empty


@for_each(
    ("typed", "term"),
    [
        ("gạo", text("gạo")),
        ("-gạo", text("gạo", is_negated=True)),
        ('"đàm phán"', text("đàm phán", Quoting.CLOSED)),
        ('-"đàm phán"', text("đàm phán", Quoting.CLOSED, is_negated=True)),
        ('"đàm ph', text("đàm ph", Quoting.OPEN)),
        ('"nói ""có"""', text('nói "có"', Quoting.CLOSED)),
        ("12:30", text("12:30")),
        ("status:done", field(FieldName.STATUS, "done")),
        ("tt:done", field(FieldName.STATUS, "done")),
        ("tt:xong", field(FieldName.STATUS, "done")),
        ("TT:Done", field(FieldName.STATUS, "done")),
        ("-status:done,doing", field(FieldName.STATUS, "done", "doing", is_negated=True)),
        ("status:hoan", field(FieldName.STATUS, "done")),
        ('status:"đang thực hiện"', field(FieldName.STATUS, "doing")),
        ("status:blo", field(FieldName.STATUS, "blocked")),
        ("cq:BNG", field(FieldName.AGENCY, "BNG")),
        ('agency:"Bộ Ngoại giao",bct', field(FieldName.AGENCY, "Bộ Ngoại giao", "bct")),
        ('agency:"Bộ Ngoại', field(FieldName.AGENCY, "Bộ Ngoại")),
        ("lead:none", field(FieldName.LEAD, "none")),
        ('chutri:"không có"', field(FieldName.LEAD, "none")),
        ("hn:18/7/2024", field(FieldName.CONFERENCE, "2024-07-18")),
        ("conf:7/2024", field(FieldName.CONFERENCE, "2024-07")),
        ("conf:2024", field(FieldName.CONFERENCE, "2024")),
        ("han:overdue", field(FieldName.DUE, "overdue")),
        ("han:quá", field(FieldName.DUE, "overdue")),
        ("due:07d", field(FieldName.DUE, "7d")),
        ("due:7n", field(FieldName.DUE, "7d")),
        ("han:>030N", field(FieldName.DUE, ">30d")),
        ("due:<31/12/2024", field(FieldName.DUE, "<2024-12-31")),
        ("due:>=2024-12", field(FieldName.DUE, ">=2024-12")),
        ("due:2024-01..30/6/2024", field(FieldName.DUE, "2024-01..2024-06-30")),
        ("due:1/2024..", field(FieldName.DUE, ">=2024-01")),
        ("han:..6/2024", field(FieldName.DUE, "<=2024-06")),
        ("is:open,silent", field(FieldName.IS, "open", "silent")),
        ("loai:kiến", field(FieldName.KIND, "recommendation")),
    ],
)
def test_a_term_says_what_was_typed(typed: str, term: TextTerm | FieldTerm) -> None:
    assert parse(typed, D).terms == (term,)


def test_the_order_stands_apart_from_the_terms() -> None:
    assert parse("gạo sort:-due,status xep:ngày", D) == FilterSpec(
        (text("gạo"),), (SortKey(Sort.DUE, True), SortKey(Sort.STATUS, False), SortKey(Sort.CONFERENCE, False))
    )


@for_each(
    ("typed", "kind", "problem", "column", "length", "nearest"),
    [
        ("gạo stauts:done", D, "unknown-field", 5, 6, "status:"),
        ("-chutr:bng", D, "unknown-field", 2, 5, "chutri:"),
        ("zzzzzz:1", D, "unknown-field", 1, 6, ""),
        ("status:dne", D, "unknown-value", 8, 3, "done"),
        ("status:doing,drpped", D, "unknown-value", 14, 6, "dropped"),
        ('tt:"hòan thnh"', D, "unknown-value", 4, 11, "hoàn thành"),
        ("status:d", D, "ambiguous", 8, 1, ""),
        ("gạo status:", D, "no-value", 11, 1, ""),
        ("status:done,", D, "no-value", 12, 1, ""),
        ("status:done, doing", D, "no-value", 12, 1, ""),
        ("stage:signed", D, "not-here", 1, 5, ""),
        ("status:done", RecordKind.MARKET, "not-here", 1, 6, ""),
        ("kind:fta", RecordKind.OFFICIAL, "not-here", 1, 4, ""),
        ("due:2024-02-30", D, "bad-date", 5, 10, ""),
        ("due:<soon", D, "bad-date", 5, 5, ""),
        ("conf:31/13/2024", D, "bad-date", 6, 10, ""),
        ("sort:deu", D, "unknown-value", 6, 3, "due"),
        ("sort:due", RecordKind.MARKET, "not-of-list", 6, 3, ""),
        ("-sort:due", D, "negated-sort", 1, 9, ""),
        ("gạo ***", D, "no-letters", 5, 3, ""),
        ('gạo ""', D, "no-letters", 5, 2, ""),
        ("a " * 65, D, "too-many", 129, 1, ""),
        ("status:" + ",".join(["done"] * 300), D, "too-many", 1, 1506, ""),
        ("a" * 10_001, D, "too-long", 10_000, 1, ""),
    ],
)  # fmt: skip
def test_a_mistake_names_its_place_and_the_nearest_right_word(
    typed: str, kind: RecordKind, problem: str, column: int, length: int, nearest: str
) -> None:
    with pytest.raises(FilterError) as raised:
        parse(typed, kind)
    values = raised.value.values
    assert values["problem"] == f"filter.problem.{problem}"
    assert (values["column"], values["length"], values["nearest"]) == (column, length, nearest)
    for language in Language:
        explanation = raised.value.explain(language)
        assert all(explanation)
        assert str(column) in explanation.title


def test_a_field_that_the_records_lack_names_those_that_they_have() -> None:
    with pytest.raises(FilterError) as raised:
        parse("status:done", RecordKind.AGREEMENT)
    cause = raised.value.explain(Language.VI).cause
    assert "hiệp định" in cause
    assert " stage: " in cause
    assert "status:/tt:" not in cause


def test_both_names_of_every_field_are_one_field() -> None:
    assert len({field_of.vietnamese for field_of in FIELDS.values()} | set(FIELDS)) == 2 * len(FIELDS)
    for name, field_of in FIELDS.items():
        assert field_called(field_of.vietnamese.upper()) is field_called(name) is name


def test_decomposed_text_is_the_same_filter() -> None:
    typed = 'đường "hoà giải" tt:"chưa đánh giá" sort:-due'
    assert parse(unicodedata.normalize("NFD", typed), D) == parse(typed, D)


@for_each(
    ("typed", "written"),
    [
        ('cq:"Bộ, ngành","a""b" tt:done', 'agency:"Bộ, ngành","a""b" status:done'),
        ('xep:due "gạo" -TT:"hoàn thành" sort:-conf', '"gạo" -status:done sort:due,-conf'),
        ('sort:due -"gạo n', 'sort:due -"gạo n'),
        ("lead:không,BNG", "lead:none,BNG"),
    ],
)
def test_a_filter_is_written_down_in_one_way(typed: str, written: str) -> None:
    assert format_filter(parse(typed, D)) == written


WORDS = st.text(alphabet=st.sampled_from("ađườ NEAR*\"^():,-.%_'<>=12 \t"), min_size=1, max_size=12)
PIECES = WORDS | st.sampled_from(
    [
        "status:", "tt:done", "-is:open", 'agency:"Bộ', "bng,", "due:", "<2024-12-31", "sort:-due", "sort:match",
        '"', "AND", "OR", "NEAR(", "kind:task,target", "conf:2024", "-", "source:bao-an",
    ]
)  # fmt: skip
TYPED = st.lists(PIECES, max_size=6).map("".join) | st.lists(PIECES, max_size=6).map(" ".join)


@settings(derandomize=True, max_examples=examples(300), deadline=None)
@given(TYPED, st.sampled_from(sorted(LISTED)))
def test_what_is_written_down_reads_back_the_same(typed: str, kind: RecordKind) -> None:
    try:
        spec = parse(typed, kind)
    except FilterError:
        return
    written = format_filter(spec)
    assert parse(written, kind) == spec
    assert format_filter(parse(written, kind)) == written


def random_text(source: random.Random) -> str:
    """Return a text of letters, signs, pieces of filters and any character at all."""
    pieces = [
        "status:",
        "tt:",
        "due:",
        '"',
        "-",
        ",",
        "sort:",
        "AND",
        "NEAR(",
        "*",
        "đường",
        "\x00",
        "‮",
        "\ud800",
        "İ",
        "ß",
        "ﬁ",
        " ",
    ]
    parts = (
        source.choice(pieces) if source.random() < 0.6 else chr(source.randrange(0x11000))
        for _ in range(source.randrange(12))
    )
    return "".join(parts)


def parse_random(tries: int) -> tuple[int, int]:
    """Parse `tries` random texts; return how many were refused. Anything but a `FilterError` fails the test."""
    source = random.Random(tries)
    refused = 0
    for _ in range(tries):
        typed = random_text(source)
        kind = source.choice(sorted(LISTED))
        spec = read_or_refused(typed, kind)
        if isinstance(spec, FilterError):
            refused += 1
            assert 1 <= int(str(spec.values["column"])) <= len(typed) * 3 + 1
            assert spec.explain(Language.VI).cause
        else:
            assert parse(format_filter(spec), kind) == spec
    return tries, refused


def read_or_refused(typed: str, kind: RecordKind) -> FilterSpec | FilterError:
    try:
        return parse(typed, kind)
    except FilterError as error:
        return error


def test_random_texts_are_read_or_refused() -> None:
    tried, refused = parse_random(1000)
    print(f"{tried} tried, {refused} refused, 0 failed")


@pytest.mark.soak
def test_twenty_thousand_random_texts_are_read_or_refused() -> None:
    tried, refused = parse_random(20_000)
    print(f"{tried} tried, {refused} refused, 0 failed")


def test_where_nothing_is_near_a_mistake_in_a_short_list_names_what_the_list_holds() -> None:
    with pytest.raises(FilterError) as raised:
        parse("tt:zzz", D)
    assert raised.value.explain(Language.VI).cause == (
        "Trường “tt:” không có giá trị “zzz”. Các giá trị: chưa đánh giá; đang thực hiện; vướng mắc; "
        "báo cáo đã xong; hoàn thành; dừng."
    )


def test_a_field_of_another_kind_is_answered_with_those_there_are_in_the_language_it_was_typed_in() -> None:
    for typed, fields, none in (("tt:done", "hn: ", "conf:"), ("status:done", "conf: ", "hn:")):
        with pytest.raises(FilterError) as raised:
            parse(typed, RecordKind.MARKET)
        assert str(raised.value.values["fields"]).startswith(fields)
        assert none not in str(raised.value.values["fields"])
