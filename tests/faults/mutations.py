"""Spoiling a digest as slips of the hand, bad editors and bad disks do: bytes, lines and values, one at a time."""

import re
from collections.abc import Callable
from random import Random

_VALUE = re.compile(rb"(?<=: )(?:\"[^\"\n]*\"|[\w-]+)")
"""What stands after a colon: a text in quotes, or a plain word."""

OTHER_VALUES = (
    *("null", "~", "true", "no", "on", "0", "-1", "010", "12:30", "1e400", "99999999999999999999", "6.5", "0x1f"),
    *("2031-02-30", "0000-00-00", "2024-7-18", "hn-2024-07-18", "bng", "pham-minh-chinh", "khong-co", "task", "signed"),
    *(
        '""',
        '" "',
        "[]",
        "{}",
        "[[]]",
        "{vi: x}",
        "{vi: x, vi: y}",
        "- x",
        '"a\\x1b[2Jb"',
        '"\\u202E"',
        '"\\UFFFFFFFF"',
    ),
    *("&a x", "*a", "!!python/name:os.system x", "<<: x", "|", ">", "%", "@", "`", "\t", "'", '"', "x" * 30_000),
)


def byte_flipped(content: bytes, random: Random) -> bytes:
    """Return `content` with one bit of one byte turned over."""
    place = random.randrange(len(content))
    return content[:place] + bytes([content[place] ^ (1 << random.randrange(8))]) + content[place + 1 :]


def byte_dropped(content: bytes, random: Random) -> bytes:
    """Return `content` without one byte."""
    place = random.randrange(len(content))
    return content[:place] + content[place + 1 :]


def byte_doubled(content: bytes, random: Random) -> bytes:
    """Return `content` with one byte twice."""
    place = random.randrange(len(content))
    return content[: place + 1] + content[place:]


def line_removed(content: bytes, random: Random) -> bytes:
    """Return `content` without one line."""
    lines = content.splitlines(keepends=True)
    del lines[random.randrange(len(lines))]
    return b"".join(lines)


def line_doubled(content: bytes, random: Random) -> bytes:
    """Return `content` with one line twice, one below the other or far apart."""
    lines = content.splitlines(keepends=True)
    line = random.randrange(len(lines))
    lines.insert(random.choice((line, random.randrange(len(lines)))), lines[line])
    return b"".join(lines)


def lines_swapped(content: bytes, random: Random) -> bytes:
    """Return `content` with two lines in each other's place, neighbours or far apart."""
    lines = content.splitlines(keepends=True)
    first = random.randrange(len(lines) - 1)
    second = random.choice((first + 1, random.randrange(len(lines))))
    lines[first], lines[second] = lines[second], lines[first]
    return b"".join(lines)


def value_replaced(content: bytes, random: Random) -> bytes:
    """Return `content` with another value after one colon."""
    place = random.choice(list(_VALUE.finditer(content)))
    return content[: place.start()] + random.choice(OTHER_VALUES).encode() + content[place.end() :]


def cut_off(content: bytes, random: Random) -> bytes:
    """Return the beginning of `content`."""
    return content[: random.randrange(len(content))]


MUTATIONS: tuple[Callable[[bytes, Random], bytes], ...] = (
    byte_flipped,
    byte_dropped,
    byte_doubled,
    line_removed,
    line_doubled,
    lines_swapped,
    value_replaced,
    value_replaced,  # the one with the most ways to be wrong
    cut_off,
)
