"""Keys as a user writes them are read and named; a keyboard on which two things would clash is refused."""

import string

import pytest
from textual.keys import _character_to_key

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.key_names import key_names, known_names, read_key, types_something
from ngkt_tui.tui.keymap import KEYS, STANDARD, KeymapError, with_overrides


@pytest.mark.parametrize("sign", string.printable.rstrip() + " đêươĐ")
def test_a_sign_is_read_as_the_terminal_sends_it(sign: str) -> None:
    assert read_key(sign) == _character_to_key(sign)


@pytest.mark.parametrize("key", sorted({name for row in KEYS for name in row.keys.split(",")}))
def test_a_key_is_read_by_the_name_it_is_shown_by_and_by_textuals(key: str) -> None:
    assert read_key(key_names(key)[0]) == key
    assert read_key(key) == key


@pytest.mark.parametrize("name", known_names())
def test_every_known_name_is_a_key(name: str) -> None:
    assert read_key(name) is not None


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Ctrl+R", "ctrl+r"),
        ("CTRL+r", "ctrl+r"),
        ("shift+ctrl+a", "ctrl+shift+a"),
        ("alt+A", "alt+a"),
        ("shift+g", "G"),
        ("Shift+Tab", "shift+tab"),
        ("F5", "f5"),
        ("Esc", "escape"),
        ("return", "enter"),
        ("ctrl++", "ctrl+plus"),
        ("ctrl+/", "ctrl+slash"),
        ("ctrl+i", "tab"),
        ("ctrl+m", "enter"),
        ("ctrl+[", "escape"),
        ("ctrl+space", "ctrl+@"),
        ("ctrl+@", "ctrl+@"),
        (" x ", "x"),
        ("đ", "đ"),
        ("e\u0302", "ê"),
    ],
)
def test_a_key_may_be_written_in_several_ways(written: str, key: str) -> None:
    assert read_key(written) == key


@pytest.mark.parametrize("written", ["", "  ", "ab", "f0", "f25", "strg+a", "ctrl+", "shift+1", "\n", "\x1b"])
def test_what_is_no_key_is_not_read(written: str) -> None:
    assert read_key(written) is None


def test_what_would_be_typed_is_known() -> None:
    assert all(types_something(read_key(sign) or "") for sign in "aG1/? đ")
    assert not any(types_something(read_key(name) or "") for name in ("tab", "F5", "ctrl+e", "Esc", "alt+a"))


def test_a_row_has_the_keys_it_is_given_and_no_others() -> None:
    keymap = with_overrides({"tick": ["x"], "export": ["ctrl+e", "f6"]})

    assert keymap.row("tick").keys == "x"
    assert keymap.row("export").keys == "ctrl+e,f6"
    assert keymap.changed == {"tick": "x", "export": "ctrl+e,f6"}
    assert [row for row in keymap.rows if row.id not in keymap.changed] == [
        row for row in KEYS if row.id not in keymap.changed
    ]


def test_two_rows_may_change_keys() -> None:
    keymap = with_overrides({"tick": ["x"], "export": ["space"]})
    assert (keymap.name("tick"), keymap.name("export")) == ("x", "Space")


def test_the_box_and_the_lists_may_share_a_key() -> None:
    assert with_overrides({"complete": ["ctrl+e"], "zoom": ["ctrl+e"]}).name("zoom") == "Ctrl+E"


def test_nothing_given_changes_nothing() -> None:
    assert with_overrides({}).rows == STANDARD.rows


@pytest.mark.parametrize(
    ("updates", "key", "values"),
    [
        ({"tik": ["x"]}, "config.keys.id-near", {"id": "tik", "nearest": "tick"}),
        ({"page_up": ["x"]}, "config.keys.id-near", {"id": "page_up", "nearest": "page-up"}),
        ({"tick": []}, "config.keys.none", {"id": "tick"}),
        ({"tick": ["contrl+q"]}, "config.keys.unreadable", {"id": "tick", "key": "contrl+q"}),
        ({"tick": ["spcae"]}, "config.keys.unreadable-near", {"key": "spcae", "nearest": "space"}),
        ({"tick": ["n"]}, "config.keys.clash", {"key": "n", "first": "tick", "second": "note"}),
        ({"tick": ["?"]}, "config.keys.clash", {"key": "?", "first": "tick", "second": "help"}),
        ({"down": ["q"]}, "config.keys.clash", {"key": "q", "first": "down", "second": "quit"}),
        ({"complete": ["enter"]}, "config.keys.clash", {"first": "filter-done", "second": "complete"}),
        ({"complete": ["ctrl+c"]}, "config.keys.clash", {"first": "complete", "second": "interrupt"}),
        ({"complete": ["ctrl+i", "x"]}, "config.keys.typed", {"id": "complete", "key": "x"}),
    ],
)
def test_what_cannot_be_bound_is_refused_with_its_reason(
    updates: dict[str, list[str]], key: str, values: dict[str, str]
) -> None:
    with pytest.raises(KeymapError) as refused:
        with_overrides(updates)
    assert refused.value.message.key == key
    assert values.items() <= refused.value.message.values.items()
    for language in Language:
        text = refused.value.message.render(language)
        assert all(str(value) in text for value in values.values())


def test_an_id_like_no_other_is_answered_with_all_of_them() -> None:
    with pytest.raises(KeymapError) as refused:
        with_overrides({"zzzzzz": ["x"]})
    assert all(row.id in str(refused.value.message.values["ids"]) for row in KEYS)
