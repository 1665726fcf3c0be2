"""Roles of a store on a server: what the program does for each, and what the database refuses whoever asks it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from ngkt_tui.domain.enums import StoreRole
from ngkt_tui.domain.place import ServerAddress
from ngkt_tui.domain.store_errors import DatabaseReadOnlyError, RoleGrantError, UnknownLoginError
from ngkt_tui.services import edit
from ngkt_tui.services.context import Context
from ngkt_tui.services.first_run import ensure_store, with_access
from ngkt_tui.services.maintenance import grant_role, people_of, revoke_role
from ngkt_tui.store.health import check_store
from tests.cli.conftest import Ask, asking, environ_of
from tests.fixtures.postgres import Cluster
from tests.fixtures.stores import SAMPLE, context_of

RECORD, OTHER = "hn-2031-03-05-01", "hn-2031-03-05-02"
SECOND = SAMPLE.with_name("second.yaml")
PEOPLE = {"owner": "keeper", "lan": "editor", "mai": "editor", "minh": "reader", "chi": "keeper"}


class Office(NamedTuple):
    """A store on a server that somebody without rights over the server owns, with people of each role."""

    cluster: Cluster
    database: str

    def login(self, who: str) -> str:
        """Return the name of somebody on the server, where each store of a run has its own people."""
        return f"{who} {self.database}"

    def context(self, who: str) -> Context:
        """Return the surroundings of somebody who has signed in, as the command line makes them."""
        context = context_of(self.address(who))
        ensure_store(context, seed=SAMPLE)
        return with_access(context)

    def address(self, who: str) -> ServerAddress:
        """Return the address with which somebody signs in."""
        user = self.login(who).replace(" ", "%20")
        return self.cluster.address(self.database, user)

    @contextmanager
    def psql(self, who: str) -> Iterator["psycopg.Connection[Any]"]:
        """Give a connection as of a client that is not this program; all is committed that was done on it."""
        with psycopg.connect(self.address(who).address, options="-c search_path=main") as connection:
            yield connection

    def run(self, who: str, *statements: str) -> None:
        """Run statements as such a client, in one transaction."""
        with self.psql(who) as connection:
            for statement in statements:
                connection.execute(statement)

    def ask(self, who: str, home: Path) -> Ask:
        """Return the command line of somebody who has signed in."""
        environ = environ_of(home) | {"NGKT_DB": self.address(who).address}
        del environ["NGKT_BY"]
        return asking(environ)


@pytest.fixture(scope="module")
def office(cluster: Cluster) -> Office:
    made = Office(cluster, cluster.make_database().name)
    for who in (*PEOPLE, "nobody"):
        cluster.run(f'CREATE ROLE "{made.login(who)}" LOGIN')
    owner = made.login("owner")
    cluster.run(f'ALTER ROLE "{owner}" CREATEROLE')
    cluster.run(f'ALTER DATABASE "{made.database}" OWNER TO "{owner}"')
    keeper = made.context("owner")
    for who, role in PEOPLE.items():
        if who != "owner":
            grant_role(keeper, made.login(who), StoreRole(role))
    return made


def test_a_store_knows_who_signs_in_and_what_they_may_do(office: Office) -> None:
    contexts = {who: office.context(who) for who in PEOPLE}
    assert {who: context.role for who, context in contexts.items()} == PEOPLE
    assert {who: context.actor for who, context in contexts.items()} == {who: office.login(who) for who in PEOPLE}
    with pytest.raises(DatabaseReadOnlyError):
        office.context("nobody")


EDITS = """
    set {id} --status doing
    set {id} --due 2032-05-01 --lead bng --importance 1 --why x
    set {id} --status done --evidence 12/TB
    set fta-mercosur --stage negotiating --on 2032-01-05
    set tt-bac-au --assessment opening
    note {id} x
    progress {id} x
    step {id} x --who bct
    step --done 1
    remind {id} --to bct --reply-by 2032-03-10
    answer {id} x
    set {other} --status reported
    confirm {other}
    watch add --market tt-bac-au --product x --measure x
    add organisation --id co-quan-x --name x --kind ministry
    add directive --id viec-1 --text x --lead co-quan-x
    add conference --id hop-1 --kind meeting --title x --date 2031-05-06
    note viec-1 x
    undo
    correct viec-1 --text y
    correct {other} --text y --why x
    undo
    redo
    remove viec-1
    view save x is:open
    view delete x
    review start 2032-02
    review set hn-2031-09-12-01 --progress x
    review close 2032-02
    note {id} y
"""


def test_an_editor_does_all_that_editors_do_in_their_own_name(office: Office, tmp_path: Path) -> None:
    ask = office.ask("lan", tmp_path)
    for line in EDITS.strip().splitlines():
        answer = ask(*line.format(id=RECORD, other=OTHER).split())
        assert answer.code == 0, (line, answer.err)
    groups = json.loads(ask("history", "--format", "json", "--limit", "30").out)
    assert {group["actor"] for group in groups[:25]} == {office.login("lan")}
    assert check_store(office.address("lan")).problems == 0
    mai = office.ask("mai", tmp_path)
    assert mai("undo", str(groups[0]["id"])).code == 0  # what somebody else did
    assert mai("redo").code == 0  # brings back a note of the other one, and in the name of that one
    assert check_store(office.address("lan")).problems == 0
    refused = ask("import", str(SECOND))
    assert refused.code == 4
    assert f"grant '{office.login('lan')}' keeper" in refused.err


REFUSED_TO_EDITORS = """
    UPDATE directive SET text_vi = 'x'
    UPDATE directive SET status = 'dropped'
    UPDATE directive SET id = 'x' WHERE id = '{id}'
    DELETE FROM directive
    DELETE FROM record WHERE id = 'nordlys'
    DELETE FROM source
    INSERT INTO theme (id, name_vi) VALUES ('x', 'x')
    UPDATE contribution SET body = '{{}}'
    DELETE FROM contribution
    INSERT INTO digest (id, ordinal, title_vi, uses, sha256, taken_in_at) VALUES ('x', 9, 'x', '[]', '', '')
    INSERT INTO note (id, record, at, actor, text) VALUES (99, '{id}', '', current_user, 'x')
    DELETE FROM note
    UPDATE note SET text = 'x'
    UPDATE change SET after = 'x'
    DELETE FROM change
    TRUNCATE change CASCADE
    UPDATE change_group SET actor = current_user
    DELETE FROM change_group
    INSERT INTO change_group (at, actor, kind) VALUES ('', 'Ai đó', 'edit')
    INSERT INTO change (change_group, record, field) VALUES (1, '{id}', 'note')
    UPDATE store SET version = 1
    ALTER TABLE directive DISABLE TRIGGER ALL
    ALTER TABLE change_group DISABLE ROW LEVEL SECURITY
    SET session_replication_role = replica
    INSERT INTO saved_view (name, kind, filter, position, at, actor) VALUES ('x', 'directive', '', 1, '', 'Ai đó')
    SET ROLE "ngkt_{database}_editor"; INSERT INTO change_group (at, actor, kind) VALUES ('', current_user, 'edit')
"""


@pytest.mark.parametrize("who", ["lan", "minh"])
def test_the_server_refuses_what_the_history_does_not_explain(office: Office, tmp_path: Path, who: str) -> None:
    office.ask("mai", tmp_path)("note", RECORD, "x")
    for line in REFUSED_TO_EDITORS.strip().splitlines():
        with pytest.raises(InsufficientPrivilege):
            office.run(who, line.format(id=RECORD, database=office.database))


FORGED = """
    INSERT INTO change_group (at, actor, kind) VALUES ('', current_user, 'edit');
    INSERT INTO change (change_group, record, field, before, after)
        VALUES ((SELECT max(id) FROM change_group), '{record}', '{field}', 'x', 'y');
"""


def test_a_change_of_one_thing_explains_no_other(office: Office) -> None:
    for record, field in ((RECORD, "status"), (OTHER, "record")):
        forged = FORGED.format(record=record, field=field)
        with pytest.raises(InsufficientPrivilege):
            office.run("lan", forged, f"UPDATE directive SET text_vi = 'x' WHERE id = '{RECORD}'")
    forged, added = FORGED.format(record=RECORD, field="note"), "INSERT INTO note (id, record, at, actor, text) VALUES"
    with pytest.raises(InsufficientPrivilege):
        office.run("lan", forged, f"{added} (99, '{RECORD}', '', 'Ai đó', 'x')")


def test_a_keeper_takes_digests_in_and_gives_roles(office: Office, tmp_path: Path) -> None:
    ask = office.ask("chi", tmp_path)
    assert ask("import", str(SECOND)).code == 0
    for line in ("DELETE FROM change", "INSERT INTO change_group (at, actor, kind) VALUES ('', 'Ai đó', 'edit')"):
        with pytest.raises(InsufficientPrivilege):
            office.run("chi", line)
    nobody = office.login("nobody")
    assert "is reader of this store" in ask("grant", nobody, "reader").err
    assert office.context("nobody").role is StoreRole.READER
    assert ask("grant", nobody, "editor").code == 0
    assert office.context("nobody").role is StoreRole.EDITOR
    assert revoke_role(office.context("chi"), nobody)
    assert not revoke_role(office.context("chi"), nobody)
    with pytest.raises(UnknownLoginError):
        grant_role(office.context("chi"), "Không Ai", StoreRole.READER)
    with pytest.raises(RoleGrantError):
        grant_role(office.context("lan"), nobody, StoreRole.READER)


def test_a_reader_reads_and_is_refused_with_a_sentence(office: Office, tmp_path: Path) -> None:
    ask = office.ask("minh", tmp_path)
    assert ask("show", RECORD).code == 0
    answer = ask("note", RECORD, "x")
    assert answer.code == 4
    assert "As reader of the store" in answer.err
    with pytest.raises(DatabaseReadOnlyError):  # the server does too, whatever the program thinks
        edit.add_note(context_of(office.address("minh")), RECORD, "x")


def test_nobody_acts_in_another_name_unless_the_server_lets_them(office: Office, tmp_path: Path) -> None:
    ask, lan, mai = office.ask("lan", tmp_path), office.login("lan"), office.login("mai")
    assert ask("note", RECORD, "x", "--by", lan).code == 0
    for name in (mai, "Ai đó"):
        answer = ask("note", RECORD, "x", "--by", name)
        assert answer.code == 4
        assert f"you cannot act in the name of {name}" in answer.err
    assert ask("list", "directives", env={"NGKT_BY": mai}).code == 4
    office.cluster.run(f'GRANT "{mai}" TO "{lan}"')
    assert ask("note", RECORD, "thay", "--by", mai).code == 0
    assert json.loads(ask("history", "--format", "json", "--limit", "1").out)[0]["actor"] == mai


def test_who_tells_who_has_which_role_and_who_is_connected(office: Office, tmp_path: Path) -> None:
    with office.psql("lan"):
        content = json.loads(office.ask("chi", tmp_path)("who", "--format", "json").out)
        text = office.ask("chi", tmp_path)("who").out
        others = people_of(office.context("minh"))
    roles = {person["name"]: person["role"] for person in content}
    assert {who: roles[office.login(who)] for who in PEOPLE} == PEOPLE
    assert office.login("nobody") not in roles
    connected = {person["name"]: (person["connections"] > 0, person["since"] is not None) for person in content}
    assert connected[office.login("lan")] == (True, True)
    assert connected[office.login("mai")] == (False, False)
    assert f"{office.login('lan')}" in text
    assert "connected since 0" in text or "connected since 2" in text
    assert next(each for each in others if each.name == office.login("lan")).since is None


@pytest.mark.parametrize("words", [("who",), ("grant", "lan", "reader"), ("revoke", "lan")])
def test_a_file_has_no_roles(words: tuple[str, ...], tmp_path: Path) -> None:
    answer = asking(environ_of(tmp_path))(*words)
    assert answer.code == 2
    assert "is a file and has no roles" in answer.err
    assert not list(tmp_path.rglob("*.sqlite"))
