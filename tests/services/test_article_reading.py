"""Reading an article with what a store knows: its names, its themes, and what was asked before."""

from datetime import date
from pathlib import Path

from ngkt_tui.domain.enums import DirectiveKind
from ngkt_tui.services.article_draft import NextArticle, read_knowledge
from ngkt_tui.services.ask_thread import asks_like
from ngkt_tui.services.context import Context
from ngkt_tui.services.draft_digest import begin_draft
from ngkt_tui.services.drafting_command import CommandAnswer, ProvenProposal
from ngkt_tui.services.new_digest import read_typed
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


def test_what_a_command_proposes_stands_in_the_place_of_what_the_program_does(context: Context) -> None:
    paragraphs = ("Tít", f"{ASKED} Hội nghị đã kết thúc.")
    quote = "tìm hiểu nhu cầu nhập khẩu gạo"
    values = {"text": "Khảo sát thị trường gạo", "terms": [quote], "horizon": "", "issuers": ["Bộ trưởng Lê Thu Hà"]}
    start = paragraphs[1].index(quote)
    proposal = ProvenProposal(2, start, start + len(quote), {**values, "kind": "request"})
    article = NextArticle("bai-thu", paragraphs, answer=CommandAnswer((proposal,), 3))
    with Reader(context) as reader:
        draft, _ = begin_draft(reader, article)
    entry = draft.entries[1]
    assert (entry.values["kind"], entry.values["text"]) == ("request", {"vi": "Khảo sát thị trường gạo"})
    assert (entry.terms, entry.values["issuers"]) == ((quote,), ["le-thu-ha"])
    assert draft.decided == 0


def test_what_is_typed_in_a_browser_names_no_file_of_the_machine_that_serves_it(tmp_path: Path) -> None:
    file = tmp_path / "bai.txt"
    file.write_text("Một bài\n\nNgày 5/3/2030, Bộ Ngoại giao họp.\n", encoding="utf-8")
    assert read_typed(str(file))[1][0] == "Một bài"
    assert read_typed(str(file), may_name_file=False)[1] == (str(file),)
