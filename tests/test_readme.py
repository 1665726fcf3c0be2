"""The README says what there is: keys, commands, pages. `python -m tests.test_readme` writes its keys anew."""

import io
import re
from pathlib import Path

from ngkt_tui.cli.config import read_config
from ngkt_tui.cli.dispatch import COMMANDS
from ngkt_tui.cli.invocation import Terminal
from ngkt_tui.cli.main import answer
from ngkt_tui.cli.streams import Output
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.key_names import key_names
from ngkt_tui.domain.words import translate
from ngkt_tui.tui.keymap import KEYS, KeyGroup
from tests.fixtures.examples import for_each

README = Path(__file__).parents[1] / "README.md"
KEYS_TABLE = re.compile(r"<!-- keys -->\n.*?<!-- /keys -->", re.DOTALL)


def keys_table() -> str:
    lines = ["| key | does | id |", "|---|---|---|"]
    for group in KeyGroup:
        lines.append(f"| **{translate(Language.EN, f'key-group.{group}')}** | | |")
        for key in (key for key in KEYS if key.group is group):
            names = " ".join(f"`{name}`" for name in key_names(key.keys))
            lines.append(f"| {names} | {translate(Language.EN, f'key.{key.id}.help')} | `{key.id}` |")
    return "<!-- keys -->\n" + "\n".join(lines) + "\n<!-- /keys -->"


def test_every_key_is_in_the_readme_and_no_other() -> None:
    assert KEYS_TABLE.search(README.read_text("utf-8"))[0] == keys_table()  # type: ignore[index]


def test_the_example_of_own_keys_is_a_configuration_that_holds(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(re.findall(r"```toml\n(.*?)```", README.read_text("utf-8"), re.DOTALL)[0])
    keymap = read_config(config).keymap()
    assert len(keymap.changed) >= 3


def test_every_command_is_in_the_readme_and_no_other() -> None:
    table = README.read_text("utf-8").split("## Commands")[1].split("\n## ")[0]
    named = set(re.findall(r"`ngkt-tui ([a-z-]+)", table))
    assert named == set(COMMANDS)


@for_each("command", list(COMMANDS))
def test_every_command_explains_itself(command: str) -> None:
    out, err = io.StringIO(), io.StringIO()
    assert answer([command, "--help", "--lang", "en"], {}, Terminal(Output(out), Output(err), has_keys=False)) == 0
    assert translate(Language.EN, f"command.{command}").split()[0] in out.getvalue()


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    pages = [README, *README.parent.joinpath("docs").glob("*.md"), README.parent / "CHANGELOG.md"]
    dead = [
        f"{page.name}: {link}"
        for page in pages
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf-8"))
        if not (page.parent / link).exists()
    ]
    assert dead == []


if __name__ == "__main__":
    README.write_text(KEYS_TABLE.sub(lambda _: keys_table(), README.read_text("utf-8")), "utf-8")
