"""Random sequences of commands on a store in a file and on one on a server: both say the same, byte for byte.

Each command, refused ones too, then everything that can be read of the store, and what its tables hold.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from ngkt_tui.domain.place import Place, ServerAddress
from ngkt_tui.store import engine_of
from ngkt_tui.store.health import find_inconsistencies
from ngkt_tui.store.postgres.word_vectors import word_vector
from ngkt_tui.store.schema import TABLES
from tests.cli.conftest import Answer, asking
from tests.fixtures.postgres import Cluster
from tests.fixtures.stores import SAMPLE, make_sample_store

BEGIN = datetime(2032, 3, 1, 9, 30, tzinfo=UTC)
DIRECTIVES = ("hn-2031-03-05-01", "hn-2031-03-05-02", "hn-2031-09-12-01", "hn-2032-02-20-03", "viec-1", "khong-co")
AGREEMENTS = ("fta-mercosur", "fta-doi-tac-so")
MARKETS = ("tt-bac-au", "tt-na-uy")
RECORDS = (*DIRECTIVES, *AGREEMENTS, *MARKETS, "bct", "cd-rieng", "hn-2031-09-12", "kq-bao-cao-gao")
AGENCIES = ("bct", "bng", "cqdd", "bnn", "none")
ANSWERS = (("kq-bao-cao-gao", "hn-2031-03-05-02"), ("kq-ket-thuc-mercosur", "hn-2031-03-05-01"))
DAYS = ("2032-02-20", "2031-12-31", "2032-12-31", "2033-01-31", "none")
TEXTS = ("chờ vốn", 'một "dấu" \\ % _ ?', "Đã gửi: 12/3", "e\u0301 👩\u200d🌾 <b>", "gọi lại", "none")
KINDS = (
    "directives",
    "conferences",
    "agreements",
    "markets",
    "officials",
    "agencies",
    "documents",
    "figures",
    "results",
)
READS = [
    *[f"list {kind} --limit 0 --format json" for kind in KINDS],
    "list directives --limit 0 --format csv sort:due",
    "export --format json -o -",
    "export --format json -o - --as-of 2032-03-02",
    "export --format markdown -o -",
    "export --format json -o - --report follow-up",
    "history --format json --limit 0",
    "digest list --format json",
    "digest export own -o -",
    *[f"{words} --format json" for words in ("today", "overview", "step --all", "watch list", "review show")],
    "view list --format json",
    *[f"{words} hn-2031-03-05-01 --format json" for words in ("thread", "progress")],
    "brief --for 2033-01-01 --format json",
    "list directives thread:hn-2031-03-05-01 --format ids",
]  # fmt: skip

SOME_READS = [
    each for each in READS if each.startswith(("list a", "list d", "export --format json -o -", "history", "overview"))
]

Words = Sequence[str]


def edits(random: Random) -> list[tuple[str, ...]]:
    """Return one of each command that edits users' values, made of random parts."""
    some = tuple(random.sample(DIRECTIVES, random.randint(1, 3)))
    one, text, day = random.choice(DIRECTIVES), random.choice(TEXTS), random.choice(DAYS)
    agency, number = random.choice(AGENCIES), str(random.randint(1, 4))
    status = random.choice(("unrated", "doing", "blocked", "reported", "done", "dropped"))
    return [
        ("set", *some, "--status", status, "--why", text),
        ("set", *some, "--due", day, "--why", text),
        ("set", *some, "--lead", agency, "--coordinating", random.choice(AGENCIES), "--importance", number),
        ("set", one, "--product", text, "--nature", "ongoing", "--evidence", text, "--fill"),
        ("set", one, "--confirms", agency, "--transfer", agency, "--why", text),
        ("set", random.choice(AGREEMENTS), "--stage", "signed", "--on", day, "--next", text),
        ("set", random.choice(MARKETS), "--assessment", random.choice(("opening", "at-risk", "none")), "--why", text),
        ("note", random.choice(RECORDS), text),
        ("note", one, text, "--remove"),
        ("step", one, text, "--who", agency, "--by", day),
        ("step", one, random.choice(("--done", "--remove")), number),
        ("progress", one, text, "--on", day),
        ("remind", *some, "--level", number, "--number", "15/CV", "--on", "2032-02-20", "--reply-by", day),
        ("answer", *some, text, "--on", "2032-02-25"),
        ("answer", *some, text, "--from", random.choice(AGENCIES)),
        ("thread", one, random.choice(("--link", "--unlink")), random.choice(DIRECTIVES)),
        ("confirm", *some, "--evidence", text),
        ("accept", *random.choice(ANSWERS)),
        ("decline", *random.choice(ANSWERS), "--why", text),
        ("watch", "add", "--market", random.choice(MARKETS), "--product", text, "--measure", "thuế", "--next", day),
        ("watch", "set", number, "--stage", text, "--directive", one),
        ("review", random.choice(("start", "start", "close")), "2032-02"),
        ("review", "set", one, "--progress", text, "--confidence", random.choice(("on-track", "delayed"))),
        ("view", random.choice(("save", "delete")), text, "is:open", "--force"),
    ]  # fmt: skip


def records(random: Random, digests: Words) -> list[tuple[str, ...]]:
    """Return one of each command that makes or takes away records."""
    text = random.choice(TEXTS)
    return [
        ("add", "theme", "--name", "Chủ đề riêng", "--id", "cd-rieng"),
        ("add", "directive", "--text", text, "--document", "9/NQ-CP", "--lead", "bct", "--id", "viec-1", "--force"),
        ("correct", random.choice(DIRECTIVES), "--text", text, "--why", "in sai"),
        ("correct", random.choice(MARKETS), "--name", text),
        ("remove", random.choice(("cd-rieng", "viec-1", "bct"))),
        ("import", random.choice(digests)),
        ("digest", "remove", random.choice(("mau-2032", "mau-2031")), "--force"),
    ]


class Twins:
    """Gives the same commands to both stores, at the same moments."""

    def __init__(self, places: Sequence[Place], environ: dict[str, str]) -> None:
        self.now = BEGIN
        self.places = places
        self.asks = [asking(environ | {"NGKT_DB": named(place)}, lambda: self.now) for place in places]

    def do(self, *words: str) -> Answer:
        """Give a command to both, and return what both told."""
        self.now += timedelta(hours=7)
        file, server = (self._placeless(place, ask(*words)) for place, ask in zip(self.places, self.asks, strict=True))
        assert server == file, words
        return file

    @staticmethod
    def _placeless(place: Place, answer: Answer) -> Answer:
        return Answer(answer.code, answer.out.replace(str(place), "STORE"), answer.err.replace(str(place), "STORE"))


def named(place: Place) -> str:
    return place.address if isinstance(place, ServerAddress) else str(place)


def contents(place: Place) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables, sorted, and the words of the search index with their places."""
    engine = engine_of(place)
    connection = engine.open_for_reading(readonly=False)
    try:
        assert find_inconsistencies(connection) == []
        tables = {
            name: sorted(connection.execute(f"SELECT {columns.replace(' ', ', ')} FROM main.{name}"), key=repr)
            for name, columns in TABLES.items()
            if name != "search"
        }
        rows = sorted(engine.indexed(connection))
    finally:
        connection.close()
    words = [frozenset(word_vector(*held).split()) if isinstance(held, tuple) else held for _, held in rows]
    return tables | {"search": [(position, held) for (position, _), held in zip(rows, words, strict=True)]}


Play = Callable[[int, int, Words], None]


@pytest.fixture
def play(cluster: Cluster, tmp_path: Path, environ: dict[str, str]) -> Play:
    """Return what gives `many` random commands, and then reads both stores."""
    server = cluster.make_database("sample")
    shorter = tmp_path / "shorter.yaml"
    shorter.write_text(SAMPLE.read_text().rsplit("  - id: kq-ket-thuc-mercosur")[0])
    digests = (str(SAMPLE), str(SAMPLE.with_name("second.yaml")), str(shorter))
    twins = Twins((make_sample_store(tmp_path / server.name), server), environ)

    def run(seed: int, many: int, reads: Words) -> None:
        random, refused = Random(seed), 0
        for _ in range(many):
            kind = random.random()
            words = (
                random.choice(edits(random)) if kind < 0.6
                else random.choice(records(random, digests)) if kind < 0.75
                else random.choice([("undo",), ("redo",), ("undo", str(random.randint(1, many)))])
            )  # fmt: skip
            printed = twins.do(*words, "--by", random.choice(("lan", "hùng")))
            assert "Traceback" not in printed.err
            refused += printed.code != 0
        answers = [(each, twins.do(*each.split())) for each in reads]
        assert all(answer.code == 0 for each, answer in answers if each.startswith(("list", "export", "history")))
        file, held = (contents(place) for place in twins.places)
        assert {name: rows for name, rows in held.items() if rows != file[name]} == {}
        print(f"random commands on both engines: {many} tried, {refused} refused alike, 0 told otherwise")

    return run


def test_random_commands_are_told_alike_by_both_engines(play: Play) -> None:
    play(7, 16, SOME_READS)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(40))
def test_long_sequences_are_told_alike_by_both_engines(play: Play, seed: int) -> None:
    play(seed, 150, READS)
