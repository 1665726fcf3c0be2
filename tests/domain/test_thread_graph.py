"""The branches of a thread in signs."""

from ngkt_tui.services.detail_lines.follow_up_lines import thread_graph

NODES = {
    "one chain": ("abc", {"b": "a", "c": "b"}, ["●", "●", "●"]),
    "a branch that ends": ("abcd", {"b": "a", "c": "a", "d": "c"}, ["●─╮", "● │", "  ●", "  ●"]),
    "a branch that comes back": ("abcd", {"b": "a", "c": "a", "d": "bc"}, ["●─╮", "● │", "├─●", "●"]),
    "two beginnings": ("abc", {"c": "ab"}, ["●", "├─●", "●"]),
    "over a lane": ("abcde", {"b": "a", "c": "a", "d": "a", "e": "bd"}, ["●─┬─╮", "● │ │", "│ ● │", "├───●", "●"]),
    "what is told twice or later": ("ab", {"a": "b", "b": "aa"}, ["●", "●"]),
}


def test_every_ask_stands_in_the_lane_of_what_it_repeats() -> None:
    for what, (asks, repeats, wanted) in NODES.items():
        rows = thread_graph(asks, repeats)
        assert [row.node.rstrip() for row in rows] == wanted, what
        assert len({len(each) for row in rows for each in row}) == 1, what


def test_what_stands_under_an_ask_goes_on_with_the_lanes_and_plain_signs_take_as_much_room() -> None:
    asks, repeats, _ = NODES["a branch that comes back"]
    rows = thread_graph(asks, repeats)
    assert [row.below.rstrip() for row in rows] == ["│ │", "│ │", "│", ""]
    plain = thread_graph(asks, repeats, is_plain=True)
    assert [row.node.rstrip() for row in plain] == ["*-\\", "* |", "+-*", "*"]
    assert thread_graph("", {}) == []
