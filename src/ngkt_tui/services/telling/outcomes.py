"""Telling results, figures, and what directives are sorted by: themes and families."""

from collections.abc import Iterable, Iterator

from ngkt_tui.query.detail.bodies import FamilyBody, FigureBody, ResultBody, ThemeBody
from ngkt_tui.query.detail.values import Item
from ngkt_tui.query.names import Named
from ngkt_tui.services.telling.lines import GAP, Entry, Run
from ngkt_tui.services.telling.teller import Lines, Teller


def result(body: ResultBody, teller: Teller) -> Lines:
    """Return what is told of a result alone."""
    return [
        *teller.fact("kind", teller.manner.word("result-kind", body.kind)),
        *teller.linked("conference", body.conference),
        *teller.linked("said-by", body.said_by),
        *teller.links("actors", body.actors),
        *teller.links("themes", body.themes),
        *teller.links("figures", body.figures),
        *teller.section("answers", (teller.link(each) for each in body.answers)),
    ]


def figure(body: FigureBody, teller: Teller) -> Lines:
    """Return what is told of a figure alone."""
    manner = teller.manner
    return [
        *teller.fact("value", body.amount.told(manner.language)),
        *teller.fact("printed-as", body.printed_as),
        *teller.fact("figure-kind", manner.word("figure-kind", body.kind)),
        *teller.fact("period-of", manner.pick(body.period)),
        *teller.linked("said-by", body.said_by),
        *teller.linked("conference", body.conference),
        *teller.tied("directives", body.directives),
        *teller.tied("results", body.results),
    ]


def theme(body: ThemeBody, teller: Teller) -> Lines:
    """Return what is told of a theme alone."""
    return [*teller.tied("directives", body.directives), *teller.tied("results", body.results)]


def family(body: FamilyBody, teller: Teller) -> Lines:
    """Return what is told of an enumeration alone."""
    return [
        *teller.linked("conference", body.conference),
        *teller.fact("printed-count", str(body.printed_count) if body.printed_count else ""),
        *teller.section("items", _items(body.items, teller)),
    ]


def _items(items: Iterable[Item], teller: Teller) -> Iterator[Entry]:
    for number, item in enumerate(items, 1):
        text = teller.manner.pick(item.text)
        lead = Run(f"{number}. ", "muted")
        if len(item.records) == 1:
            link = teller.link(item.records[0])
            named = (Run(text, "strong"), GAP, Run("· ", "muted")) if _adds(text, item.records[0], teller) else ()
            yield link._replace(runs=(lead, *named, *link.runs))
            continue
        yield Entry((lead, Run(text, "strong") if item.records else Run(text)), indent=2)
        for record in item.records:
            yield teller.link(record)._replace(indent=4)


def _adds(text: str, record: Named, teller: Teller) -> bool:
    """Tell whether the words of an item say more than the directive that it is."""
    return bool(text) and text.casefold() != record.name(teller.manner.language).casefold()
