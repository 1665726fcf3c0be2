"""A later digest that builds on the packaged one: joined, repeated, moved on, refused, pointed out, taken in again."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from ngkt_tui.services.context import packaged_digest
from tests.cli.conftest import Ask
from tests.fixtures.stores import SAMPLE

SEED = packaged_digest()
LATER = SAMPLE.with_name("later.yaml")
HEAD = "digest: {id: khac, title: {vi: Bản khác}, uses: [ngkt-2022-2024]}\n"


@pytest.fixture
def store(seeded: Path, home: Path) -> Path:
    """Return the store that NGKT_DB names, with the packaged digest in it."""
    return Path(shutil.copy(seeded, home / "store.sqlite"))


def dump(store: Path) -> list[str]:
    with sqlite3.connect(store) as connection:
        return list(connection.iterdump())


def shown(ask: Ask, record: str) -> str:
    answer = ask("show", record)
    assert answer.code == 0, answer.err
    return answer.out


@pytest.mark.usefixtures("store")
def test_people_agencies_markets_and_agreements_are_joined(ask: Ask) -> None:
    answer = ask("import", str(LATER), "--dry-run")
    assert answer.code == 0, answer.err
    joined = {line.split()[1] for line in answer.out.splitlines() if line.startswith("joined ")}
    assert joined == {"pham-minh-chinh", "bng", "tt-trung-dong", "fta-ipef-3", "fta-atiga"}
    assert ask("import", str(LATER)).code == 0
    for kind, name in (("officials", "Phạm Minh Chính"), ("agencies", "Bộ Ngoại giao"), ("markets", "Trung Đông")):
        rows = json.loads(ask("list", kind, "--format", "json").out)
        assert [row.get("name", row.get("name_vi")) for row in rows].count(name) == 1
    person = shown(ask, "pham-minh-chinh")
    assert "2024-07-18" in person
    assert "2025-02-12" in person
    assert "task force" in shown(ask, "bng")


@pytest.mark.usefixtures("store")
def test_repeats_reach_into_the_packaged_digest_and_stages_move_on(ask: Ask) -> None:
    assert "domestic procedures" in ask("list", "agreements", "IPEF", "trụ cột 3").out
    assert ask("import", str(LATER)).code == 0
    detail = shown(ask, "hn-2024-07-18-13")
    assert "Open the Middle Eastern and Halal markets before October" in detail
    assert "Orders for rattan goods have come in from Dubai" in detail
    repeated = ask("list", "directives", "is:repeated", "--format", "ids").out.split()
    assert {"hn-2024-07-18-13", "hn-2025-02-12-01"} <= set(repeated)
    (agreement,) = json.loads(ask("list", "agreements", "IPEF", "trụ cột 3", "--format", "json").out)
    assert (agreement["stage"], agreement["stage_on"]) == ("in-force", "2025-02-12")


def test_the_later_digest_is_sound_and_proven(ask: Ask) -> None:
    answer = ask("check", str(LATER), "--with", str(SEED))
    assert (answer.code, answer.err) == (0, "")
    assert ask("verify", str(LATER), "--articles", str(LATER.with_name("articles"))).code == 0


def test_taking_in_either_digest_again_changes_nothing(ask: Ask, store: Path) -> None:
    assert ask("import", str(LATER)).code == 0
    before = dump(store)
    for digest in (SEED, LATER, SEED):
        assert "says nothing new" in ask("import", str(digest)).err
        assert dump(store) == before


def test_a_contradicting_name_is_refused_with_both_digests(ask: Ask, store: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(HEAD + "officials:\n  - {id: pham-minh-chinh, name: Phạm Văn Chính}\n", "utf-8")
    before = store.read_bytes()
    for command in (["import"], ["import", "--dry-run"], ["check", "--db", str(store)], ["check", "--with", str(SEED)]):
        answer = ask(*command[:1], str(other), *command[1:])
        assert answer.code == 3
        assert f"{other}:3:" in answer.err
        assert "ngkt-2022-2024" in answer.err
        assert "Phạm Minh Chính" in answer.err
        assert "khac" in answer.err
    assert store.read_bytes() == before


def test_look_alikes_under_other_ids_are_pointed_out_and_accepted(ask: Ask, store: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(
        HEAD
        + "organisations: [{id: bo-ngoai-giao, name: {vi: BO NGOAI GIAO}, kind: ministry}]\n"
        + "markets: [{id: tt-my, name: {vi: mỹ}, kind: country, mentions: "
        + "[{conference: hn-2024-07-18, stance: key, sources: [{article: nv-20240718, para: 8, terms: [Canada]}]}]}]\n",
        "utf-8",
    )
    for command in (["import", "--dry-run"], ["check", "--db", str(store)], ["check", "--with", str(SEED)], ["import"]):
        answer = ask(*command[:1], str(other), *command[1:])
        assert answer.code == 0, answer.err
        assert "BO NGOAI GIAO" in answer.err
        assert "bng" in answer.err
        assert "tt-hoa-ky" in answer.err
        assert answer.err.count("case or accents") == 2  # and not that both have the same name
