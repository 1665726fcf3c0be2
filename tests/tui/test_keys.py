"""The table of keys is whole: ids and keys are unique where they meet, words and actions exist."""

from collections import Counter

import pytest

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.key_names import key_names
from ngkt_tui.domain.words import catalogue
from ngkt_tui.tui.app import NgktApp
from ngkt_tui.tui.dashboard.dashboard_screen import DashboardScreen
from ngkt_tui.tui.keymap import KEYS, STANDARD, Key, KeyGroup, Owner
from ngkt_tui.tui.widgets.filter_bar import FilterInput
from ngkt_tui.tui.widgets.record_list import RecordList

OWNERS = {
    Owner.LIST: RecordList,
    Owner.FILTER: FilterInput,
    Owner.DASHBOARD: DashboardScreen,
    Owner.APP: NgktApp,
}


def test_every_id_is_used_once() -> None:
    assert [id for id, count in Counter(key.id for key in KEYS).items() if count > 1] == []


def test_no_key_means_two_things_where_both_are_heard() -> None:
    received = [key for key in KEYS if key.owner is not Owner.FILTER]
    keys = Counter(name for key in received for name in key.keys.split(","))

    assert [name for name, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.id)
def test_every_key_has_its_words_and_its_action(key: Key) -> None:
    namespace, _, action = key.action.split("(")[0].rpartition(".")
    owner = NgktApp if namespace == "app" else OWNERS[key.owner]

    for language in Language:
        assert catalogue(language)[f"key.{key.id}"]
        assert catalogue(language)[f"key.{key.id}.help"]
    assert hasattr(owner, f"action_{action}")


def test_every_group_has_its_words() -> None:
    for language in Language:
        assert all(catalogue(language)[f"key-group.{group}"] for group in KeyGroup)


def test_the_key_line_has_an_order_without_ties() -> None:
    assert all(count == 1 for count in Counter(key.line for key in STANDARD.line()).values())


def test_keys_are_named_as_on_the_keyboard() -> None:
    assert key_names("slash") == ["/"]
    assert key_names("ctrl+r") == ["Ctrl+R"]
    assert key_names("up,k") == ["↑", "k"]
    assert key_names("G,end") == ["G", "End"]
