"""What a filter says of directives, worked out in plain Python over all rows: the opinion to hold SQL against."""

import json
import sqlite3
import unicodedata
from datetime import date, timedelta
from typing import Any

from ngkt_tui.domain.counting_form import classify
from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.stored_values import parse_date
from ngkt_tui.domain.text import tokenize, tokenize_query
from ngkt_tui.query.filter import FieldName, FieldTerm, FilterSpec, Quoting, TextTerm
from tests.query.building import Building

TONES = "\u0300\u0301\u0303\u0309\u0323"


class PlainStore:
    """All rows of a store that directives depend on, read once."""

    def __init__(self, connection: sqlite3.Connection, today: date) -> None:
        self.today = today
        self._connection = connection
        self.directives = self._rows("directive")
        self.directives.sort(key=lambda row: row["position"])
        for row in self.directives:
            row["nature"] = row["nature"] or row["digest_nature"]
        self.links = self._rows("link")
        self.conferences = {row["id"]: row for row in self._rows("conference")}
        self.parents = {row["id"]: row["parent"] for row in self._rows("organisation")}
        self.withdrawn = {row["id"] for row in self._rows("record") if row["withdrawn"]}
        self.evidenced = {row["record"] for row in self._rows("evidence")}
        self.noted = {row["record"] for row in self._rows("note")}
        self.sources = self._rows("source")
        self.items = self._rows("family_item")
        self.reminders = self._rows("reminder")
        groups = {row["id"]: row for row in self._rows("change_group") if row["kind"] != "import"}
        self.changes = [
            (row["record"], date.fromisoformat(groups[row["change_group"]]["at"][:10]))
            for row in self._rows("change")
            if row["change_group"] in groups
        ]
        reader = Building.__new__(Building)
        reader.connection = connection
        self.texts = {row["id"]: [tokenize(text) for text in reader.texts(row["position"])] for row in self.directives}

    def _rows(self, table: str) -> list[dict[str, Any]]:
        cursor = self._connection.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def left(self, spec: FilterSpec) -> list[str]:
        """Return the ids of the directives for which every term holds, in the default order."""
        return [row["id"] for row in self.directives if all(self.holds(row, term) for term in spec.terms)]

    def holds(self, row: dict[str, Any], term: TextTerm | FieldTerm) -> bool:
        if isinstance(term, TextTerm):
            fits = self.has_words(row, term)
        else:
            fits = any(self.has_value(row, term.name, value.text) for value in term.values)
        return fits is not term.is_negated

    def has_words(self, row: dict[str, Any], term: TextTerm) -> bool:
        typed = tokenize_query(term.text)
        whole = [word for text in self.texts[row["id"]] for word in text]
        is_whole = term.quoting is Quoting.CLOSED
        return any(_stands_at(typed, whole, start, is_whole) for start in range(len(whole) - len(typed) + 1))

    def targets(self, row: dict[str, Any], *relations: str) -> set[str]:
        return {target for relation in relations for target in self._named(row, relation)}

    def _named(self, row: dict[str, Any], relation: str) -> list[str]:
        if row.get(relation) is not None and relation in ("lead", "coordinating"):
            return list(json.loads(row[relation]))  # a user's agencies stand in place of the digest's
        return [link["target"] for link in self.links if link["record"] == row["id"] and link["relation"] == relation]

    def has_value(self, row: dict[str, Any], name: FieldName, value: str) -> bool:
        if name in (FieldName.STATUS, FieldName.KIND, FieldName.NATURE):
            return bool(row[name.value] == value)
        if name is FieldName.IMPORTANCE:
            return str(row["importance"] or "none") == value
        if name is FieldName.PRODUCT:
            return self.has_product(row, value)
        if name is FieldName.CELL:
            due, done_on = parse_date(row["due"]), parse_date(row["done_on"])
            return classify(Status(row["status"]), due, done_on, self.today, row["nature"]) == value
        if name is FieldName.CLEAR:
            return self.lacks(row, value)
        if name is FieldName.IS:
            return self.is_(row, value)
        if name is FieldName.DUE:
            return self.is_due(row, value)
        if name in (FieldName.DONE, FieldName.ASKED, FieldName.CHANGED, FieldName.REMINDED):
            return self.has_been(self.days(row, name), value)
        return self.is_tied(row, name, value)

    def lacks(self, row: dict[str, Any], value: str) -> bool:
        match value:
            case "lead" | "coordinating":
                return not self.targets(row, value)
            case "text":
                return not row["text_vi"].strip()
            case "product":
                return not (row["product"] or row["product_vi"])
        return row[value] is None

    def has_product(self, row: dict[str, Any], value: str) -> bool:
        own = [row["product"]] if row["product"] else [row["product_vi"], row["product_en"]]
        texts = [tokenize(text) for text in own if text]
        typed = tokenize_query(value)
        begun = any(_stands_at(typed, text, start, False) for text in texts for start in range(len(text)))
        return not texts if value == "none" else begun

    def is_tied(self, row: dict[str, Any], name: FieldName, value: str) -> bool:
        tied = self.thread(row["id"]) if name is FieldName.THREAD else self.tied(row, name)
        if name is FieldName.THREAD and value == "none":
            return tied == {row["id"]}
        if value == "none":
            return not tied
        if name is FieldName.CONFERENCE and value[:4].isdigit():
            return str(self.conferences[row["conference"]]["date"]).startswith(value)
        return value in tied

    def tied(self, row: dict[str, Any], name: FieldName) -> set[str]:
        if name is FieldName.CONFERENCE:
            return {row["conference"]}
        if name is FieldName.SOURCE:
            return {source["article"] for source in self.sources if source["record"] == row["id"]}
        if name is FieldName.FAMILY:
            return {item["family"] for item in self.items if item["directive"] == row["id"]}
        if name in (FieldName.AGENCY, FieldName.NAMED):
            named = self.targets(row, "lead", "coordinating", "addressee")
            return {above for agency in named for above in self.line(agency)} if name is FieldName.AGENCY else named
        return self.targets(row, {"doc": "document", "by": "issuer"}.get(name.value, name.value))

    def thread(self, directive: str) -> set[str]:
        pairs = [(link["record"], link["target"]) for link in self.links if link["relation"] == "repeats"]
        thread = {directive}
        for _ in pairs:
            thread |= {each for pair in pairs if thread & set(pair) for each in pair}
        return thread

    def line(self, agency: str) -> set[str]:
        above: set[str] = set()
        step: str | None = agency
        while step and step not in above:
            above.add(step)
            step = self.parents.get(step)
        return above

    def is_(self, row: dict[str, Any], value: str) -> bool:
        if value == "evidenced":
            return row["id"] in self.evidenced
        if value == "noted":
            return row["id"] in self.noted
        if value == "withdrawn":
            return row["id"] in self.withdrawn
        if value == "repeated":
            ends = {
                end for link in self.links if link["relation"] == "repeats" for end in (link["record"], link["target"])
            }
            return row["id"] in ends
        is_open = row["status"] not in ("done", "dropped")
        held = self.conferences[row["conference"]]["date"]
        if value == "horizon-ended":
            end = row["horizon_end"]
            return is_open and row["due"] is None and end is not None and date.fromisoformat(end) < self.today
        if value == "silent":
            return is_open and held is not None and date.fromisoformat(held) < self.today - timedelta(days=30)
        return is_open

    def days(self, row: dict[str, Any], name: FieldName) -> list[date]:
        """Return the days on which something has been with a directive."""
        if name is FieldName.CHANGED:
            return [day for record, day in self.changes if record == row["id"]]
        held = self.conferences.get(row["conference"], {}).get("date")
        days = {FieldName.DONE: row["done_on"], FieldName.ASKED: held if row["conference"] else row["issued"]}
        sent = [each["sent_on"] for each in self.reminders if each["record"] == row["id"]]
        found = sent if name is FieldName.REMINDED else [days[name]]
        return [date.fromisoformat(each) for each in found if each]

    def has_been(self, days: list[date], value: str) -> bool:
        if value in ("none", "any"):
            return (value == "any") == bool(days)
        if value.startswith(">") and value.endswith("d"):
            return any(day < self.today - timedelta(days=int(value[1:-1])) for day in days)
        if value.endswith("d"):
            return any(self.today - timedelta(days=int(value[:-1])) <= day <= self.today for day in days)
        return any(_compares(day, value) for day in days)

    def is_due(self, row: dict[str, Any], value: str) -> bool:
        if value in ("none", "any"):
            return (row["due"] is None) == (value == "none")
        if row["due"] is None:
            return False
        due = date.fromisoformat(row["due"])
        if value == "overdue":
            return due < self.today and row["status"] not in ("done", "dropped")
        if value.startswith(">") and value.endswith("d"):
            return due > self.today + timedelta(days=int(value[1:-1]))
        if value.endswith("d"):
            return self.today <= due <= self.today + timedelta(days=int(value[:-1]))
        return _compares(due, value)


def _compares(due: date, value: str) -> bool:
    sign = value[: len(value) - len(value.lstrip("<>="))]
    first, _, last = value.removeprefix(sign).partition("..")
    start, end = _first_day(first), _last_day(last or first)
    return {"": start <= due <= end, "<": due < start, "<=": due <= end, ">": due > end, ">=": due >= start}[sign]


def _first_day(day: str) -> date:
    if "Q" in day:
        return date(int(day[:4]), 3 * int(day[-1]) - 2, 1)
    return date.fromisoformat((day + "-01-01")[:10])


def _last_day(day: str) -> date:
    if len(day) == 10:
        return date.fromisoformat(day)
    if len(day) == 4:
        return date(int(day), 12, 31)
    if "Q" in day:
        return _last_day(f"{day[:4]}-{3 * int(day[-1]):02}")
    first = date.fromisoformat(day + "-01")
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _stands_at(typed: list[str], whole: list[str], start: int, is_whole: bool) -> bool:
    inner = all(word_fits(word, whole[start + at], True) for at, word in enumerate(typed[:-1]))
    return inner and word_fits(typed[-1], whole[start + len(typed) - 1], is_whole)


def word_fits(typed: str, word: str, is_whole: bool) -> bool:
    """Return whether `typed` begins `word`, or is the whole of it, letter by letter, in the old or the new spelling."""
    forms = {tokenize(typed)[0]} if is_whole else {typed, tokenize(typed)[0]}
    return any(
        len(form) <= len(word)
        and (not is_whole or len(form) == len(word))
        and all(letter_fits(letter, word[at]) for at, letter in enumerate(form))
        for form in forms
    )


def letter_fits(typed: str, letter: str) -> bool:
    """Return whether a typed letter stands for `letter`: bare for any form, shaped for any tone, toned for itself."""
    if typed.isascii():
        return _without(letter, "\u0302\u0306\u031b" + TONES).replace("đ", "d") == typed
    if any(mark in TONES for mark in unicodedata.normalize("NFD", typed)):
        return letter == typed
    return _without(letter, TONES) == typed


def _without(letter: str, marks: str) -> str:
    kept = (char for char in unicodedata.normalize("NFD", letter) if char not in marks)
    return unicodedata.normalize("NFC", "".join(kept))
