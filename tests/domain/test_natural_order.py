"""Ids in the order of the numbers in them."""

import random

from ngkt_tui.domain.natural_order import natural_key


def test_numbers_in_ids_are_compared_as_numbers() -> None:
    ids = [
        "hn",
        "hn-1",
        "hn-1-2",
        "hn-1-10",
        "hn-1-100",
        "hn-1-101",
        "hn-2-1",
        "hn-2024-02-22",
        "hn-2024-04-02",
        "hn-x",
    ]
    shuffled = random.Random(1).sample(ids, len(ids))
    assert sorted(shuffled, key=natural_key) == ids


def test_no_two_ids_are_equal() -> None:
    assert natural_key("hn-01") != natural_key("hn-1")
    assert natural_key("1-hn") < natural_key("hn-1")  # a number and a letter can be compared
