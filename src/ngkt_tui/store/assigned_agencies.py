"""Whom digests ask, as a directive holds it beside its links: `assigned` and `first_agency`.

Both are written with the links, in one transaction, and never without them.
"""

import json
from collections.abc import Mapping
from typing import Any

from ngkt_tui.domain.stored_values import valid_or_empty

ASKING = {"addressee": "addressees", "coordinating": "coordinating", "lead": "lead"}
"""The relations by which links of a directive name whom it asks, in the order of `assigned`, each with its field."""


def assigned_columns(values: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Return whom a directive asks, as JSON lists by relation, and who is named first; directives that ask the same
    agencies have the same text. `None` where nobody is asked."""
    named = {relation: values[field] for relation, field in ASKING.items() if values.get(field)}
    first = named.get("lead") or named.get("addressee") or (None,)
    return json.dumps(named, separators=(",", ":")) if named else None, first[0]


_ASSIGNED = valid_or_empty("directive.assigned")
_LISTED = " UNION ALL ".join(
    f"""
        SELECT directive.id, '{relation}', named.value
        FROM directive JOIN json_each(json_extract({_ASSIGNED}, '$.{relation}')) AS named ON TRUE
        WHERE directive.assigned IS NOT NULL
    """
    for relation in ASKING
)
ASSIGNED_OTHERWISE = f"""
    WITH
        named (record, relation, target) AS (
            SELECT link.record, link.relation, link.target FROM link WHERE link.relation IN {tuple(ASKING)}
        ),
        assigned (record, relation, target) AS ({_LISTED})
    SELECT unlike.record
    FROM (SELECT * FROM named EXCEPT SELECT * FROM assigned) AS unlike
    UNION
    SELECT unlike.record
    FROM (SELECT * FROM assigned EXCEPT SELECT * FROM named) AS unlike
    UNION
    SELECT directive.id
    FROM directive
    WHERE coalesce(directive.first_agency, '') <> coalesce(
        json_extract({_ASSIGNED}, '$.lead[0]'), json_extract({_ASSIGNED}, '$.addressee[0]'), ''
    )
    ORDER BY 1
"""
"""The directives of which `assigned` or `first_agency` names other agencies than their links do."""
