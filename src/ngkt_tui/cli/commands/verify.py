"""`ngkt-tui verify`: a digest held against the texts of its articles."""

from pathlib import Path

import click

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.spoken import SpokenCommand, SpokenOption
from ngkt_tui.cli.typed import wrong
from ngkt_tui.cli.values import FilePath
from ngkt_tui.domain.clean import one_line
from ngkt_tui.domain.errors import DigestUnproven


def _verify(call: Call, file: Path | None, articles: Path | None) -> None:
    if articles is None:
        raise wrong("articles-wanted")
    if not articles.is_dir():
        raise wrong("no-folder", option="--articles", path=one_line(str(articles)))
    from ngkt_tui.services.verify import verify  # loads Pydantic and PyYAML

    verified = verify(file, articles)
    shares = [(call.say(f"record.{kind}"), share) for kind, share in verified.proof.shares.items()]
    for label, share in (*shares, (call.say("verify.terms"), verified.proof.terms)):
        call.print(f"{label}: {call.say('verify.share', part=share.part, whole=share.whole)}")
    path = one_line(str(verified.path))
    if not verified.proof.complete:
        raise DigestUnproven(verified.faults, path=path)
    call.tell("verify.sound", path=path)


COMMAND = SpokenCommand(
    "verify",
    _verify,
    [
        click.Argument(["file"], type=FilePath(), required=False, metavar="[FILE]"),
        SpokenOption("--articles", type=FilePath(), metavar="DIR"),
    ],
)
