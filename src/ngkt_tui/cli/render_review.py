"""The review of a period as text and as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from ngkt_tui.domain.dates import format_month
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import translate
from ngkt_tui.query.review_lines import SAID
from ngkt_tui.services.review import Indicators, Review
from ngkt_tui.services.review_text import day_of, render_words, said_text, standing_words

_MAX_NAME = 100


def review_text(review: Review, language: Language) -> Iterator[str]:
    """Yield the lines of text: coverage, each record with what is said of it, the indicators of each agency."""
    state = render_words(
        language, "review.closed-on" if review.closed_on else "review.open", on=day_of(review.closed_on)
    )
    month = format_month(review.period, language)
    yield render_words(
        language, "review.heading", period=month, state=state, reviewed=review.reviewed, all=len(review.lines)
    )
    for line in review.lines:
        name = sanitize_line(line.name.name(language) if line.name else line.record, _MAX_NAME)
        yield f"{line.record}  {sanitize_line(standing_words(line, language))}  {name}"
        yield from (f"    {each}" for each in said_text(line, language))
    for title, told in (("review.indicators", review.by_agency), ("review.partners", review.by_partner)):
        if told:
            yield render_words(language, title)
            yield from (f"  {_indicator_text(each, language)}" for each in told)


def _indicator_text(each: Indicators, language: Language) -> str:
    name = each.subject.name(language) if each.subject else each.subject_id or translate(language, "review.no-subject")
    return render_words(language, "review.shares", **each._asdict() | {"subject": sanitize_line(name)})


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
                "partners": list(line.partner_ids),
                "plan": line.plan,
                "asked_on": line.asked_on,
                "started_on": line.started_on,
                "forecast": line.forecast,
                "forecast_period": line.forecast_period,
                **{name: getattr(line, name) for name in SAID},
                "corrected_on": line.corrected_on,
            }
            for line in review.lines
        ],
        "agencies": [_indicator_json("agency", each) for each in review.by_agency],
        "partners": [_indicator_json("partner", each) for each in review.by_partner],
    }


def _indicator_json(name: str, each: Indicators) -> Mapping[str, Any]:
    return {name: each.subject_id or None, **dict(zip(each._fields[2:], each[2:], strict=True))}
