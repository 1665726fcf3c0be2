"""Where settings come from: flag, then environment, then configuration file, then default."""

import re
from pathlib import Path

import pytest

from ngkt_tui.cli.invocation import Flags, Invocation, Terminal, locale_language
from ngkt_tui.cli.streams import Output
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import ConfigError, UsageError
from ngkt_tui.services.context import USUAL_BODIES, digest_path
from tests.cli.conftest import Ask
from tests.cli.test_process import in_terminal
from tests.fixtures.examples import for_each


def call_with(environ: dict[str, str], **flags: object) -> Invocation:
    return Invocation(environ, Terminal(Output(None), Output(None), has_keys=False), flags=Flags(**flags))  # type: ignore[arg-type]


@pytest.fixture
def config(home: Path) -> Path:
    folder = home / "config" / "ngkt-tui"
    folder.mkdir(parents=True)
    return folder / "config.toml"


def test_a_flag_wins_over_the_environment(home: Path) -> None:
    call = call_with({"NGKT_DB": "a.sqlite", "NGKT_BY": "a", "NGKT_LANG": "vi"}, db=Path("b"), by="b", lang=Language.EN)
    assert (call.context.store, call.context.actor, call.context.language) == (Path("b"), "b", Language.EN)


def test_the_environment_wins_over_the_configuration(config: Path) -> None:
    config.write_text('db = "c.sqlite"\nby = "c"\nlang = "en"\n')
    call = call_with({"NGKT_DB": "a.sqlite", "NGKT_BY": "a", "NGKT_LANG": "vi"})
    assert (call.context.store, call.context.actor, call.context.language) == (Path("a.sqlite"), "a", Language.VI)


def test_the_configuration_wins_over_the_defaults(config: Path) -> None:
    config.write_text('db = "c.sqlite"\nby = "Lê Thị C"\nlang = "en"\nascii = true\nreadonly = true\n')
    context = call_with({"LANG": "vi_VN.UTF-8"}).context
    assert context.store == config.parent / "c.sqlite"
    assert (context.actor, context.language, context.ascii, context.readonly) == ("Lê Thị C", Language.EN, True, True)


def test_the_first_screen_is_one_of_two(config: Path) -> None:
    config.write_text('first_screen = "panes"\n')
    assert call_with({}).config.first_screen == "panes"
    config.write_text('first_screen = "all"\n')
    with pytest.raises(ConfigError, match="first_screen"):
        _ = call_with({}).config


def test_a_theme_is_one_of_those_that_can_be_drawn(config: Path) -> None:
    config.write_text('theme = "nord"\n')
    theme = call_with({}).config.theme
    assert theme is not None
    assert theme.checked() == "nord"
    config.write_text('theme = "ansi-dark"\n')
    theme = call_with({}).config.theme
    assert theme is not None
    with pytest.raises(ConfigError, match=r"There is no theme “ansi-dark”\. There are: son-mai, giay-do, "):
        theme.checked()


def test_without_settings_the_store_is_in_the_data_folder_and_the_login_name_acts(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "officer")
    context = call_with({}).context
    assert context.store == home / "share" / "ngkt-tui" / "ngkt.sqlite"
    assert (context.actor, context.language) == ("officer", Language.VI)


@for_each(
    ("environ", "language"),
    [
        ({}, Language.VI),
        ({"LANG": "C"}, Language.VI),
        ({"LANG": "C.UTF-8"}, Language.VI),
        ({"LC_ALL": "POSIX"}, Language.VI),
        ({"LANG": "vi_VN.UTF-8"}, Language.VI),
        ({"LANG": "en_GB.UTF-8"}, Language.EN),
        ({"LANG": "fr_FR"}, Language.EN),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "vi_VN"}, Language.VI),
        ({"LANG": "vi_VN", "LC_MESSAGES": "en_US"}, Language.EN),
    ],
)
def test_the_language_is_that_of_the_locale(environ: dict[str, str], language: Language) -> None:
    assert locale_language(environ) is language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('colour = "red"', "There is no setting “colour”."),
        ("lang = 3", "“lang” takes a text"),
        ('lang = "fr"', "“lang” is “vi” or “en”, not “fr”."),
        ('ascii = "yes"', "“ascii” takes true or false."),
        ("lang = \n", "Line 1, column 8 is no TOML"),
    ],
)
def test_a_mistake_in_the_configuration_names_file_and_setting(
    ask: Ask, config: Path, text: str, expected: str
) -> None:
    config.write_text(text)
    answer = ask("list", "directives")
    assert answer.code == 2
    assert str(config) in answer.err
    assert expected in answer.err


def test_help_is_given_whatever_the_configuration_says(ask: Ask, config: Path) -> None:
    config.write_text("nonsense")
    assert ask("--help").code == 0


def test_control_characters_do_not_get_into_the_history_by_a_name(home: Path) -> None:
    assert call_with({"NGKT_BY": "a\x1b[31mb"}).context.actor == "a�[31mb"
    with pytest.raises(UsageError):
        _ = call_with({}, by=" ").context


def test_today_is_the_date_of_the_environment(home: Path) -> None:
    assert call_with({"NGKT_TODAY": "2026-02-28"}).context.today().isoformat() == "2026-02-28"


def test_a_broken_configuration_is_one_error_of_the_tree(config: Path) -> None:
    config.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError):
        _ = call_with({}).context


def test_paths_tell_of_every_file(ask: Ask, home: Path) -> None:
    answer = ask("paths", env={"NGKT_DB": ""}).out.splitlines()
    assert answer == [
        f"Store: {home / 'share' / 'ngkt-tui' / 'ngkt.sqlite'}  (not there yet)",
        f"Configuration: {home / 'config' / 'ngkt-tui' / 'config.toml'}  (not there yet)",
        f"Dashboard as last left: {home / 'state' / 'ngkt-tui' / 'dashboard.json'}  (not there yet)",
        f"Usual bodies (ngkt-tui import co-quan): {digest_path(Path(USUAL_BODIES))}",
    ]


def test_keys_of_the_configuration_are_those_of_the_dashboard(config: Path) -> None:
    config.write_text('[keys]\ntick = "x"\nexport = ["space", "F6"]\nundo = "u, ctrl+u"\npane-1 = ","\n')
    keymap = call_with({}).config.keymap()
    assert keymap.changed == {"tick": "x", "export": "space,f6", "undo": "u,ctrl+u", "pane-1": "comma"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('keys = "x"', "“keys” is a table: write [keys]"),
        ('[keys]\ntik = "x"', "“tik” to be changed in [keys]. Did you mean “tick”?"),
        ('[keys]\nzzzzz = "x"', "There are: up, down, "),
        ("[keys]\ntick = 3", "“tick” in [keys] takes a key or a list of keys"),
        ('[keys]\ntick = ["x", 3]', "“tick” in [keys] takes a key or a list of keys"),
        ('[keys]\ntick = ""', "“tick” in [keys] names no key."),
        ("[keys]\ntick = []", "“tick” in [keys] names no key."),
        ('[keys]\ntick = "x,"', "“”, given to “tick” in [keys], is no key."),
        ('[keys]\ntick = "spcae"', "“spcae”, given to “tick” in [keys], is no key. Did you mean “space”?"),
        (
            '[keys]\ntick = "hyperdrive+x"',
            "“hyperdrive+x”, given to “tick” in [keys], is no key. Keys are",
        ),
        ('[keys]\ntick = "n"', "n would mean both “tick” and “note”."),
        ('[keys]\ncomplete = "a"', "a, given to “complete” in [keys], would be typed into the filter box."),
        ('[keys]\ntick = "x"\n[keys.tock]\na = "b"', "“tock” in [keys] takes a key or a list of keys"),
    ],
)
def test_a_mistake_in_the_keys_names_file_and_binding(config: Path, text: str, expected: str) -> None:
    config.write_text(text)
    with pytest.raises(ConfigError, match=re.escape(expected)) as raised:
        call_with({}).config.keymap()
    assert raised.value.values["path"] == config


def test_a_mistake_in_the_keys_is_told_in_vietnamese_too(config: Path) -> None:
    config.write_text('[keys]\ntick = "n"')
    with pytest.raises(ConfigError) as raised:
        call_with({}).config.keymap()
    assert "n cùng lúc là phím của “tick” và “note”" in raised.value.explain(Language.VI).cause


@pytest.mark.usefixtures("store")
def test_a_mistake_in_the_keys_stops_the_dashboard_and_nothing_else(
    ask: Ask, config: Path, environ: dict[str, str]
) -> None:
    config.write_text('[keys]\ntick = "n"')
    for arguments in (["list", "directives"], ["paths"], ["doctor"], ["summary"], []):
        assert ask(*arguments).code == 0
    answer = in_terminal([], environ, with_messages=True)
    assert answer.code == 2
    assert "n would mean both “tick” and “note”." in answer.out


def test_a_byte_order_mark_is_no_part_of_the_configuration(config: Path) -> None:
    config.write_bytes(b'\xef\xbb\xbflang = "vi"\r\n')
    assert call_with({"LANG": "en_GB.UTF-8"}).context.language is Language.VI


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"lang = \n", "Dòng 1, cột 8 không đúng cú pháp TOML"),
        (b"\nlang = vi\n", "Dòng 2, cột 8 không đúng cú pháp TOML"),
        (b'lang = "vi', "một giá trị còn thiếu hoặc dở dang"),
        (b"\xff\xfe", "Không đọc được: Không phải văn bản UTF-8"),
        (b'db = "a\\u0000b"', "“db” không phải đường dẫn"),
        (b"a = " + b"[" * 100_000, "Tệp có quá nhiều cấp lồng nhau."),
    ],
)
def test_what_is_wrong_with_the_file_is_told_in_vietnamese(
    ask: Ask, config: Path, content: bytes, expected: str
) -> None:
    config.write_bytes(content)
    answer = ask("list", "directives", "--lang", "vi")
    assert answer.code == 2
    assert expected in answer.err


def test_a_folder_in_the_place_of_the_configuration_is_told(ask: Ask, config: Path) -> None:
    config.mkdir()
    assert "Không đọc được: Đó là một thư mục" in ask("list", "directives", "--lang", "vi").err


@pytest.mark.parametrize("blank", ["", " ", "\t"])
def test_a_blank_name_of_the_store_is_none(home: Path, blank: str) -> None:
    assert call_with({"NGKT_DB": blank}).context.store == home / "share" / "ngkt-tui" / "ngkt.sqlite"


def test_a_path_of_blanks_is_told(ask: Ask) -> None:
    assert ask("list", "directives", "--db", " ").code == 2


@pytest.fixture
def stranger(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be a user without a home whom the system does not know."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)

    def unknown(number: int) -> None:
        raise KeyError(f"getpwuid(): uid not found: {number}")

    monkeypatch.setattr("pwd.getpwuid", unknown)


@pytest.mark.usefixtures("stranger")
def test_a_user_without_a_home_is_asked_for_a_store(ask: Ask, home: Path) -> None:
    for arguments in (["list", "directives"], [], ["paths"]):
        answer = ask(*arguments, env={"NGKT_DB": ""})
        assert answer.code == 2
        assert "This user has no home folder" in answer.err
    answer = ask("paths")
    assert answer.code == 0
    assert answer.out.count("none: this user has no home folder") == 2
    assert ask("list", "conferences", "--lang", "vi").code == 0


@pytest.mark.usefixtures("stranger")
def test_two_users_without_a_name_do_not_undo_each_others_edits(
    ask: Ask, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = {"NGKT_BY": ""}
    monkeypatch.setattr("os.getuid", lambda: 4001)
    assert ask("set", "hn-2031-03-05-01", "--status", "doing", env=own).code == 0
    monkeypatch.setattr("os.getuid", lambda: 4002)
    answer = ask("undo", env=own)
    assert answer.code == 1
    assert "uid-4002 has no edit" in answer.err
    monkeypatch.setattr("os.getuid", lambda: 4001)
    assert ask("undo", env=own).code == 0


def test_the_columns_of_the_configuration_are_named_in_either_language(config: Path) -> None:
    config.write_text('columns = ["trạng thái", "noi dung", "due", "Next step"]\n')
    assert call_with({}).config.columns == ("status", "text", "due", "step")
    config.write_text('columns = "sáu rõ, text"\n')
    assert call_with({}).config.columns == ("clear", "text")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("columns = 3", "“columns” takes a list of names"),
        ("columns = []", "“columns” takes a list of names"),
        ('columns = ["text", "evidense"]', "There is no column “evidense”. Did you mean “evidence”?"),
        ('columns = ["xyzzy"]', "There is no column “xyzzy”. There are: status, text"),
    ],
)
def test_a_mistake_in_the_columns_is_told_with_the_nearest_name(
    ask: Ask, config: Path, text: str, expected: str
) -> None:
    config.write_text(text)
    refused = ask("list", "directives", "--lang", "en")
    assert refused.code == 2 or refused.code == 1
    assert expected in refused.err.replace("\n", " ")
