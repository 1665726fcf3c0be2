"""`ngkt-tui verify`: a digest held against the texts of its articles."""

from pathlib import Path

import click

from ngkt_tui.cli.call import Invocation
from ngkt_tui.cli.spoken import LocalizedCommand, LocalizedOption
from ngkt_tui.cli.typed import usage_error
from ngkt_tui.cli.values import FilePathType
from ngkt_tui.domain.clean import sanitize_line
from ngkt_tui.domain.errors import DigestNotVerifiedError


def _verify(call: Invocation, file: Path | None, articles: Path | None) -> None:
    if articles is None:
        raise usage_error("articles-wanted")
    if not articles.is_dir():
        raise usage_error("no-folder", option="--articles", path=sanitize_line(str(articles)))
    from ngkt_tui.services.verify import verify  # loads Pydantic and PyYAML

    verified = verify(file, articles)
    shares = [(call.translate(f"record.{kind}"), share) for kind, share in verified.proof.shares.items()]
    for label, share in (*shares, (call.translate("verify.terms"), verified.proof.terms)):
        call.print(f"{label}: {call.translate('verify.share', part=share.numerator, whole=share.denominator)}")
    path = sanitize_line(str(verified.path))
    if not verified.proof.complete:
        raise DigestNotVerifiedError(verified.faults, path=path)
    call.print_message("verify.sound", path=path)


COMMAND = LocalizedCommand(
    "verify",
    _verify,
    [
        click.Argument(["file"], type=FilePathType(), required=False, metavar="[FILE]"),
        LocalizedOption("--articles", type=FilePathType(), metavar="DIR"),
    ],
)
