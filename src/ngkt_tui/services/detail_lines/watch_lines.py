"""What is watched of markets, as lines to read."""

from collections.abc import Iterable, Iterator
from datetime import date

from ngkt_tui.domain.words import localized
from ngkt_tui.query.lists.rows import DirectiveRow
from ngkt_tui.query.watch_items import WatchItem
from ngkt_tui.services.detail_lines.formatter import Formatter, tone_of
from ngkt_tui.services.detail_lines.lines import BLANK, GAP, DetailLine, TextRun, heading, line
from ngkt_tui.services.watch import WatchedMeasure


def watch_line(item: WatchItem, formatter: Formatter, *, names_market: bool) -> DetailLine:
    """Return an item in a line that leads to it: its day, what it is of, and what is said of it."""
    market = item.market.name(formatter.language) if item.market else item.market_id
    runs = [TextRun(f"{market} · ")] if names_market else []
    runs.append(TextRun(f"{item.product} · {item.measure}"))
    runs += [TextRun(f" · {each}", "muted") for each in (item.stage, item.note) if each]
    is_late = isinstance(item.next_on, date) and item.next_on < formatter.today
    day = formatter.day(item.next_on) or formatter.translate("watch.no-day")
    return DetailLine(tuple(runs), label=day, target=item.target, label_tone="alarm" if is_late else "muted")


def watch_detail(watched: WatchedMeasure, formatter: Formatter) -> list[DetailLine]:
    """Return all that is said of an item, then the directives that belong to it."""
    item = watched.item
    market = item.market.name(formatter.language) if item.market else item.market_id
    facts = {
        "product": item.product, "measure": item.measure, "stage": item.stage,
        "next_on": formatter.day(item.next_on), "note": item.note,
    }  # fmt: skip
    made = formatter.translate("detail.by", at=formatter.moment(item.at), actor=item.actor)
    return [
        line(market, "strong", label=formatter.translate("dialog.watch.market"), target=item.market_id),
        *(line(text, label=formatter.translate(f"dialog.watch.{name}")) for name, text in facts.items() if text),
        line(made, "muted", label=formatter.translate("watch.made")),
        *_directives("watch.directive", [watched.directive] if watched.directive else [], formatter),
        *_directives("watch.asked", watched.asked, formatter),
    ]


def _directives(title: str, rows: Iterable[DirectiveRow], formatter: Formatter) -> Iterator[DetailLine]:
    for number, row in enumerate(rows):
        if not number:
            yield from (BLANK, heading(formatter.translate(title)))
        text = localized(formatter.language, row.text_vi, row.text_en)
        mark = TextRun(formatter.glyph(row.status), tone_of(row.status))
        yield DetailLine((mark, GAP, TextRun(text)), label=formatter.day(row.conference_date), target=row.id)
