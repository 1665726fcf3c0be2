"""A filter typed letter by letter leaves the right rows at every step, or those before with what is wrong."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.errors import FilterError
from ngkt_tui.domain.words import catalogue
from ngkt_tui.query.filter import FieldTerm, FilterSpec, parse
from ngkt_tui.query.filter.fields.field_registry import FIELDS
from ngkt_tui.query.filter.fields.reference_fields import ReferenceField
from ngkt_tui.query.filter.filter_spec import Term
from ngkt_tui.services.pane_lists import DIRECTIVES, RECOMMENDATIONS, open_lists
from ngkt_tui.services.reader import Reader
from tests.fixtures.stores import sqlite_of
from tests.query.plain_evaluation import PlainStore
from tests.tui.running import TODAY, Running, context_of, dashboard

SAMPLE = ('"thị trường" -d', "is:open mo", "tt:chưa,do -is:noted", "cq:bct xyz:")
TYPED = (
    "đàm phán", "-kind:task sort:-status", "hn:2031-03 due:none", "due:<2032-12-31", "chutri:không", "xyz: a",
    "FTA (thế hệ mới)",
)  # fmt: skip
TELEX = (
    ("t", "th", "thi", "thị", "thị ", "thị t", "thị tr", "thị tru", "thị trư", "thị trưo", "thị trươ", "thị trươn",
     "thị trương", "thị trường"),
    ("d", "đ", "đa", "đam", "đàm", "đàm ", "đàm p", "đàm ph", "đàm pha", "đàm phan", "đàm phán"),
    ("h", "ho", "hop", "hợp", "hợp ", "hợp t", "hợp ta", "hợp tac", "hợp tác"),
    ("c", "cq", "cq:", "cq:b", "cq:bo", "cq:bô", "cq:bộ", 'cq:bộ c'),
)  # fmt: skip
"""What stands in the box after each key, as an input method with Telex composes it."""


def examples() -> list[str]:
    """Return the filters that the help gives as examples, in both languages."""
    words = (catalogue(language) for language in Language)
    return [text for each in words for key, text in each.items() if key.startswith("dialog.help.example.")]


def letters(text: str) -> list[str]:
    return [text[:end] for end in range(1, len(text) + 1)]


def keys_between(before: str, after: str) -> Iterator[str]:
    """Yield the keys that an input method sends to turn what stands in the box into something else."""
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    yield from ["backspace"] * (len(before) - common)
    yield from ("space" if letter == " " else letter for letter in after[common:])


def shown_ids(running: Running) -> list[str]:
    pane = running.panes[1]
    return [row.id for rows in pane._cache.rows for number in range(rows.count) if (row := rows.row(number))]


def resolved(connection: sqlite3.Connection, spec: FilterSpec) -> FilterSpec:
    """Return a filter with records named by their ids, which is all that the plain evaluation knows of them."""

    def by_id(term: Term) -> Term:
        if not isinstance(term, FieldTerm) or not isinstance(FIELDS[term.name], ReferenceField):
            return term
        found = [(value, FIELDS[term.name].resolve(connection, value.text)) for value in term.values]
        values = [value._replace(text=record) for value, ids in found for record in ids or (value.text,)]
        return term._replace(values=tuple(values))

    return spec._replace(terms=tuple(by_id(term) for term in spec.terms))


def expected(reader: Reader, text: str) -> list[str] | None:
    """Return the ids that a filter leaves, by the plain evaluation; `None` where it is a mistake."""
    try:
        lists = open_lists(reader, (DIRECTIVES, RECOMMENDATIONS), text, ())
        left = [row.id for each in lists if each is not None for row in each.between(0, None)]
    except FilterError:
        return None
    with reader.connection() as connection:
        plain = PlainStore(sqlite_of(connection), TODAY).left(
            resolved(sqlite_of(connection), parse(text, RecordKind.DIRECTIVE))
        )
    assert sorted(plain) == sorted(left), text
    return left


async def right_at_each_step(store: Path, *every: Sequence[str]) -> list[int]:
    """Type the steps of filters one after the other, each filter into an empty box.

    Return for each filter how many steps left rows, having held each against the plain evaluation.
    """
    async with dashboard(store) as running:
        with Reader(context_of(store)) as reader:
            await running.press("slash")
            return [await _taken(running, reader, steps) for steps in every]


async def _taken(running: Running, reader: Reader, steps: Sequence[str]) -> int:
    before, taken = "", 0
    await running.press("ctrl+u")
    rows = shown_ids(running)
    for step in steps:
        running.send(*keys_between(before, step))
        await running.settle()
        assert running.app.dashboard.filters.bar.input.value == step
        wanted = expected(reader, step)
        has_mistake = running.app.dashboard.filters.bar.mistake.display
        assert has_mistake is (wanted is None), step
        rows = rows if wanted is None else wanted
        taken += wanted is not None
        assert shown_ids(running) == rows, step
        reason = "Bộ lọc có lỗi" if has_mistake else "Không có chỉ đạo"
        assert rows or reason in running.text, step
        before = step
    return taken


async def test_each_letter_leaves_the_right_rows_or_those_before_with_a_message(store: Path) -> None:
    await right_at_each_step(store, *map(letters, SAMPLE))


async def test_so_does_each_key_of_an_input_method(store: Path) -> None:
    assert all(await right_at_each_step(store, *TELEX[:2]))


@pytest.mark.soak
async def test_so_do_all_examples(store: Path) -> None:
    every = [*map(letters, (*SAMPLE, *TYPED, *examples())), *TELEX]
    taken = await right_at_each_step(store, *every)
    print(f"{len(every)} filters, {sum(map(len, every))} steps tried, {sum(taken)} with rows of their own, 0 wrong")
