"""How well an article is read: `python -m bench.article_proposals --articles DIR [--digest FILE]`.

The digest's own directives are the measure, the packaged one by default; DIR holds the texts of its articles, `ID.txt`.
Nothing of the texts is kept or printed but the ids of what was missed.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ngkt_tui.digest.load import load
from ngkt_tui.digest.model.base_models import Citation, DigestModel
from ngkt_tui.digest.model.introspection import model_fields
from ngkt_tui.digest.model.records import Directive, Post
from ngkt_tui.digest.model.whole_digest import Digest
from ngkt_tui.digest.proof import ArticleFolder, stands_in
from ngkt_tui.domain.clause_proposals import ClauseProposal
from ngkt_tui.domain.clauses import head_of
from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.services.article_draft import ArticleKnowledge, read_knowledge
from ngkt_tui.services.ask_thread import asks_like
from ngkt_tui.services.context import Context, packaged_digest
from ngkt_tui.services.digest_store import import_digest
from ngkt_tui.services.first_run import ensure_store
from ngkt_tui.services.reader import Reader

BODIES = {RecordKind.ORGANISATION, RecordKind.OFFICIAL}


class Share(NamedTuple):
    """How many of how many, what was aimed at, and the ids of those that were missed."""

    what: str
    wanted: float
    missed: list[str]
    of: int

    def line(self) -> str:
        got = self.of - len(self.missed)
        share = got / max(1, self.of)
        verdict = "kept" if share >= self.wanted else "MISSED"
        return f"| {self.what} | {got} of {self.of} | {share:.1%} | ≥ {self.wanted:.0%} | {verdict} |"


class ArticleBench:
    """The articles of a digest, read with what a store knows of it."""

    def __init__(self, digest: Digest, folder: ArticleFolder, reader: Reader, knowledge: ArticleKnowledge) -> None:
        self._digest, self._reader, self._knowledge = digest, reader, knowledge
        self.texts = {each.id: folder.paragraphs(each.id) for each in digest.articles}
        self.read = {article: knowledge.propose(text) for article, text in self.texts.items()}
        self._days = {each.id: each.date for each in digest.conferences}

    def cited(self, directive: Directive) -> Iterator[tuple[Citation, list[ClauseProposal], bool]]:
        """Yield each source of a directive with the clauses that hold most of its terms, and whether that is all."""
        for source in directive.sources:
            if source.of or source.article not in self.texts:
                continue
            text = self.texts[source.article]
            held = [
                (sum(self._holds(text, proposal, term) for term in source.terms), proposal)
                for proposal in self.read[source.article]
                if proposal.clause.paragraph in source.para
            ]
            most = max(count for count, _ in held)
            yield source, [each for count, each in held if count == most], most == len(source.terms)

    def _holds(self, text: Sequence[str], proposal: ClauseProposal, term: str) -> bool:
        return stands_in(term, proposal.clause.text) or stands_in(term, head_of(text, proposal.clause))

    def clauses(self) -> Share:
        """Return how many directives have the terms of each source within one clause, or in what its sentence asks."""
        split = [each.id for each in self._digest.directives if not all(whole for *_, whole in self.cited(each))]
        return Share("directives whose terms lie within one clause", 0.9, split, len(self._digest.directives))

    def kinds(self) -> Share:
        """Return for how many directives a clause proposes the kind that the digest gives."""
        wrong = [
            each.id
            for each in self._digest.directives
            if each.kind not in {proposal.kind for _, found, _ in self.cited(each) for proposal in found}
        ]
        return Share("directives whose kind is proposed", 0.8, wrong, len(self._digest.directives))

    def repeats(self) -> Share:
        """Return how many of the earlier directives that are repeated are among the five offered."""
        missed, count = [], 0
        for directive in self._digest.directives:
            day = self._days.get(directive.conference or "")
            earlier = [each.directive for each in directive.repeats if self._is_earlier(each.directive, day)]
            offered = {
                id
                for _, found, _ in (self.cited(directive) if earlier else ())
                for proposal in found
                for id, _ in asks_like(self._reader, proposal.text, before=day)
            }
            count += len(earlier)
            missed += [f"{directive.id} → {each}" for each in earlier if each not in offered]
        return Share("repeated directives among the five offered", 0.9, missed, count)

    def _is_earlier(self, directive: str, day: date | None) -> bool:
        conference = next((each.conference for each in self._digest.directives if each.id == directive), None)
        asked = self._days.get(conference or "")
        return asked is not None and day is not None and asked < day

    def bodies(self) -> Share:
        """Return in how many of the sources of records that name a body, not by inference, the body is recognised."""
        named = {
            (article, place.paragraph, place.record.id)
            for article, text in self.texts.items()
            for place in self._knowledge.finder.find(text)
        }
        kinds = {each.id for each in (*self._digest.organisations, *self._digest.officials)}
        wanted = {place for record in self._digest.all_records() for place in _places(record, record.id, kinds)}
        missed = [
            f"{article} ¶{', '.join(map(str, paras))}: {body}"
            for article, paras, body in sorted(wanted)
            if not any((article, para, body) in named for para in paras)
        ]
        return Share("places where a known body is named and recognised", 0.85, missed, len(wanted))


def _places(entry: DigestModel, record: str, bodies: set[str]) -> Iterator[tuple[str, tuple[int, ...], str]]:
    """Yield the articles and paragraphs by which an entry names bodies; those inferred are printed otherwise."""
    form = model_fields(type(entry))
    inferred = getattr(entry, "inferred", {})
    named = [
        (field.name, id)
        for field in form.references
        if BODIES & field.kinds and field.name not in inferred and field.name not in ("parent", "member_of")
        for value in (getattr(entry, field.name),)
        for id in (value if isinstance(value, tuple) else (value,))
    ]
    if isinstance(entry, Post):
        named.append(("official", record))
    for source in getattr(entry, "sources", ()):
        bodies_named = (id for name, id in named if id in bodies and (not source.of or name in source.of))
        yield from ((source.article or "", source.para, id) for id in bodies_named)
    for part in form.parts:
        value = getattr(entry, part.name)
        for each in value if isinstance(value, tuple) and part.name not in inferred else ():
            yield from _places(each, record, bodies)


def measure(digest: Path, articles: Path, folder: Path) -> list[Share]:
    """Return the shares of a digest whose articles lie in a folder; a store is made in another one."""
    context = Context(folder / "store.db", "bench", Language.EN)
    ensure_store(context)
    if digest != packaged_digest():
        import_digest(context, digest)
    with Reader(context) as reader:
        bench = ArticleBench(load(digest).digest, ArticleFolder(articles), reader, read_knowledge(reader))
        return [bench.clauses(), bench.repeats(), bench.bodies(), bench.kinds()]


def main() -> None:
    """Print the shares as a Markdown table, and what was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--digest", type=Path, default=packaged_digest())
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shares = measure(asked.digest, asked.articles, Path(folder))
    print("| what | got | share | wanted | |\n|---|---:|---:|---:|---|")
    print("\n".join(share.line() for share in shares))
    for share in shares:
        print(f"\n{share.what}, missed: {'; '.join(share.missed) or '-'}")


if __name__ == "__main__":
    main()
