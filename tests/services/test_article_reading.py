"""Reading an article with what a store knows: its names, its themes, and what was asked before."""

from datetime import date

from ngkt_tui.domain.enums import DirectiveKind
from ngkt_tui.services.article_reading import read_knowledge
from ngkt_tui.services.ask_thread import asks_like
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader

ASKED = "Thủ tướng Trần Minh Khôi giao các cơ quan đại diện tìm hiểu nhu cầu nhập khẩu gạo của Tây Phi."


def test_a_clause_is_read_with_the_names_of_the_store(context: Context) -> None:
    with Reader(context) as reader:
        (proposal,) = read_knowledge(reader).propose([ASKED])
    assert (proposal.kind, proposal.issuers) == (DirectiveKind.TASK, ("tran-minh-khoi",))
    assert proposal.addressees == ("cqdd",)
    assert proposal.markets == ("tt-tay-phi",)


def test_earlier_asks_are_offered_by_what_they_say_and_only_earlier_ones(context: Context) -> None:
    with Reader(context) as reader:
        everything = [id for id, _ in asks_like(reader, ASKED)]
        before = asks_like(reader, ASKED, before=date(2030, 1, 1))
        of_one = asks_like(reader, ASKED, conference="hn-2031-03-05")
        assert asks_like(reader, "…") == ()
    assert everything[0] == "hn-2031-03-05-02"
    assert before == ()
    assert of_one[0][0] == everything[0]
