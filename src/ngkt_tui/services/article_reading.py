"""Reading an article with what a store knows: names, themes, and what earlier directives say."""

from collections.abc import Sequence
from sqlite3 import Connection
from typing import NamedTuple

from ngkt_tui.domain.clause_proposals import ClauseProposal, propose
from ngkt_tui.domain.clauses import Clause, split_clauses
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.known_names import NameFinder
from ngkt_tui.domain.likeness import ThemePhrases
from ngkt_tui.query.names import candidates
from ngkt_tui.query.repetitions import texts_with_themes
from ngkt_tui.services.new_digest import known_names
from ngkt_tui.services.reader import Reader

MAX_LEARNT = 3000
"""How many directives, the newest, tell which words point to a theme."""


class ArticleKnowledge(NamedTuple):
    """What is known before an article is read."""

    finder: NameFinder
    themes: ThemePhrases

    def propose(self, paragraphs: Sequence[str], clauses: Sequence[Clause] | None = None) -> list[ClauseProposal]:
        """Return what is proposed of the clauses of an article, by default those into which its paragraphs fall."""
        return propose(paragraphs, split_clauses(paragraphs) if clauses is None else clauses, self.finder, self.themes)


def read_knowledge(reader: Reader) -> ArticleKnowledge:
    """Return what a store knows."""
    with reader.connection() as connection:
        return ArticleKnowledge(NameFinder(known_names(connection)), _themes(connection))


def _themes(connection: Connection) -> ThemePhrases:
    positions = (row[0] for row in connection.execute("SELECT position FROM record WHERE kind = 'theme'").fetchall())
    names = {each.record.id: each.record.vi for each in candidates(connection, RecordKind.THEME, positions)}
    return ThemePhrases(names, texts_with_themes(connection, MAX_LEARNT))
