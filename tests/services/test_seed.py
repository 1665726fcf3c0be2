"""Everything that the packaged digest says can be reached in the dashboard, and found by a word of either language."""

from collections.abc import Iterator

import pytest

from ngkt_tui.digest.load import load
from ngkt_tui.digest.model.base_models import Record
from ngkt_tui.digest.model.introspection import texts
from ngkt_tui.digest.model.whole_digest import Digest
from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.text import strip_diacritics, tokenize_query
from ngkt_tui.query.lists import LISTINGS
from ngkt_tui.services.browse import browse
from ngkt_tui.services.context import packaged_digest
from ngkt_tui.services.detail_lines import Formatter, build_detail, load_detail
from ngkt_tui.services.line_sources import NO_LEAD, WATCHED
from ngkt_tui.services.pane_lists import KINDS, open_lists
from ngkt_tui.services.reader import Reader
from tests.fixtures.stores import TODAY, context_of, make_packaged_store

EVERY = 10_000
NAMES = ("name", "title", "text", "label")


@pytest.fixture(scope="module")
def digest() -> Digest:
    return load(packaged_digest()).digest


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    context = context_of(make_packaged_store(tmp_path_factory.mktemp("seeded") / "ngkt.sqlite"))
    with Reader(context) as reader:
        yield reader


def names_of(record: Record) -> dict[Language, str]:
    """Return what a record is called in each language; a name that is no bilingual text serves for both."""
    for (field, *_), text in texts(record):
        if field in NAMES:
            return {Language.VI: text.vi, Language.EN: text.en or text.vi}
    name = next(value for field in NAMES if (value := getattr(record, field, None)))
    return dict.fromkeys(Language, str(name))


def test_every_record_is_reached_from_the_panes(seeded: Reader, digest: Digest) -> None:
    lists = open_lists(seeded, [each for each in KINDS if each not in (NO_LEAD, WATCHED)], "", ())
    waiting = [row.id for each in lists if each for row in each.page(0, EVERY)]
    reached: set[str] = set()
    while waiting:
        if (record := waiting.pop()) not in reached:
            reached.add(record)
            lines = build_detail(load_detail(seeded, record), Formatter(Language.VI, TODAY))
            waiting.extend(entry.target for entry in lines if entry.target)
    assert {record.id for record in digest.all_records()} - reached == set()


@pytest.mark.parametrize("language", list(Language))
def test_every_record_is_found_by_its_words_without_their_marks(
    seeded: Reader, digest: Digest, language: Language
) -> None:
    for record in digest.all_records():
        words = " ".join(strip_diacritics(word) for word in tokenize_query(names_of(record)[language]))
        assert record.id in {found.id for found in seeded.global_search(words, EVERY)}, words


@pytest.mark.parametrize("kind", list(LISTINGS))
def test_every_record_that_has_a_list_is_found_there_by_one_word_of_each_language(
    seeded: Reader, digest: Digest, kind: RecordKind
) -> None:
    for record in digest.records(kind):
        for name in names_of(record).values():
            word = max(tokenize_query(name), key=len)
            assert record.id in {row.id for row in browse(seeded, kind, f'"{word}"', 0).rows}, word


def test_every_theme_narrows_the_directives_by_its_name_in_each_language(seeded: Reader, digest: Digest) -> None:
    for theme in digest.records(RecordKind.THEME):
        wanted = {each.id for each in digest.directives if theme.id in each.themes}
        for name in names_of(theme).values():
            assert {row.id for row in browse(seeded, RecordKind.DIRECTIVE, f'theme:"{name}"', 0).rows} == wanted


def test_every_family_narrows_the_directives_by_its_name_in_each_language(seeded: Reader, digest: Digest) -> None:
    for family in digest.families:
        wanted = {directive for item in family.items for directive in item.covered}
        for name in names_of(family).values():
            assert {row.id for row in browse(seeded, RecordKind.DIRECTIVE, f'family:"{name}"', 0).rows} == wanted
