"""What a terminal sends is read whole, however slowly it comes."""

import pytest
from textual.events import Event, Key, Paste
from textual.message import Message

from ngkt_tui.tui import driver
from ngkt_tui.tui.driver import MAX_SILENCE, PASTE_END, PASTE_START, InputParser


class Clock:
    """A clock that goes on when told to, for the parser and for Textual's own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr(driver, "get_time", lambda: self.now)
        monkeypatch.setattr("textual._parser.get_time", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def read(clock: Clock, *pieces: str, pause: float = 0.3) -> list[Event]:
    parser, events = InputParser(), list[Message]()
    for piece in pieces:
        events += parser.feed(piece)
        clock.now += pause
        events += parser.tick()
    return [each for each in events if isinstance(each, Event)]


def contents_of(events: list[Event]) -> list[str]:
    return [each.text if isinstance(each, Paste) else each.key for each in events if isinstance(each, Key | Paste)]


@pytest.mark.parametrize("place", range(1, len(PASTE_END)))
def test_the_end_of_a_paste_may_come_in_two_pieces(clock: Clock, place: int) -> None:
    events = read(clock, f"{PASTE_START}xuất khẩu{PASTE_END[:place]}", PASTE_END[place:], "a", "\x03")

    assert contents_of(events) == ["xuất khẩu", "a", "ctrl+c"]


def test_a_paste_may_come_letter_by_letter(clock: Clock) -> None:
    events = read(clock, PASTE_START, *"một hai", *PASTE_END, "a")

    assert contents_of(events) == ["một hai", "a"]


def test_nothing_in_a_paste_is_taken_for_a_key(clock: Clock) -> None:
    events = read(clock, f"a{PASTE_START}một\x1b[Bhai\x1b", f"ba\x1b{PASTE_END}b")

    assert contents_of(events) == ["a", "một[Bhaiba", "b"]


def test_the_beginning_of_a_paste_may_come_in_two_reads(clock: Clock) -> None:
    assert contents_of(read(clock, PASTE_START[:3], f"{PASTE_START[3:]}một{PASTE_END}", pause=0.0)) == ["một"]


def test_a_paste_whose_end_is_lost_is_over_after_a_silence(clock: Clock) -> None:
    events = read(clock, f"{PASTE_START}xuất", pause=MAX_SILENCE)

    assert contents_of(events) == ["xuất"]


def test_keys_are_keys_again_after_a_paste_whose_end_is_lost(clock: Clock) -> None:
    assert contents_of(read(clock, f"{PASTE_START}xuất\x1b", "\x03", pause=MAX_SILENCE)) == ["xuất", "ctrl+c"]


def test_a_lone_escape_is_a_key(clock: Clock) -> None:
    assert contents_of(read(clock, "\x1b", "a")) == ["escape", "a"]
