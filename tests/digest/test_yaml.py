"""What YAML offers beyond plain values is refused, each with its place."""

from collections.abc import Callable

import pytest

from ngkt_tui.digest.faults import Diagnostic
from ngkt_tui.digest.load import read
from ngkt_tui.digest.source import MemorySource
from ngkt_tui.digest.yaml_reader import EventParser, PureParser, default_parser
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import InvalidDigestError
from tests.digest.writing import HEAD, SAMPLE, keys, refused
from tests.fixtures.examples import for_each

REFUSED = {
    "anchor": ("a: 1\nb: &x {c: 1}", "anchor", 2),
    "alias": ("a: &x 1\nb: *x", "alias", 2),
    "unknown alias": ("a: 1\nb: *x", "alias", 2),
    "merge key": ("a:\n  <<: {b: 1}", "merge-key", 2),
    "tag": ("a: 1\nb: !!python/object/apply:os.system [id]", "tag", 2),
    "local tag": ("a: !x y", "tag", 1),
    "non-specific tag": ("a: ! y", "tag", 1),
    "tag directive": ("%TAG ! tag:x,2000:\n---\na: 1", "directive", 1),
    "second document": ("a: 1\n---\nb: 1", "documents", 2),
    "mapping as key": ("a: 1\n? {b: 1}\n: 2", "key-not-text", 2),
    "list as key": ("? [b]\n: 2", "key-not-text", 1),
    "alias as key": ("a: 1\n*x : 2", "key-not-text", 2),
    "duplicate key": ("a: 1\nb: 2\na: 3", "duplicate-key", 3),
    "escape": ('a: "\\x1b[31m"', "unsafe", 1),
    "bidi": ("a: x\nb: \u202egnp.exe", "unsafe", 2),
    "C1": ('a: "\\x9b"', "unsafe", 1),
    "NUL escaped": ('a: "\\0"', "unsafe", 1),
    "line separator": ('a: "x\\Ly"', "unsafe", 1),
    "colon in text": ("a: b\nc: d: e", "syntax-colon", 2),
    "open quote": ('a: b\nc: "d\n', "syntax-quote", 2),
    "open bracket": ("a: b\nc: [d\n", "syntax-flow", 2),
    "closing bracket": ("a: b\nc: ]\n", "syntax-value", 2),
    "key without colon": ("a: b\nc\nd: e", "syntax-no-colon", None),
    "at sign": ("a: @b", "syntax-start", 1),
    "escape that is none": ('a: "\\q"', "syntax-escape", 1),
    "character beyond Unicode": ('a: "\\UFFFFFFFF"', "syntax-escape", 1),
    "surrogate": ('a: "\\ud800"', "syntax-escape", 1),
    "text after the end": ('"a" b', "syntax-after", 1),
    "wrong dedent": ("a:\n    b: 1\n  c: 1", "syntax-indent", None),
}


@for_each("parser", [default_parser(), PureParser])
@for_each(("text", "key", "line"), REFUSED.values())
def test_more_than_plain_values_is_refused(
    text: str, key: str, line: int | None, parser: Callable[..., EventParser]
) -> None:
    try:
        draft = read(MemorySource(text.encode()), parser)
        found = [(fault.key, fault.line) for fault in draft.faults(draft.issues)]
    except InvalidDigestError as error:
        found = [(fault.key, fault.line) for fault in error.faults if isinstance(fault, Diagnostic)]
    if parser is PureParser and key and key.startswith("syntax"):
        assert found[-1][0].startswith(("syntax", "unsafe"))
    else:
        assert key in [each for each, _ in found]
        assert line is None or (key, line) in found


def test_libyaml_is_the_parser_where_it_is_there() -> None:
    assert default_parser() is not PureParser


def test_both_parsers_read_the_same() -> None:
    source = MemorySource(SAMPLE.read_bytes())
    assert read(source).lists == read(source, PureParser).lists


def test_a_duplicate_key_names_both_lines() -> None:
    (fault,) = refused(f'{HEAD}themes:\n  - id: t\n    name: {{vi: "Một"}}\n    id: u\n')
    assert (fault.line, fault.column, fault.values["line"]) == (11, 5, 9)
    assert "line 9" in fault.message(Language.EN)


def test_of_two_equal_keys_the_value_of_the_first_counts() -> None:
    faults = refused(f"{HEAD}themes:\n  - id: t\n    name: 1\n    name: 2\n  - id: 3\n")
    assert [(fault.key, fault.line) for fault in faults] == [
        ("bilingual", 10),
        ("duplicate-key", 11),
        ("text-unquoted", 12),
    ]


def test_an_alias_brings_no_second_complaint_of_its_empty_value() -> None:
    assert keys(refused(HEAD.replace("terms: [x]", "terms: *x", 1))) == ["alias"]


def test_a_file_of_too_many_values_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ngkt_tui.digest.yaml_reader.MAX_EVENTS", 100)
    (fault,) = refused(f"{HEAD}themes: [{{id: t, name: {{vi: x}}}}]\n")
    assert (fault.key, fault.line) == ("events", 8)


def test_twenty_levels_are_read_and_more_are_refused() -> None:
    assert "depth" not in keys(refused("[" * 20 + "]" * 20))
    assert keys(refused("[" * 21 + "]" * 21)) == ["depth"]


def test_a_text_may_have_a_hundred_kilobytes_and_no_more() -> None:
    assert keys(refused(f"{HEAD}x: '{'đ' * 50_000}'")) == ["unknown-key"]
    assert keys(refused(f"{HEAD}x: '{'đ' * 50_001}'")) == ["scalar-long"]


@for_each("content", [b"", b"\n\n", b"# nothing\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    assert keys(refused(content)) == ["empty-file"]


@for_each("content", ["[]", "text", "7", "null", "- a", "---\n..."])
def test_what_is_no_mapping_is_no_digest(content: str) -> None:
    assert keys(refused(content)) == ["digest-wanted"]


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault() -> None:
    assert refused(b"\xef\xbb\xbf" + HEAD.encode().replace(b"\n", b"\r\n")) == ()


@for_each(
    ("content", "key", "line", "column"),
    [
        (HEAD.encode() + b"x: 'caf\xe9'\n", "encoding", 8, 8),
        (HEAD.encode() + b"x: '\xc3\xa9\xed\xa0\x80'\n", "encoding", 8, 6),
        (HEAD.encode() + b"x: '\x00'\n", "control", 8, 5),
        (HEAD.encode() + b"x: '\x1b[0m'\n", "control", 8, 5),
        (HEAD.encode("utf-16"), "encoding-wide", None, None),
        (HEAD.encode("utf-16-be"), "control", 1, 1),
    ],
)  # fmt: skip
def test_bytes_that_are_no_text_are_refused_with_their_place(content: bytes, key: str, line: int, column: int) -> None:
    (fault,) = refused(content)
    assert (fault.key, fault.line, fault.column) == (key, line, column)
