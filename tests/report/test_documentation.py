"""docs/exports.md names every key of the JSON, and none besides."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from ngkt_tui.domain.summary_items import DirectiveItem, NextStep, ProgressLine, ReportLine, Summary
from ngkt_tui.report.json_text import json_text

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")


def documented() -> set[str]:
    return set(re.findall(r"`([a-z_-]+)`", PAGE.split("## JSON")[1]))


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def test_every_key_of_the_json_is_documented_and_every_documented_key_exists(
    summary: Callable[..., Summary], line: Callable[..., DirectiveItem]
) -> None:
    item = line(
        progress=(ProgressLine(None, "x"),),
        steps=(NextStep(1, "x", "", None),),
        reports=(ReportLine(None, "x", "result", "x", "x"),),
    )
    written = keys(json.loads("".join(json_text(summary([item])))))
    assert written - documented() == set()
    assert documented() - written == {"null", "recommendation", "result", "difficulty", "proposal"}
