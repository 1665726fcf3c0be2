"""What a review says of a record, in words: as `review show`, the review by keys, reports and details show it."""

from collections.abc import Iterator

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.stored_values import stored_date
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import LazyText, catalogue, format_month, render, translate
from ngkt_tui.query.review_lines import SAID, ReviewLine


def standing_words(line: ReviewLine, language: Language) -> str:
    """Return what the status or the stage of a record is called; a damaged one as it stands."""
    vocabulary = "stage" if line.kind == RecordKind.AGREEMENT else "status"
    standing = line.standing or "unknown"
    return catalogue(language).get(f"{vocabulary}.{standing}", standing)


def confidence_words(line: ReviewLine, language: Language) -> str:
    """Return whether the next milestone will be reached, and why; a damaged word as it stands, nothing for neither."""
    word = line.confidence and catalogue(language).get(f"confidence.{line.confidence}", line.confidence)
    return ": ".join(filter(None, (word, line.why)))


def review_line_text(line: ReviewLine, language: Language) -> Iterator[str]:
    """Yield what was foreseen before, what is said now, and when that was corrected."""
    if line.forecast_period:
        forecast = line.forecast or translate(language, "review.none-foreseen")
        month = format_month(line.forecast_period, language)
        yield sanitize_line(render_words(language, "review.forecast", period=month, text=forecast))
    for name in SAID[:4]:
        if text := getattr(line, name):
            yield sanitize_line(render_words(language, f"review.said.{name}", text=text))
    if confidence := confidence_words(line, language):
        yield sanitize_line(confidence)
    if line.corrected_on:
        yield render_words(language, "review.corrected", on=day_of(line.corrected_on))


def render_words(language: Language, key: str, **values: object) -> str:
    """Return the words of a key, its values (months, days) as the language writes them."""
    return render(language, LazyText(key, values))


def day_of(text: str | None) -> object:
    """Return a stored day as it is rendered; nothing for none."""
    return stored_date(text) if text else ""
