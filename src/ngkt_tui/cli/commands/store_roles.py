"""Who may do what in a store on a server: `grant`, `revoke`, `who`."""

from typing import TYPE_CHECKING

import click

from ngkt_tui.cli.click_types import DetailFormat, EnumChoice
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, text_or_json
from ngkt_tui.domain.enums import StoreRole
from ngkt_tui.domain.text import dumps_escaped, sanitize_line

if TYPE_CHECKING:
    from ngkt_tui.store.postgres.roles import Person

_NAME = click.Argument(["name"], metavar="NAME")


def _grant(call: Invocation, name: str, role: StoreRole) -> None:
    from ngkt_tui.services.store_roles import grant_role  # opens the store, which help does not need

    grant_role(call.context, name, role)
    call.print_message("roles.given", name=name, role=call.translate(f"role-in-store.{role}"))


GRANT_COMMAND = LocalizedCommand(
    "grant", _grant, [_NAME, click.Argument(["role"], type=EnumChoice(StoreRole), metavar="reader|editor|keeper")]
)


def _revoke(call: Invocation, name: str) -> None:
    from ngkt_tui.services.store_roles import revoke_role  # as above

    call.print_message("roles.taken" if revoke_role(call.context, name) else "roles.none", name=name)


REVOKE_COMMAND = LocalizedCommand("revoke", _revoke, [_NAME])


def _who(call: Invocation, form: DetailFormat) -> None:
    from ngkt_tui.services.store_roles import people_of  # as above

    people = people_of(call.context)
    if form is DetailFormat.JSON:
        exact = [person._asdict() for person in people]
        call.terminal.out.write_utf8(dumps_escaped(exact, indent=1) + "\n")
        return
    from ngkt_tui.report.text_layout import pad, width_of  # as above

    names = [sanitize_line(person.name) for person in people]
    roles = {role: call.translate(f"role-in-store.{role}") for role in StoreRole}
    widths = [max(map(width_of, column), default=0) for column in (names, roles.values())]
    for name, person in zip(names, people, strict=True):
        call.print(f"{pad(name, widths[0])}  {pad(roles[person.role], widths[1])}  {_presence(call, person)}")


def _presence(call: Invocation, person: "Person") -> str:
    if not person.connections:
        return call.translate("roles.away")
    if person.since is None:  # the server tells that of others to whom it wants
        return call.translate("roles.connected")
    from ngkt_tui.services.detail_lines import formatter_of  # loads what telling of a record needs

    return call.translate("roles.connected-since", since=formatter_of(call.context).moment(person.since))


WHO_COMMAND = LocalizedCommand("who", _who, [text_or_json()])
