"""A draft whose program is killed while it is kept: what was acknowledged is there, nothing is half there."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language
from ngkt_tui.services.draft_files import draft_file, load_draft
from tests.fixtures.stores import context_of, make_sample_store

ARTICLE = Path(__file__).parents[1] / "fixtures" / "articles" / "bao-lua-20320312.txt"
WRITER = """
import sys
from pathlib import Path
from ngkt_tui.domain.enums import Language
from ngkt_tui.services.article_draft import NextArticle
from ngkt_tui.services.draft_digest import begin_draft
from ngkt_tui.services.draft_files import save_draft
from ngkt_tui.services.new_digest import read_article
from ngkt_tui.services.reader import Reader
from tests.fixtures.stores import context_of

context = context_of(Path(sys.argv[1]), Language.VI)
with Reader(context) as reader:
    draft, _ = begin_draft(reader, NextArticle(*read_article(sys.argv[2])))
for number in range(int(sys.argv[3]), 100_000):
    draft = draft.skip(number % len(draft.entries), str(number))
    save_draft(context, draft)
    print(number, flush=True)
"""


@pytest.mark.parametrize("kills", [2, pytest.param(100, marks=pytest.mark.soak)])
def test_no_decision_that_was_acknowledged_is_lost(tmp_path: Path, kills: int) -> None:
    context = context_of(make_sample_store(tmp_path / "ngkt.sqlite"), Language.VI)
    chance, lost, last = random.Random(12), 0, -1
    for _ in range(kills):
        arguments = [sys.executable, "-c", WRITER, str(context.store), str(ARTICLE), str(last + 1)]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as writer:
            assert writer.stdout is not None
            for _ in range(chance.randrange(1, 40)):
                last = int(writer.stdout.readline())
            writer.kill()
            last = max([last, *(int(line) for line in writer.stdout if line.endswith("\n"))])
        draft = load_draft(context, "bao-lua-20320312")
        kept = (
            max((int(entry.reason) for entry in draft.entries if entry.reason.isdigit()), default=-1) if draft else -1
        )
        lost += kept < last
        last = max(last, kept)
    print(f"{kills} kills, {lost} lost")
    assert lost == 0
    left = [path.name for path in draft_file(context, "x").parent.iterdir() if path.suffix == ".json"]
    assert left == ["bao-lua-20320312.json"]
