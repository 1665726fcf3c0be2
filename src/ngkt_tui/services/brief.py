"""The paper for a conference: what was asked until then, thread by thread, what came of it and what is open."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import UnknownRecordError, UsageError
from ngkt_tui.domain.report_items import Brief, BriefThread
from ngkt_tui.domain.stored_values import Damaged
from ngkt_tui.domain.summary_items import DirectiveItem
from ngkt_tui.domain.typed_dates import DateParseError, parse_typed_date
from ngkt_tui.domain.words import LazyText, format_date, localized
from ngkt_tui.query.detail.bodies import ConferenceDetail
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.repetitions import answers, repeat_pairs
from ngkt_tui.query.report_parts.attention import FOLLOWED
from ngkt_tui.query.report_parts.directive_items import DirectiveReader
from ngkt_tui.query.scope import Scope
from ngkt_tui.services.context import Context, moment_of
from ngkt_tui.services.reader import Reader, full_ids
from ngkt_tui.services.summary import what_is_left


def day_before(context: Context, conference: str) -> tuple[date, str]:
    """Return the last day that counts for a conference, the one before it, and what the conference is called.

    Raises `UnknownRecordError`, and `UsageError` for what is no conference or has no day.
    """
    with Reader(context) as reader:
        detail = reader.detail(conference)
    day = detail.body.date if isinstance(detail.body, ConferenceDetail) else None
    if day is None or isinstance(day, Damaged):
        raise UsageError(detail=LazyText("brief.no-conference", {"id": conference}))
    return day - timedelta(days=1), localized(context.language, detail.name.vi, detail.name.en)


def brief_day(context: Context, what: str) -> tuple[date, str]:
    """Return the last day that counts, and the name of the conference where one is meant: by its id, or by a day.

    Raises as `day_before` does, and `UsageError` for what is meant as a day and is none.
    """
    try:
        day = parse_typed_date(what, context.today())
    except DateParseError as mistake:
        try:
            return day_before(context, full_ids(context, [what])[0])
        except UnknownRecordError as unknown:
            if not any(sign.isdigit() for sign in what) or unknown.values["nearest"]:
                raise
            raise UsageError(
                detail=LazyText("usage.bad-value", {"name": "--for", "detail": mistake.message})
            ) from mistake
    return (day, "") if day else day_before(context, full_ids(context, [what])[0])


def build_brief(reader: Reader, until: date, conference: str = "", text: str = "", scope: Scope = ()) -> Brief:
    """Return what had been asked by the end of a day, of what a filter and a scope leave, and how it stood then.

    Spirit and recommendations are left out.
    """
    context, language = reader.context, reader.context.language
    moment = moment_of(context, until if until < context.today() else None)
    with reader.connection() as connection, connection.one_moment():
        spec = parse(text, RecordKind.DIRECTIVE)
        restriction = what_is_left(connection, spec, scope, language, moment.day)
        where = compile_filter(connection, RecordKind.DIRECTIVE, moment, spec, scope)
        where = where._replace(conditions=(*where.conditions, FOLLOWED))
        positions = reader.positions(where)
        reading = DirectiveReader(connection, where, language, positions)
        items = [item for index in range(len(positions)) if (item := reading.item(index)) is not None]
        pairs, results = repeat_pairs(connection), answers(connection, until)
    asked = {item.id: item for item in items if item.conference_date is None or item.conference_date <= until}
    came: dict[str, list[str]] = {}
    for each in results:
        text = localized(language, each.text_vi, each.text_en)
        came.setdefault(each.directive, []).append(f"{format_date(each.date, language)}: {text}")
    chains = [_thread(chain, came) for chain in _chains(asked, pairs)]
    threads = sorted((each for each in chains if len(each.asks) > 1), key=lambda each: (-len(each.asks), -each.days))
    single = [each for each in chains if len(each.asks) == 1]
    is_open = tuple(each for each in single if each.open)
    return Brief(language, until, conference, restriction, tuple(threads), is_open, len(single) - len(is_open))


def _chains(asked: Mapping[str, DirectiveItem], pairs: Iterable[tuple[str, str]]) -> Iterator[list[DirectiveItem]]:
    """Yield the directives that are tied by repetitions, through any number of them; each alone that is not."""
    ends: dict[str, set[str]] = {}
    for later, earlier in pairs:
        if later in asked and earlier in asked:
            ends.setdefault(later, set()).add(earlier)
            ends.setdefault(earlier, set()).add(later)
    places = {record: place for place, record in enumerate(asked)}
    seen: set[str] = set()
    for first in asked:
        found = [first] if first not in seen else []
        seen.add(first)
        for record in found:  # grows while it is walked
            new = ends.get(record, set()) - seen
            found += sorted(new)
            seen |= new
        if found:
            found.sort(key=lambda record: (asked[record].conference_date or date.max, places[record]))
            yield [asked[record] for record in found]


def _thread(items: list[DirectiveItem], came: Mapping[str, list[str]]) -> BriefThread:
    days = [item.conference_date for item in items if item.conference_date]
    results = dict.fromkeys(text for item in items for text in came.get(item.id, ()))
    conferences = len({item.conference for item in items if item.conference})
    return BriefThread(tuple(items), (max(days) - min(days)).days if days else 0, conferences, tuple(results))
