"""The review of a period as text and as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from ngkt_tui.domain.dates import format_month
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.stored_values import stored_date
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import LazyText, render, translate
from ngkt_tui.query.review_lines import SAID, ReviewLine
from ngkt_tui.services.review import AgencyIndicators, Review, confidence_words, standing_words

_MAX_NAME = 100


def review_text(review: Review, language: Language) -> Iterator[str]:
    """Yield the lines of text: coverage, each record with what is said of it, the indicators of each agency."""
    state = _word(language, "review.closed-on" if review.closed_on else "review.open", on=_day(review.closed_on))
    month = format_month(review.period, language)
    yield _word(language, "review.heading", period=month, state=state, reviewed=review.reviewed, all=len(review.lines))
    for line in review.lines:
        name = sanitize_line(line.name.name(language) if line.name else line.record, _MAX_NAME)
        yield f"{line.record}  {sanitize_line(standing_words(line, language))}  {name}"
        yield from (f"    {each}" for each in said_text(line, language))
    yield _word(language, "review.indicators")
    yield from (f"  {_indicator_text(each, language)}" for each in review.indicators)


def said_text(line: ReviewLine, language: Language) -> Iterator[str]:
    """Yield what was foreseen before, what is said now, and when that was corrected."""
    if line.forecast_period:
        forecast = line.forecast or translate(language, "review.none-foreseen")
        month = format_month(line.forecast_period, language)
        yield sanitize_line(_word(language, "review.forecast", period=month, text=forecast))
    for name in SAID[:4]:
        if text := getattr(line, name):
            yield sanitize_line(_word(language, f"review.said.{name}", text=text))
    if confidence := confidence_words(line, language):
        yield sanitize_line(confidence)
    if line.corrected_on:
        yield _word(language, "review.corrected", on=_day(line.corrected_on))


def _indicator_text(each: AgencyIndicators, language: Language) -> str:
    name = each.agency.name(language) if each.agency else each.agency_id or translate(language, "review.no-agency")
    return _word(language, "review.agency", **each._asdict() | {"agency": sanitize_line(name)})


def _word(language: Language, key: str, **values: object) -> str:
    return render(language, LazyText(key, values))


def _day(text: str | None) -> object:
    return stored_date(text) if text else ""


def review_json(review: Review, language: Language) -> Mapping[str, Any]:
    """Return the review as `--format json` writes it: codes and ISO days, counts beside what they are a share of."""
    return {
        "period": review.period,
        "closed_on": review.closed_on,
        "coverage": {"reviewed": review.reviewed, "of": len(review.lines)},
        "lines": [
            {
                "id": line.record,
                "kind": line.kind,
                "name": line.name.name(language) if line.name else None,
                "standing": line.standing,
                "due": line.due,
                "done_on": line.done_on,
                "agencies": list(line.agency_ids),
                "forecast": line.forecast,
                "forecast_period": line.forecast_period,
                **{name: getattr(line, name) for name in SAID},
                "corrected_on": line.corrected_on,
            }
            for line in review.lines
        ],
        "agencies": [
            {"agency": each.agency_id or None, **dict(zip(each._fields[2:], each[2:], strict=True))}
            for each in review.indicators
        ],
    }
