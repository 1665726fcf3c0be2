"""A summary as one slide: an SVG picture of its headline, well-formed XML, no web font, no link."""

from collections.abc import Iterator
from functools import partial
from html import escape

from ngkt_tui.domain.chart_scales import REST
from ngkt_tui.domain.summary_items import DirectiveItem, Summary
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import translate
from ngkt_tui.report.outline import finished
from ngkt_tui.report.status_report import asks, cut, late_lines, status_title, whole_bar
from ngkt_tui.report.text_layout import wrap

WIDTH, HEIGHT = 1280, 720
_MARGIN = 60
_WHOLE = WIDTH - 2 * _MARGIN
_COLUMN = 60
"""Letters of a line of one of the two columns."""
_MAX_LINES = 10
_FILLS = {
    "done": "#22684a",
    "reported": "#855f0a",
    "doing": "#1f5c86",
    "blocked": "#b3301c",
    "dropped": "#b7a385",
    REST: "#efe4cf",
}
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" xmlns="http://www.w3.org/2000/svg"
  font-family="&quot;Segoe UI&quot;, &quot;Liberation Sans&quot;, Arial, sans-serif" fill="#2a211b">
<rect width="{WIDTH}" height="{HEIGHT}" fill="#f7f0e1"/>
"""


def svg(summary: Summary) -> Iterator[str]:
    """Yield the picture: what the report is on, its numbers, a bar, what is late and what is asked of the reader."""
    yield _HEAD
    title = status_title(summary)
    for row, line in enumerate(wrap(title.text, 58)[:2]):
        yield _text(line, _MARGIN, 78 + 44 * row, 38, "#855f0a", "bold")
    yield _text(cut(" · ".join(title.lines), 100), _MARGIN, 168, 22, "#6d5f50")
    yield _text(cut(finished(summary.language, summary.form), 110), _MARGIN, 366, 20, "#6d5f50")
    yield from _numbers(summary)
    yield from _bar(summary)
    words = partial(translate, summary.language)
    yield from _column(words("report.late"), [_label(line, summary) for line in late_lines(summary)], _MARGIN)
    yield from _column(words("report.asked"), list(asks(summary)), WIDTH // 2 + 20)
    yield "</svg>\n"


def _numbers(summary: Summary) -> Iterator[str]:
    form = summary.form
    numbers = {
        "followed": form.followed, "done": form.finished, "blocked": summary.blocked, "overdue": form.overdue,
        "spirit": form.spirit,
    }  # fmt: skip
    fills = {"done": "#22684a", "blocked": "#b3301c", "overdue": "#b3301c"}
    for place, (name, many) in enumerate(numbers.items()):
        x = _MARGIN + place * (_WHOLE // len(numbers))
        yield _text(str(many), x, 256, 64, fills.get(name, "#2a211b"), "bold")
        yield _text(translate(summary.language, f"report.column.{name}"), x, 288, 20, "#6d5f50")


def _bar(summary: Summary) -> Iterator[str]:
    start = _MARGIN
    for name, many in whole_bar(summary).runs(_WHOLE):
        yield f'<rect x="{start}" y="312" width="{many}" height="30" fill="{_FILLS.get(name, _FILLS[REST])}"/>\n'
        start += many
    yield f'<rect x="{_MARGIN}" y="312" width="{_WHOLE}" height="30" fill="none" stroke="#b7a385"/>\n'


def _label(line: DirectiveItem, summary: Summary) -> str:
    agencies = "; ".join(line.lead or line.addressees) or translate(summary.language, "summary.no-lead")
    agencies = f"{translate(summary.language, 'summary.is-own')} · {agencies}" if line.is_own else agencies
    return f"{cut(sanitize_line(line.text), 90)} ({cut(sanitize_line(agencies), 40)})"


def _column(title: str, texts: list[str], x: int) -> Iterator[str]:
    yield _text(title, x, 410, 22, "#855f0a", "bold")
    lines = [(number == 0, line) for each in texts or ["–"] for number, line in enumerate(wrap(each, _COLUMN))]
    for row, (is_first, line) in enumerate(lines[:_MAX_LINES]):
        if is_first:
            yield _text("•", x, 440 + 26 * row, 18, "#855f0a")
        yield _text(line, x + 22, 440 + 26 * row, 18)


def _text(words: str, x: int, y: int, size: int, fill: str = "#2a211b", weight: str = "normal") -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}">{escape(words)}</text>\n'
