"""`remind` and `answer`: what was sent to whom, what came back, what is overdue."""

import json
from pathlib import Path

from tests.cli.conftest import Ask

ONE, TWO = "hn-2031-03-05-01", "hn-2031-03-05-02"


def test_a_reminder_and_its_answer_stand_in_the_detail_and_the_history(ask: Ask, store: Path) -> None:
    sent = ask(
        "remind", ONE, "--to", "bct", "--level", "2", "--number", "15/CV", "--channel", "email", "--reply-by", "10/3",
    )  # fmt: skip
    assert sent.code == 0, sent.err
    assert "MOIT (1)" in sent.out
    assert "2032-03-10" in sent.err
    shown = ask("show", ONE).out
    assert "level 2" in shown
    assert "no. 15/CV" in shown
    assert "reply by 2032-03-10" in shown
    assert ask("answer", ONE, "sent to the Government", "--on", "2032-02-28").code == 0
    shown = ask("show", ONE).out
    assert shown.index("sent to the Government") < shown.index("level 2")
    assert "answered" in shown
    content = json.loads(ask("show", ONE, "--format", "json").out)
    text = json.dumps(content)
    assert "15/CV" in text
    assert "sent to the Government" in text
    history = ask("history", ONE).out
    assert "reminder" in history
    assert "reply by 2032-03-10" in history


def test_today_tells_which_answers_are_overdue_and_the_act(ask: Ask, store: Path) -> None:
    ask("remind", ONE, TWO, "--to", "bct", "--on", "2032-02-01", "--reply-by", "2032-02-10")
    ask("answer", TWO, "done")
    (line,) = (each for each in ask("today").out.splitlines() if "reminder of" in each)
    assert "reminder of level 2 · " in line
    assert "· MOIT, reply due 2032-02-10" in line
    groups = {each["group"]: each for each in json.loads(ask("today", "--format", "json").out)}
    overdue = groups["answer-overdue"]
    assert (overdue["count"], overdue["items"][0]["id"], overdue["items"][0]["act"]) == (1, ONE, "remind")
    assert overdue["items"][0]["late"] == [
        {"agency": "bct", "level": 1, "sent_on": "2032-02-01", "reply_by": "2032-02-10"}
    ]
    listed = ask("list", "directives", 'la:"trả lời quá hạn"', "--format", "ids").out.split()
    assert listed == [ONE]
    summary = ask("summary", "--filter", "is:reminded", "--as-of", "2031-12-31", "--format", "json")
    assert json.loads(summary.out)["counting_form"]["total"] == 0  # nobody had been reminded by then


def test_an_answer_of_one_agency_leaves_the_letters_to_the_others_open(ask: Ask, store: Path) -> None:
    ask("set", ONE, "--lead", "bct; bng")
    assert "MOIT (1), MOFA (1)" in ask("remind", ONE, "--on", "2032-02-01", "--reply-by", "2032-02-10").out
    assert "of: MOFA" in ask("answer", ONE, "submitted", "--from", "bng").out
    assert "; submitted; MOFA" in ask("history", ONE).out  # and not the inner number of the letter
    (line,) = (each for each in ask("today").out.splitlines() if "reminder of" in each)
    assert "· MOIT, reply due 2032-02-10" in line
    assert "MOFA, reply due" not in line
    replies = json.loads(ask("show", ONE, "--format", "json").out)["body"]["replies"]
    assert [(each["agency_id"], each["text"]) for each in replies] == [("bng", "submitted")]
    content = json.loads(ask("export", "--report", "follow-up", "--format", "json").out)
    assert {each["agency"]: bool(each["answer"]) for each in content["reminders"]} == {
        "Ministry of Industry and Trade": False,
        "Ministry of Foreign Affairs": True,
    }
    refused = ask("answer", ONE, "x", "--from", "bnn")
    assert (refused.code, "MOA was not reminded" in refused.err) == (1, True)
    assert "of: MOIT" in ask("answer", ONE, "done").out
    assert ask("list", "directives", "is:answer-overdue", "--format", "ids").out == ""


def test_what_cannot_be_sent_is_refused_with_what_to_do(ask: Ask, store: Path) -> None:
    for arguments in (("--level", "4"), ("--reply-by", "someday"), ("--to", "nobody-at-all")):
        assert ask("remind", ONE, *arguments).code == 2
    assert "1, 2, 3" in ask("remind", ONE, "--level", "4").err
    assert ask("answer", ONE, "  ").code == 2
    assert ask("answer", ONE).code == 2
    answer = ask("remind", "bct", "--to", "bct")
    assert answer.code == 1
