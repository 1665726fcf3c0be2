"""The skeleton of a digest for the next article, with what the store knows of what the article names."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ngkt_tui.digest.faults import Diagnostic, DigestReadError
from ngkt_tui.digest.load import source_of
from ngkt_tui.digest.proof import paragraphs
from ngkt_tui.digest.yaml_writer import find_names, skeleton
from ngkt_tui.domain.enums import OWN_DIGEST, RecordKind
from ngkt_tui.domain.errors import DigestCheckError
from ngkt_tui.domain.known_names import NamedRecord
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.text import sanitize_line, slug
from ngkt_tui.domain.words import translate
from ngkt_tui.query.held_posts import latest_titles
from ngkt_tui.query.names import candidates
from ngkt_tui.query.record_heads import holders_of, stored_digest
from ngkt_tui.services.context import Context, expand_path
from ngkt_tui.services.reader import Reader

MAX_BYTES = 16 * 1024 * 1024
MAX_PATH = 1000
NAMED_KINDS = (RecordKind.ORGANISATION, RecordKind.OFFICIAL, RecordKind.AGREEMENT, RecordKind.MARKET)
STDIN_ID = "bai-moi"
"""The id of an article that has no file name."""
_COMMENTS = ("head", "names", "no-names", "conference", "no-conference", "paragraphs")


class NewDigest(NamedTuple):
    """A skeleton: the id of its article, the numbers of paragraphs and of known records found, and its text."""

    article: str
    paragraphs: int
    found: int
    pieces: Iterator[str]


def new_digest(
    context: Context, path: str | Path, uses: Sequence[str] = (), stdin: BinaryIO | None = None
) -> NewDigest:
    """Return a skeleton of a digest for the article in the text file `path`, `-` for `stdin`.

    It uses the digests `uses`, by default those that know what the article names. Raises `DigestCheckError` for what is
    no text of an article, with its place, and `UnknownDigestError`.
    """
    article, numbered = read_article(path, stdin)
    with Reader(context) as reader, reader.connection() as connection:
        for digest in uses:
            stored_digest(connection, digest)
        found = find_names(numbered, known_names(connection, uses))
        used = tuple(uses) or holders_of(connection, (each.record.id for each in found), OWN_DIGEST)
    words = {name: translate(context.language, f"skeleton.{name}") for name in _COMMENTS}
    return NewDigest(article, len(numbered), len(found), skeleton(article, numbered, used, found, words))


def article_id(name: str) -> str:
    """Return the id that a file's name stands for."""
    return slug(name)[:100].strip("-") or STDIN_ID


def known_names(connection: Readable, uses: Sequence[str] = ()) -> Iterator[NamedRecord]:
    """Yield the agencies, people, agreements and markets of a store, of the digests `uses` where any are given."""
    titles = latest_titles(connection)
    for kind in NAMED_KINDS:
        rows = connection.execute("SELECT position FROM record WHERE kind = ? AND withdrawn = 0", (kind,)).fetchall()
        for each in candidates(connection, kind, [position for (position,) in rows]):
            record = each.record
            if not uses or set(uses).intersection(holders_of(connection, [record.id], OWN_DIGEST)):
                yield NamedRecord(kind, record.id, record.vi, each.names[1:], titles.get(record.id, ()))


def read_typed(typed: str, *, may_name_file: bool = True) -> tuple[str, tuple[str, ...]]:
    """Return id and paragraphs of an article that was pasted, or whose file was named; raises `DigestCheckError`."""
    named = typed.strip() if may_name_file else ""
    if named and "\n" not in named and len(named) < MAX_PATH and expand_path(named).exists():
        return read_article(expand_path(named))
    numbered = paragraphs(typed)
    if not numbered:
        raise _refused("-", "empty-article")
    return article_id(numbered[0]), numbered


def read_article(path: str | Path, stdin: BinaryIO | None = None) -> tuple[str, tuple[str, ...]]:
    """Return id and paragraphs of the article in a file; raises `DigestCheckError`."""
    source = source_of(path, stdin)
    try:
        with source.open() as stream:
            content = stream.read(MAX_BYTES + 1)
    except DigestReadError as error:
        raise _refused(source.name, error.key, None, None, **error.values) from None
    if len(content) > MAX_BYTES:
        raise _refused(source.name, "file-too-large", limit=MAX_BYTES // 1024 // 1024)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(source.name, "encoding-wide")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", errors="replace").split("\n")
        raise _refused(source.name, "encoding", len(before), len(before[-1]) + 1) from None
    numbered = paragraphs(text)
    if not numbered:
        raise _refused(source.name, "empty-article")
    return article_id(Path(path).stem) if str(path) != "-" else STDIN_ID, numbered


def _refused(
    name: str, key: str, line: int | None = None, column: int | None = None, **values: object
) -> DigestCheckError:
    return DigestCheckError((Diagnostic(name, line, column, key, values),), path=sanitize_line(name))
