"""Whatever the bytes, a digest is taken or cleanly refused (RELIABILITY rows 1 and 2)."""

import json
import random
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ngkt_tui.digest.check import check_source
from ngkt_tui.digest.contributions import ExternalRecords
from ngkt_tui.digest.faults import Diagnostic
from ngkt_tui.digest.load import read
from ngkt_tui.digest.source import MemorySource
from ngkt_tui.digest.yaml_reader import PureParser
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import InvalidDigestError
from tests.digest.writing import HEAD, SAMPLE, SOURCES, directive
from tests.fixtures.examples import examples

SMALL = (
    HEAD
    + f'documents: [{{id: vb, kind: other, title: {{vi: "V\\"ă\\x20n"}}, issued: 2031-01-05, {SOURCES}}}]\n'
    + f"directives:\n{directive('hn-1-01')}{directive('hn-2-01', 'repeats: [{directive: hn-1-01, how: same}]', 'hn-2')}"
    + "figures:\n  - {id: so, conference: hn-1, label: {vi: x}, value: -6.5, printed_as: '6,5', kind: target,\n"
    + f"     {SOURCES}}}\n"
).encode()

FRAGMENTS = [
    *"{}[],:-?&*!|>'\"%@`#\\\n\t ~=",
    "digest: ", "id: ", "themes:\n", "- ", "  ", "vi: ", "<<: ", "&a ", "*a", "!!str ", "---\n", "...\n", "%YAML 1.1\n",
    "null", "true", "010", "2031-02-30", "\\x1b", "\\UFFFFFFFF", "\ufeff", "\u202e", "\x85", "\u2028", "\r", "đ",
    "\x00",
]  # fmt: skip


def tried(content: bytes) -> bool:
    """Return whether `content` is taken; what is refused must be told in both languages."""
    try:
        examined = check_source(MemorySource(content), ExternalRecords(), strict=True)
        faults = (*examined.faults, *examined.unchecked, *examined.look_alikes, *examined.advice)
        taken = examined.loaded is not None
    except InvalidDigestError as error:
        faults = tuple(each for each in error.faults if isinstance(each, Diagnostic))
        taken = False
        assert faults
    breaks = sum(content.count(each) for each in (b"\n", b"\r", b"\xc2\x85", b"\xe2\x80"))
    for fault in faults[:50]:
        assert all(fault.render(language) for language in Language)
        assert fault.line is None or 1 <= fault.line <= breaks + 2  # a file that breaks off does so on the line below
    return taken


def test_the_small_digest_is_taken() -> None:
    assert tried(SMALL)


@settings(max_examples=examples(400), derandomize=True, deadline=None)
@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00")
@example(b"a: \xc3")
def test_any_bytes_are_taken_or_refused(content: bytes) -> None:
    tried(content)


@settings(max_examples=examples(400), derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join))
def test_any_mixture_of_yaml_is_taken_or_refused(text: str) -> None:
    tried(text.encode())
    tried(HEAD.encode() + text.encode())


@settings(max_examples=examples(200), derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_the_pure_parser_raises_nothing_else_either(text: str) -> None:
    with suppress(InvalidDigestError):
        read(MemorySource(HEAD.encode() + text.encode()), PureParser)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=examples(300), derandomize=True, deadline=None)
@given(st.sampled_from(["themes", "conferences", "directives", "figures", "officials", "articles"]), PLAIN)
def test_any_value_of_a_list_is_taken_or_refused(key: str, value: object) -> None:
    text = json.dumps({"digest": {"id": "d", "title": {"vi": "x"}}, key: [value, {"id": "a", "notes": value}]})
    tried(text.encode("utf-8", "surrogatepass"))


def changed(content: bytes, place: int, how: int) -> bytes:
    before, byte, after = content[:place], content[place : place + 1], content[place + 1 :]
    if how < 8:
        return before + bytes([byte[0] ^ (1 << how)]) + after
    return before + after if how == 8 else before + byte + byte + after


def try_changes(content: bytes, changes: list[tuple[int, int]]) -> None:
    taken = sum(tried(changed(content, place, how)) for place, how in changes)
    print(f"{len(changes)} tried, {taken} taken, {len(changes) - taken} refused, 0 failed")


def test_a_byte_flipped_dropped_or_doubled_is_taken_or_refused() -> None:
    all_changes = [(place, how) for place in range(len(SMALL)) for how in range(10)]
    try_changes(SMALL, random.Random(7).sample(all_changes, 250))


@pytest.mark.soak
def test_every_byte_flipped_dropped_or_doubled_is_taken_or_refused() -> None:
    try_changes(SMALL, [(place, how) for place in range(len(SMALL)) for how in range(10)])
    sample = SAMPLE.read_bytes()
    try_changes(sample, [(place, how) for place in range(0, len(sample), 3) for how in (place % 8, 8, 9)])


@pytest.mark.soak
@settings(max_examples=20_000, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=80).map("".join))
def test_a_great_many_mixtures_of_yaml_are_taken_or_refused(text: str) -> None:
    tried(HEAD.encode() + text.encode())
