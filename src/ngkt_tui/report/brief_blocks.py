"""The brief for a conference in the formats that have one: blocks drawn as those of a summary are, and JSON."""

from collections.abc import Iterator
from functools import partial

from ngkt_tui.domain.report_items import Brief, BriefThread
from ngkt_tui.domain.text import dumps_escaped, sanitize_line
from ngkt_tui.domain.words import format_date, translate
from ngkt_tui.report.blocks import Block, Checklist, HeadingBlock, Paragraph, Title
from ngkt_tui.report.checklist import short_checklist_item


def brief_blocks(brief: Brief, is_ascii: bool = False) -> Iterator[Block]:
    """Yield the blocks of `brief` in reading order."""
    words = partial(translate, brief.language)
    until = words("brief.until", date=format_date(brief.until, brief.language))
    named = (words("brief.for", conference=sanitize_line(brief.conference)),) if brief.conference else ()
    left = (words("summary.filter", sentence=sanitize_line(brief.filter_sentence)),) if brief.filter_sentence else ()
    yield Title(words("brief.title"), (*named, until, *left))
    yield HeadingBlock(2, words("brief.threads", count=len(brief.threads)))
    if not brief.threads:
        yield Paragraph(words("brief.none"))
    for number, thread in enumerate(brief.threads, 1):
        yield from _thread_blocks(brief, thread, number, is_ascii)
    yield HeadingBlock(2, words("brief.single", count=len(brief.single)))
    if brief.closed:
        yield Paragraph(words("brief.closed", count=brief.closed))
    items = [short_checklist_item(each.asks[0], brief.language, is_ascii) for each in brief.single]
    yield Checklist(items) if items else Paragraph(words("brief.none"))


def _thread_blocks(brief: Brief, thread: BriefThread, number: int, is_ascii: bool) -> Iterator[Block]:
    words = partial(translate, brief.language)
    yield HeadingBlock(3, f"{number}. {sanitize_line(thread.asks[-1].text)}")
    numbers = {"asks": len(thread.asks), "conferences": thread.conferences, "days": thread.days}
    standing = words("brief.open", count=thread.open) if thread.open else words("brief.all-closed")
    yield Paragraph(f"{words('thread.heading', **numbers)}; {standing}.")
    items = []
    for ask in thread.asks:
        item = short_checklist_item(ask, brief.language, is_ascii)
        day = format_date(ask.conference_date, brief.language) or words("thread.no-day")
        items.append(item._replace(text=f"{day}: {item.text}"))
    yield Checklist(items)
    for result in thread.results:
        yield Paragraph(f"{words('brief.result')}: {sanitize_line(result)}")


def brief_json(brief: Brief) -> Iterator[str]:
    """Yield a brief as JSON."""
    values = {
        "until": brief.until.isoformat(),
        "conference": brief.conference or None,
        "filter_sentence": brief.filter_sentence or None,
        "threads": [_plain(each) for each in brief.threads],
        "single": [_plain(each) for each in brief.single],
        "closed": brief.closed,
    }
    yield dumps_escaped(values, indent=1) + "\n"


def _plain(thread: BriefThread) -> dict[str, object]:
    asks = [
        {
            "id": ask.id,
            "conference": ask.conference,
            "date": ask.conference_date.isoformat() if ask.conference_date else None,
            "status": ask.status,
            "text": ask.text,
            "agencies": [*ask.lead, *ask.addressees],
            "due": ask.due.isoformat() if ask.due else None,
        }
        for ask in thread.asks
    ]
    return {
        "asks": asks,
        "days": thread.days,
        "conferences": thread.conferences,
        "open": thread.open,
        "results": thread.results,
    }
