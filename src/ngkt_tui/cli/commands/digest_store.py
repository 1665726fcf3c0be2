"""`digest`: the digests of a store listed, written, taken back, and the skeleton of a new one."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ngkt_tui.cli.arguments import usage_error
from ngkt_tui.cli.click_types import DetailFormat, EnumChoice, FilePathType
from ngkt_tui.cli.dashboard_start import has_screen
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, LocalizedOption, text_or_json
from ngkt_tui.cli.standard_input import is_confirmed, reopen_keyboard
from ngkt_tui.domain.enums import OWN_DIGEST
from ngkt_tui.domain.record_kinds import RECORD_KINDS
from ngkt_tui.domain.text import dumps_escaped, sanitize_line
from ngkt_tui.domain.words import localized

if TYPE_CHECKING:
    from ngkt_tui.query.record_heads import StoredDigest


class DigestCommand(StrEnum):
    """What can be done with the digests of a store."""

    LIST = "list"
    EXPORT = "export"
    REMOVE = "remove"
    NEW = "new"
    DRAFT = "draft"


def _digest(call: Invocation, act: DigestCommand, digest: str | None, form: DetailFormat, **asked: Any) -> None:
    uses, command = asked.pop("uses"), asked.pop("draft_with")
    if (uses and act is not DigestCommand.NEW) or (command and act is not DigestCommand.DRAFT):
        raise usage_error("no-option", word="--uses" if uses else "--draft-with")
    if act is DigestCommand.LIST:
        if digest is not None:
            raise usage_error("too-many", words=digest)
        _list_digests(call, form)
        return
    if act is DigestCommand.EXPORT:
        _export_digest(call, digest or OWN_DIGEST, **asked)
    elif digest is None:
        raise usage_error("missing", name="ID" if act is DigestCommand.REMOVE else "ARTICLE.txt")
    elif act is DigestCommand.DRAFT:
        _draft_digest(call, Path(digest), asked["output"], command)
    elif act is DigestCommand.NEW:
        _new_digest(call, Path(digest), uses, **asked)
    else:
        _remove_digest(call, digest, asked["force"], asked["dry_run"])


def _list_digests(call: Invocation, form: DetailFormat) -> None:
    from ngkt_tui.services.digest_store import all_digests  # reads the store, which help does not need

    digests = all_digests(call.ready())
    if form is DetailFormat.JSON:
        call.terminal.out.write_utf8(dumps_escaped([_exact_digest(each) for each in digests], indent=1) + "\n")
        return
    for each in digests:
        title = localized(call.language, each.title_vi, each.title_en)
        call.print(sanitize_line(f"{each.id}  {title}"))
        counts = (f"{call.translate(f'record.{kind}')} {count}" for kind, count in each.counts.items())
        taken_in = call.translate("digest.taken-in", date=each.taken_in_at[:10])
        uses = [call.translate("digest.uses", ids=", ".join(each.uses))] if each.uses else []
        call.print(sanitize_line("  " + " · ".join((taken_in, *uses, *counts))))


def _exact_digest(digest: "StoredDigest") -> dict[str, object]:
    return {
        "id": digest.id,
        "title": {"vi": digest.title_vi, "en": digest.title_en},
        "uses": digest.uses,
        "own": digest.is_own,
        "taken_in_at": digest.taken_in_at,
        "records": {RECORD_KINDS[kind].list_name: count for kind, count in digest.counts.items()},
    }


def _export_digest(call: Invocation, digest: str, output: Path | None, force: bool, patch: bool, dry_run: bool) -> None:
    if dry_run:
        raise usage_error("no-option", word="--dry-run")
    from ngkt_tui.services.digest_store import digest_text  # as above
    from ngkt_tui.services.file_writing import atomic_write

    pieces = digest_text(call.ready(), digest, corrections_only=patch)
    if output is None or str(output) == "-":
        for piece in pieces:
            call.terminal.out.write_utf8(piece)
        return
    atomic_write(output, pieces, may_replace=force)
    call.print_message("digest.written", digest=digest, path=sanitize_line(str(output)))


def _new_digest(
    call: Invocation, path: Path, uses: Sequence[str], output: Path | None, force: bool, patch: bool, dry_run: bool
) -> None:
    if patch or dry_run:
        raise usage_error("no-option", word="--patch" if patch else "--dry-run")
    from ngkt_tui.services.file_writing import atomic_write  # as above
    from ngkt_tui.services.new_digest import new_digest

    made = new_digest(call.ready(), path, uses, call.terminal.input)
    if output is None or str(output) == "-":
        for piece in made.pieces:
            call.terminal.out.write_utf8(piece)
    else:
        atomic_write(output, made.pieces, may_replace=force)
    values = {"article": made.article, "paragraphs": made.paragraphs, "found": made.found}
    call.print_message("skeleton.made", **values, path=sanitize_line(str(output or "-")))


def _draft_digest(call: Invocation, path: Path, output: Path | None, command: str | None) -> None:
    from ngkt_tui.cli.dashboard_start import open_dashboard  # as above
    from ngkt_tui.services.article_draft import NextArticle
    from ngkt_tui.services.drafting_command import CommandAnswer, ask_command
    from ngkt_tui.services.new_digest import read_article

    article, paragraphs = read_article(path, call.terminal.input)
    if str(path) == "-":
        call.terminal = call.terminal._replace(has_keys=reopen_keyboard())
    if not has_screen(call):
        raise usage_error("no-screen", command="digest draft")
    answer = CommandAnswer()
    if command:
        call.print_message("drafting.command.runs", command=command)
        answer = ask_command(command, paragraphs)
    code = open_dashboard(call, NextArticle(article, paragraphs, str(output or ""), answer))
    click.get_current_context().exit(code)


def _remove_digest(call: Invocation, digest: str, force: bool, dry_run: bool) -> None:
    from ngkt_tui.services.digest_store import remove_digest  # as above

    context = call.ready()
    if dry_run or not force:
        from ngkt_tui.cli.render_import import print_report  # loads SQLModel, which a wrong name does not need

        print_report(call, remove_digest(context, digest, dry_run=True), with_ids=True)
        if dry_run:
            call.print_message("digest.would-remove", digest=digest)
            return
        if not is_confirmed(call, "digest.ask", "digest.yes", digest=digest):
            call.print_message("digest.kept")
            return
    report = remove_digest(context, digest)
    call.print_message("digest.removed", digest=digest, group=report.group)


DIGEST_COMMAND = LocalizedCommand(
    "digest",
    _digest,
    [
        click.Argument(["act"], type=EnumChoice(DigestCommand), metavar="list|export|remove|new|draft"),
        click.Argument(["digest"], required=False, metavar="[ID|ARTICLE.txt|-]"),
        LocalizedOption("--uses", multiple=True, metavar="ID", words="digest-uses"),
        LocalizedOption("-o", "--output", type=FilePathType(), metavar="FILE|-", words="digest-output"),
        LocalizedOption("--draft-with", metavar="CMD", words="digest-draft-with"),
        LocalizedOption("--force", is_flag=True, words="digest-force"),
        LocalizedOption("--patch", is_flag=True, words="digest-patch"),
        LocalizedOption("--dry-run", is_flag=True, words="digest-dry-run"),
        text_or_json(),
    ],
)
