"""f picks a filter from lists with counts: by keys alone, live, several values and several lists, Esc takes it back."""

from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input

from ngkt_tui.domain.enums import Language, RecordKind, Status
from ngkt_tui.domain.text import SearchTerms
from ngkt_tui.query.filter.facet_counts import Facet, FacetValue
from ngkt_tui.query.filter.filter_spec import FieldName
from ngkt_tui.query.lists import RecordCount
from ngkt_tui.services import facet_filter as service
from ngkt_tui.services.edit import set_status
from ngkt_tui.tui.dialogs import facets_dialog as dialogs
from ngkt_tui.tui.dialogs.facets_dialog import FacetsDialog
from ngkt_tui.tui.widgets.facet_list import ValueList
from tests.query.building import Building
from tests.tui.dialogs.waiting import is_left, opens, shows, until
from tests.tui.running import NORMAL, Running, context_of, dashboard, linger, walk
from tests.tui.stores import make_store, small


async def open_facets(running: Running) -> None:
    await running.press("f")
    await opens(running, FacetsDialog)
    await running.settle()


def filters(running: Running) -> str:
    return running.app.dashboard.panes.view.filters[running.app.dashboard.panes.number]


def values(running: Running) -> list[tuple[str, int]]:
    """The values that are offered, with what each leaves."""
    return [(each.value, each.left.records) for each in running.app.screen.query_one(ValueList)._values]


async def a_picked_value_filters_the_pane_at_once_and_enter_keeps_it(running: Running) -> None:
    await open_facets(running)
    assert values(running) == [("unrated", 7), ("doing", 2), ("blocked", 2), ("done", 2), ("dropped", 1)]
    await shows(running, "còn 14/14")
    await running.press("down", "down", "space")
    assert filters(running) == 'tt:"vướng mắc"'
    assert running.panes[1].records == 2
    await shows(running, "còn 2/14")
    await running.press("enter")
    await is_left(running)
    assert filters(running) == 'tt:"vướng mắc"'
    await running.press("slash", "ctrl+u", "up")
    assert running.app.dashboard.filters.bar.input.value == 'tt:"vướng mắc"'


async def test_escape_brings_back_the_filter_from_before(store: Path) -> None:
    async with dashboard(store, filter_text="thị trường") as running:
        await open_facets(running)
        await running.press("space", "right", "space")
        assert filters(running) == 'thị trường tt:"chưa đánh giá" hn:hn-2032-02-20'
        await running.press("escape")
        await is_left(running)
        assert filters(running) == "thị trường"
        await until(running, lambda: running.panes[1].counts[0] == (2, True))


async def values_of_one_list_are_or_and_lists_are_and(running: Running) -> None:
    await open_facets(running)
    await running.press("space", "down", "space", "right", "down", "space")
    assert filters(running) == 'tt:"chưa đánh giá","đang thực hiện" hn:hn-2031-03-05'
    assert values(running) == [("hn-2032-02-20", 5), ("hn-2031-03-05", 4)]
    await running.press("left")
    assert dict(values(running))["done"] == 1
    await shows(running, "Trạng thái 2")
    await shows(running, "Hội nghị 1")
    await running.press("space")
    assert filters(running) == 'tt:"đang thực hiện" hn:hn-2031-03-05'


async def tab_goes_round_the_lists(running: Running) -> None:
    await open_facets(running)
    await running.press("shift+tab")
    assert values(running) == [("unjudged", 14)]
    await running.press("shift+tab")
    assert values(running) == [("overdue", 1), ("none", 13)]
    await running.press("tab", "tab", "tab")
    assert values(running)[0][0] == "hn-2032-02-20"


async def typed_letters_narrow_the_list_with_or_without_accents(running: Running) -> None:
    await open_facets(running)
    await running.press("right", "right")
    assert [value for value, _ in values(running)] == ["bng", "bct", "none"]
    await running.type("cong")
    assert [value for value, _ in values(running)] == ["bct"]
    await running.press(*["backspace"] * 4)
    await running.type("côn")
    assert [value for value, _ in values(running)] == ["bct"]
    await running.press("space")
    assert filters(running) == "cq:bct"
    assert running.app.screen.query_one("#narrow", Input).value == "côn"
    await running.type("x")
    await shows(running, "Không giá trị nào có “cônx”.")
    await running.press("space")
    assert filters(running) == "cq:bct"


async def keys_that_come_all_at_once_are_all_heard(running: Running) -> None:
    await open_facets(running)
    running.send("space", "down", "space", "down", "space", "up", "space")
    await running.settle()
    assert filters(running) == 'tt:"chưa đánh giá","vướng mắc"'


LISTS = (
    ((), RecordKind.DIRECTIVE, "status conf agency theme by market due nature", 'tt:"chưa đánh giá"'),
    (("1",), RecordKind.CONFERENCE, "kind agency by theme market", 'loai:"hội nghị"'),
    (("3",), RecordKind.AGREEMENT, "stage kind conf agency theme", 'gd:"đã ký"'),
    (("m",), RecordKind.MARKET, "kind conf agency theme", "loai:khối"),
    (("4",), RecordKind.ORGANISATION, "kind conf by theme market", "loai:bộ"),
    (("4", "m"), RecordKind.OFFICIAL, "conf agency theme market", "hn:hn-2032-02-20"),
)
"""The keys that lead on to a pane, the kind of the record under its cursor, its lists, and the first value of them."""


@pytest.mark.parametrize("lists", [LISTS[:-1], LISTS[-1:]])
async def test_every_pane_has_the_lists_of_the_record_under_its_cursor(
    store: Path, lists: tuple[tuple[tuple[str, ...], RecordKind, str, str], ...]
) -> None:
    async with dashboard(store) as running:
        for keys, kind, names, picked in lists:
            await running.press(*keys)
            await open_facets(running)
            assert service.facets_of(kind) == tuple(names.split())
            assert running.app.screen._narrowed.kind is kind, kind  # type: ignore[attr-defined]
            await running.press("space")
            assert filters(running) == picked
            await running.press("enter")
            await is_left(running)
            assert running.app.dashboard.panes.focused.count_words().split(" ")[0] != "0", kind
            await running.press("escape")
            assert filters(running) == "", kind


async def test_a_filter_with_a_mistake_is_told_of_and_kept(store: Path) -> None:
    async with dashboard(store, filter_text="status:xyz") as running:
        await running.press("f")
        await running.settle()
        assert running.app.screen is running.app.dashboard
        await shows(running, "Không đọc được bộ lọc")
        assert filters(running) == "status:xyz"


async def the_scope_narrows_what_is_counted(running: Running) -> None:
    await running.press("1", "G", "equals_sign", "2")
    await open_facets(running)
    assert sum(left for _, left in values(running)) == 6
    await shows(running, "còn 6/6")


async def test_the_lists_are_gone_through_by_keys(store: Path) -> None:
    async with dashboard(store) as running:
        await walk(
            running,
            a_picked_value_filters_the_pane_at_once_and_enter_keeps_it,
            values_of_one_list_are_or_and_lists_are_and,
            tab_goes_round_the_lists,
            typed_letters_narrow_the_list_with_or_without_accents,
            keys_that_come_all_at_once_are_all_heard,
            the_scope_narrows_what_is_counted,
        )


@pytest.mark.parametrize(
    ("language", "ascii"),
    [
        (Language.VI, False),
        (Language.EN, True),
        pytest.param(Language.VI, True, marks=pytest.mark.soak),
        pytest.param(Language.EN, False, marks=pytest.mark.soak),
    ],
)
async def test_it_fits_into_every_terminal(store: Path, language: Language, ascii: bool) -> None:
    async with dashboard(store, language=language, ascii=ascii) as running:
        if ascii:
            await running.press("T")
        for size in (NORMAL, (80, 24), (40, 10)):
            await running.resize(*size)
            await open_facets(running)
            await running.press("space")
            await shows(running, "7/14")
            mark = "[x]"
            line = next(line for line in running.lines if mark in line)
            assert " 7 " in line, size
            assert all(len(line) == size[0] for line in running.lines), size
            await running.press("escape")


async def test_a_name_has_room_before_the_word_for_recommendations(store: Path) -> None:
    async with dashboard(store, size=(80, 24)) as running:
        await open_facets(running)
        shown = running.app.screen.query_one(ValueList)
        value = FacetValue("unrated", "", "", "", RecordCount(27_760, 2_112))
        for label, beside in (("Các cơ quan đại diện", " 27760+2112 "), ("□ có", "+2112 kiến nghị")):
            shown.show([value._replace(label=label)], (), SearchTerms(), "")
            await running.settle()
            assert f"[ ] {label} " in running.text
            assert beside in running.text


async def test_names_are_literal(tmp_path: Path) -> None:
    def fill(built: Building) -> None:
        small(built)
        built.put(RecordKind.THEME, "cd-la", "[bold]Chủ đề[/] [red")
        built.link("hn-2032-02-20-01", "theme", ["cd-la"])

    async with dashboard(make_store(tmp_path / "ngkt.sqlite", fill)) as running:
        await open_facets(running)
        await running.press("right", "right", "right")
        await shows(running, "[bold]Chủ đề[/] [red")


async def test_lists_that_were_only_passed_over_are_not_counted(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[FieldName] = []

    def noted(reader: object, narrowed: object, name: FieldName) -> Facet:
        read.append(name)
        return service.facet(reader, narrowed, name)  # type: ignore[arg-type]

    monkeypatch.setattr(dialogs, "facet", noted)
    async with dashboard(store) as running:
        await open_facets(running)
        go = Event()
        running.app.dashboard.host.workers.reading.run(go.wait)
        running.send("right", "right", "right", "right")
        while not running.app.typing.is_empty or "Đang đếm…" not in running.text:
            await linger()
        go.set()
        await running.settle()
        assert read == [FieldName.STATUS, FieldName.BY]
        await running.press("left", "right")
        assert read == [FieldName.STATUS, FieldName.BY, FieldName.THEME]


async def test_what_others_change_is_counted_anew(store: Path) -> None:
    async with dashboard(store) as running:
        await open_facets(running)
        set_status(context_of(store), ["hn-2032-02-20-00"], Status.DONE)
        running.app.dashboard.watcher.check()
        await until(running, lambda: dict(values(running))["done"] == 3)
