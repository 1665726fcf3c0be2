"""`help`: the filter language and the keys, whole, without a store, with examples that find something."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from ngkt_tui.cli.dispatch import COMMANDS
from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.record_kinds import RECORD_KINDS
from ngkt_tui.domain.words import translate
from ngkt_tui.query.filter.fields.field_registry import FIELDS, SORT_NAME
from ngkt_tui.tui.keymap import KEYS
from tests.cli.conftest import Ask
from tests.fixtures.examples import for_each


@pytest.mark.parametrize("language", list(Language))
def test_every_field_stands_in_the_help_by_both_names_with_what_it_is(ask: Ask, language: Language) -> None:
    page = ask("help", "filter", "--lang", language).out
    listed = ask("list", "--help", "--lang", language).out
    for name, field in FIELDS.items():
        assert f"{name}: {field.vietnamese}:" in page
        assert f"  {name}: {field.vietnamese}: " in listed
        assert translate(language, f"filter.field.{name}") in page
    assert f"sort: {SORT_NAME}:" in page


def test_closed_values_are_listed_with_what_they_are_called(ask: Ask) -> None:
    page = " ".join(ask("help", "filter").out.split())
    assert "unrated (not yet rated), doing (in progress)" in page
    assert "an id, a name, or the start of one (theme)" in page


@pytest.mark.parametrize("language", list(Language))
def test_every_example_of_a_field_finds_something(ask: Ask, language: Language, seeded: Path, home: Path) -> None:
    shutil.copy(seeded, home / "store.sqlite")
    lines = re.findall(r"^ +(ngkt-tui list .*)$", ask("help", "filter", "--lang", language).out, re.MULTILINE)
    assert len(lines) >= 19
    assert [line for line in lines if not ask(*shlex.split(line)[1:]).out] == []


@for_each("kind", list(RECORD_KINDS))
def test_the_fields_of_one_kind_are_those_that_its_list_takes(ask: Ask, kind: RecordKind) -> None:
    page = ask("help", "filter", RECORD_KINDS[kind].list_name).out
    named = set(re.findall(r"^([a-z]+): [a-z]+:", page, re.MULTILINE)) - {"sort"}
    assert named == {str(name) for name, field in FIELDS.items() if kind in field.kinds}


def test_help_makes_no_store(ask: Ask, environ: dict[str, str]) -> None:
    assert ask("help", "filter").code == 0
    assert not Path(environ["NGKT_DB"]).exists()


def test_the_keys_are_those_that_are_bound(ask: Ask, environ: dict[str, str]) -> None:
    page = " ".join(ask("help", "keys").out.split())
    assert [key.id for key in KEYS if " ".join(translate(Language.EN, f"key.{key.id}.help").split()) not in page] == []
    folder = Path(environ["XDG_CONFIG_HOME"]) / "ngkt-tui"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('[keys]\ntick = "F7"\n')
    assert re.search(r"^  F7 +Tick a directive", ask("help", "keys").out, re.MULTILINE)
    (folder / "config.toml").write_text('[keys]\ntick = "n"\n')
    assert ask("help", "keys").code == 2


def test_help_alone_names_the_pages_and_the_commands(ask: Ask) -> None:
    answer = ask("help")
    assert answer.code == 0
    for each in ("ngkt-tui help filter", "ngkt-tui help keys", *COMMANDS):
        assert each in answer.out


@for_each("name", COMMANDS)
def test_help_on_a_command_is_its_own(ask: Ask, name: str) -> None:
    assert ask("help", name).out == ask(name, "--help").out


def test_help_on_nothing_there_is_names_the_nearest(ask: Ask) -> None:
    answer = ask("help", "lst")
    assert (answer.code, answer.out) == (2, "")
    assert "did you mean “list”?" in answer.err
    assert ask("help", "keys", "markets").code == 2


def test_a_mistake_in_a_filter_points_to_the_page(ask: Ask) -> None:
    for typed in ("statsu:done", "status:nonsense", "stage:signed"):
        answer = ask("list", "directives", typed)
        assert answer.code == 2
        assert "`ngkt-tui help filter` lists the fields" in answer.err
