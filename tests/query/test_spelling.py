"""What keys, facets and completions write into a filter is in the language of the interface; both are always read."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.query.filter import FieldName, format_filter, parse, spelling_in, translate
from ngkt_tui.query.filter.fields.field_registry import FIELDS, LISTED, SORTS, sort_words
from ngkt_tui.query.filter.filter_help import complete, guide
from ngkt_tui.query.filter.filter_spec import quote_value
from ngkt_tui.services.context import Context
from ngkt_tui.services.facet_filter import FacetQuery, facet, toggle
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.views import BUILT_IN, built_in_views
from tests.fixtures.examples import examples, for_each
from tests.fixtures.stores import context_of, make_packaged_store
from tests.query.test_fields import FIELD_TERMS

D = RecordKind.DIRECTIVE
VI, EN = Language


@pytest.fixture(scope="module")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> Context:
    return context_of(make_packaged_store(tmp_path_factory.mktemp("store") / "ngkt.sqlite"))


@for_each(
    ("text", "vietnamese"),
    [
        ("status:done,doing", 'tt:xong,"đang thực hiện"'),
        ("-lead:none", "-chutri:không"),
        ("due:overdue,none,7d", 'han:"quá hạn",không,7n'),
        ("due:<2024-12-31 due:>30d", "han:<31/12/2024 han:>30n"),
        ("due:2024-07..2024-12", "han:07/2024..12/2024"),
        ("conf:2024-07-18 agency:bng", "hn:18/07/2024 cq:bng"),
        ("is:open -is:silent", 'la:"chưa xong" -la:"lâu chưa cập nhật"'),
        ('gạo "đàm phán" sort:-due,conf', 'gạo "đàm phán" xep:-hạn,"ngày hội nghị"'),
        ('sort:due "gạo n', 'xep:hạn "gạo n'),
    ],
)
def test_a_filter_is_written_in_the_words_of_the_reader(text: str, vietnamese: str) -> None:
    assert translate(text, D, VI) == vietnamese
    assert translate(vietnamese, D, EN) == text


@for_each("language", list(Language))
@for_each("kind", sorted(LISTED))
def test_every_value_of_every_list_is_read_as_it_is_written(kind: RecordKind, language: Language) -> None:
    for field in FIELDS.values():
        if kind in field.kinds:
            for choice in field.listed(kind, language):
                canonical = field.normalize(choice.value, kind)
                assert field.written(canonical, kind, language) == choice.value
    words = sort_words(kind)
    assert [words.find(words.written(by, language)) for by in SORTS[kind]] == list(SORTS[kind])


@settings(derandomize=True, max_examples=examples(200), deadline=None)
@given(st.lists(FIELD_TERMS, max_size=4).map(" ".join), st.sampled_from(Language))
def test_a_translated_filter_says_the_same(text: str, language: Language) -> None:
    spec = parse(text, D)
    assert parse(format_filter(spec, spelling_in(language, D)), D) == spec


@pytest.mark.parametrize("language", list(Language))
def test_a_picked_value_is_written_in_the_language(packaged: Context, language: Language) -> None:
    with Reader(packaged) as reader:
        view = FacetQuery(D, "is:open", (), language)
        text = toggle(view, facet(reader, view, FieldName.STATUS), "unrated")
    assert text == {VI: 'la:"chưa xong" tt:"chưa đánh giá"', EN: "is:open status:unrated"}[language]


def test_what_is_offered_is_in_the_language(world: sqlite3.Connection) -> None:
    def offered(text: str, language: Language) -> list[str]:
        return [each.insert for each in complete(world, text, len(text), D, language)]

    assert offered("status:ho", VI) == ["xong"]
    assert offered("tt:d", EN) == ["doing", "done", "dropped"]
    assert offered("xep:h", VI) == ["hạn"]
    assert offered("han:qu", VI) == ['"quá hạn"']


def test_the_views_that_come_along_say_the_same_in_both_languages() -> None:
    pairs = zip(built_in_views(VI), built_in_views(EN), strict=True)
    assert [parse(vi.filter, vi.kind) == parse(en.filter, en.kind) for vi, en in pairs] == [True] * len(BUILT_IN)
    assert not any("is:" in view.filter or "status:" in view.filter for view in built_in_views(VI))


@pytest.mark.parametrize("language", list(Language))
def test_every_field_is_told_in_the_words_of_the_language(language: Language) -> None:
    for field in guide(language):
        text = f"{field.typed(language)}{field.example}"
        assert translate(text, field.example_kind, language) == text
        for choice in field.values:
            typed = f"{field.typed(language)}{quote_value(choice.value)}"
            assert translate(typed, field.example_kind, language) == typed
