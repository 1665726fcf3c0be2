"""A digest without faults is read once, and each record is validated once."""

from io import BytesIO
from typing import BinaryIO

import pytest
import yaml

from ngkt_tui.digest.load import build_digest, read
from ngkt_tui.digest.yaml_reader import default_parser
from tests.digest.writing import HEAD, SAMPLE


class CountedSource:
    """A source that counts how often it is opened."""

    name = "counted.yaml"

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.opened = 0

    def open(self) -> BinaryIO:
        self.opened += 1
        return BytesIO(self._content)


def test_a_digest_without_faults_is_opened_once() -> None:
    source = CountedSource(SAMPLE.read_bytes())
    build_digest(read(source))
    assert source.opened == 1


def test_only_a_digest_with_faults_is_opened_again() -> None:
    source = CountedSource(HEAD.encode() + b"themes: [{id: X}]\n")
    draft = read(source)
    assert source.opened == 1
    assert [fault.line for fault in draft.faults(draft.issues)] == [8]
    assert source.opened == 3


def test_every_event_is_asked_for_once() -> None:
    asked = []

    class Counting:
        def __init__(self, stream: object) -> None:
            self._parser = default_parser()(stream)

        def get_event(self) -> object:
            asked.append(self._parser.get_event())
            return asked[-1]

    read(CountedSource(SAMPLE.read_bytes()), Counting)
    assert len(asked) == len(list(yaml.parse(SAMPLE.read_bytes()))) + 1


def test_a_file_that_changes_while_it_is_checked_only_loses_places(monkeypatch: pytest.MonkeyPatch) -> None:
    source = CountedSource(HEAD.encode() + b"themes: [{id: X}]\n")
    draft = read(source)
    source._content = b"digest: {}\n"
    (fault,) = draft.faults(draft.issues)
    assert (fault.key, fault.line, fault.excerpt) == ("id", None, "")
