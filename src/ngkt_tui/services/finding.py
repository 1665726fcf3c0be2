"""What a filter that is being typed looks for, and how it may go on."""

from collections.abc import Iterable

from ngkt_tui.domain.errors import FilterError
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.language import Language
from ngkt_tui.domain.sought import SearchTerms, phrase
from ngkt_tui.query.completing import FilterCompletion, complete
from ngkt_tui.query.language import Quoting, TextTerm, parse
from ngkt_tui.services.reader import Reader

__all__ = ["FilterCompletion", "completions", "highlight_terms"]


def highlight_terms(text: str, kinds: Iterable[RecordKind]) -> SearchTerms:
    """Return the words that a filter looks for, as the first of `kinds` that can have it reads it."""
    for kind in kinds:
        try:
            terms = parse(text, kind).terms
        except FilterError:
            continue
        wanted = (term for term in terms if isinstance(term, TextTerm) and not term.is_negated)
        return SearchTerms(tuple(phrase(each.text, is_whole=each.quoting is Quoting.CLOSED) for each in wanted))
    return SearchTerms()


def completions(
    reader: Reader, text: str, cursor: int, kinds: Iterable[RecordKind], language: Language, limit: int
) -> tuple[FilterCompletion, ...]:
    """Return at most `limit` ways in which what stands before the cursor may go on for records of one of `kinds`.

    What would leave the text as it is, is no way to go on.
    """
    with reader.connection() as connection:
        ways = [way for kind in kinds for way in complete(connection, text, cursor, kind, language, limit + 1)]
    unlike = (way for way in dict.fromkeys(ways) if text[way.start : way.end] != way.insert)
    return tuple(unlike)[:limit]
