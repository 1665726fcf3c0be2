"""A digest of N directives that looks like the real one: `python -m bench.make_digest N PATH`.

Conferences of about thirty directives, a month apart, going back from 2024; the seed's own agencies, themes, markets
and agreements in the proportions of the seed; texts spliced from the seed's clauses, so that words are as frequent as
they are there. The same N gives the same bytes.
"""

import argparse
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TextIO

import yaml

SEED = Path(__file__).parents[1] / "data" / "seed.yaml"
A_CONFERENCE = 30
KEPT = ("organisations", "themes", "officials", "documents", "markets", "agreements", "companies")
LINKS = ("addressees", "lead", "coordinating", "themes", "markets", "agreements", "documents")


def write_digest(count: int, file: TextIO, part: int = 0) -> None:
    """Write a digest of `count` directives; a later `part` goes on where the one before it, of as many, ended."""
    seed = yaml.load(SEED.read_text("utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    chance = random.Random(count + part)
    many = max(1, count // A_CONFERENCE)
    conferences = range(part * many, (part + 1) * many)
    name = f"made-{count}-{part}" if part else f"made-{count}"
    _line(file, "digest", {"id": name, "schema": 1, "title": {"vi": f"Kho thử {count} chỉ đạo"}})
    _list(file, "articles", _articles(conferences))
    _list(file, "conferences", _conferences(conferences))
    for key in KEPT:
        _list(file, key, (_moved(record, conferences) for record in seed[key]))
    _list(file, "directives", _directives(count, conferences, seed["directives"], chance))


def _line(file: TextIO, key: str, value: object) -> None:
    file.write(f"{key}: {json.dumps(value, ensure_ascii=False)}\n")


def _list(file: TextIO, key: str, records: Iterator[dict[str, Any]]) -> None:
    file.write(f"{key}:\n")
    for record in records:
        first = True
        for field, value in record.items():
            file.write(f"{'  - ' if first else '    '}{field}: {_flow(value)}\n")
            first = False


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str) and value not in ("true", "false") and not value.isdigit():
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _articles(conferences: range) -> Iterator[dict[str, Any]]:
    for number in conferences:
        yield {"id": f"bai-{number}", "title": f"Bài {number}", "paragraphs": A_CONFERENCE, "sha256": "0" * 64}


def _conferences(conferences: range) -> Iterator[dict[str, Any]]:
    for number in conferences:
        yield {
            "id": f"hn-{number}",
            "kind": "conference",
            "date": _day(number),
            "title": {
                "vi": f"Hội nghị ngoại giao kinh tế lần thứ {number}",
                "en": f"Economic diplomacy conference {number}",
            },
            "sources": [_source(number, 1)],
        }


def _day(number: int) -> str:
    return str(date(2024, 7, 18) - timedelta(days=2 * number))


def _source(number: int, paragraph: int) -> dict[str, Any]:
    return {"article": f"bai-{number}", "para": paragraph, "terms": ["hội nghị"]}


def _moved(record: dict[str, Any], conferences: range) -> dict[str, Any]:
    """Return a record of the seed with its sources and conferences replaced by made ones."""
    moved = {key: value for key, value in record.items() if key not in ("inferred", "partners", "implements", "notes")}
    for key, value in moved.items():
        if key == "sources":
            moved[key] = [_source(conferences[0], 1)]
        elif key in ("posts", "mentions", "observations"):
            moved[key] = [_moved_entry(entry, conferences) for entry in value]
    return moved


def _moved_entry(entry: dict[str, Any], conferences: range) -> dict[str, Any]:
    moved = dict(entry, sources=[_source(conferences[0], 1)])
    moved.pop("inferred", None)
    if "conference" in moved:
        moved["conference"] = f"hn-{conferences[0]}"
    if "conferences" in moved:
        moved["conferences"] = [f"hn-{conferences[min(1, len(conferences) - 1)]}"]
    return moved


def _directives(
    count: int, conferences: range, models: list[dict[str, Any]], chance: random.Random
) -> Iterator[dict[str, Any]]:
    for number in range(count):
        conference = conferences[min(number // A_CONFERENCE, len(conferences) - 1)]
        model, other = chance.choice(models), chance.choice(models)
        yield {
            "id": f"hn-{conference}-cd-{number}",
            "conference": f"hn-{conference}",
            "kind": model["kind"],
            "issuers": ["pham-minh-chinh"],
            "text": {language: _spliced(model["text"][language], other["text"][language]) for language in ("vi", "en")},
            **{key: model[key] for key in LINKS if model.get(key)},
            "sources": [_source(conference, number % A_CONFERENCE + 1)],
        }


def _spliced(first: str, second: str) -> str:
    head, tail = first.split(), second.split()
    return " ".join(head[: (len(head) + 1) // 2] + tail[len(tail) // 2 :])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("path", type=Path)
    options = parser.parse_args()
    with options.path.open("w", encoding="utf-8") as file:
        write_digest(options.count, file)


if __name__ == "__main__":
    main()
