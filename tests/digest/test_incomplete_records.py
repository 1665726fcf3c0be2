"""A file in which nearly every record lacks what it must have is refused before it has been read to its end."""

import io
from typing import BinaryIO

import pytest

from ngkt_tui.digest.check import check_source
from ngkt_tui.digest.contributions import ExternalRecords
from ngkt_tui.digest.faults import MAX_FAULTS
from ngkt_tui.digest.source import MemorySource
from tests.digest.writing import keys, loaded

HEAD = "digest: {id: thu, title: {vi: Thử}}\n"
MANY = 20 * MAX_FAULTS
ENOUGH = MAX_FAULTS + 200
"""More than are listed, where all of them are read."""


class Counted(MemorySource):
    """A source that counts the bytes that are read of it."""

    read = 0

    def open(self) -> BinaryIO:
        stream, taken = io.BytesIO(self.content), self

        class Stream(io.BytesIO):
            def read(self, size: int | None = -1) -> bytes:
                chunk = stream.read(size)
                object.__setattr__(taken, "read", taken.read + len(chunk))
                return chunk

        return Stream()


def themes(count: int, name: str = "") -> str:
    return "themes:\n" + "".join(f"- {{id: cd-{number}{name}}}\n" for number in range(count))


@pytest.mark.parametrize("head", [HEAD, HEAD.replace("}}", "}, uses: [khac]}")])
def test_a_thousand_unfinished_records_that_no_other_digest_knows_are_enough(head: str) -> None:
    source = Counted((head + themes(MANY)).encode())
    khac = loaded("digest: {id: khac, title: {vi: Khác}}\nthemes: [{id: cd-gao, name: {vi: Gạo}}]\n").digest
    found = check_source(source, ExternalRecords.of([khac]))
    assert [fault.line for fault in found.faults[:-1]] == [*range(3, MAX_FAULTS + 3)]
    assert {fault.key for fault in found.faults[:-1]} == {"missing"}
    assert found.faults[-1].key == "more"
    assert source.read < len(source.content)


def test_fewer_are_listed_to_the_last_with_whatever_else_is_wrong() -> None:
    text = HEAD + themes(MAX_FAULTS - 2) + "officials: [{id: 1}]\n"
    assert keys(check_source(MemorySource(text.encode()), ExternalRecords()).faults) == [
        *["missing"] * (MAX_FAULTS - 2), "text-unquoted",
    ]  # fmt: skip


def test_where_another_digest_may_give_what_they_lack_all_are_read() -> None:
    text = HEAD.replace("}}", "}, uses: [khac]}") + themes(ENOUGH)
    found = check_source(MemorySource(text.encode()), ExternalRecords())
    assert (found.faults, len(found.unchecked)) == ((), MAX_FAULTS + 1)


def test_what_another_digest_gives_is_not_missing() -> None:
    other = loaded(HEAD.replace("thu", "khac") + themes(ENOUGH, ", name: {vi: Chủ đề}")).digest
    found = check_source(MemorySource((HEAD + themes(ENOUGH)).encode()), ExternalRecords.of([other]))
    assert found.faults == ()


def test_records_before_the_head_are_told_at_the_end() -> None:
    found = check_source(MemorySource((themes(ENOUGH) + HEAD).encode()), ExternalRecords())
    assert keys(found.faults) == [*["missing"] * MAX_FAULTS, "more"]
