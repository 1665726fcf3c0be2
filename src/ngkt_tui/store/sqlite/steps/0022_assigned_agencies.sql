-- Schema 22. Whom the digests ask stands in the directive too, as one text for all that ask the same agencies: what
-- these owe is counted by such texts, which are few, and not by every link. An index holds all that is counted so.

ALTER TABLE directive ADD COLUMN assigned TEXT;
ALTER TABLE directive ADD COLUMN first_agency TEXT;
UPDATE directive
SET
    assigned = '{' || rtrim(
        coalesce('"addressee":[' || (
            SELECT group_concat('"' || named.target || '"')
            FROM (
                SELECT link.target
                FROM link
                WHERE link.record = directive.id AND link.relation = 'addressee'
                ORDER BY link.ordinal
            ) AS named
        ) || '],', '')
        || coalesce('"coordinating":[' || (
            SELECT group_concat('"' || named.target || '"')
            FROM (
                SELECT link.target
                FROM link
                WHERE link.record = directive.id AND link.relation = 'coordinating'
                ORDER BY link.ordinal
            ) AS named
        ) || '],', '')
        || coalesce('"lead":[' || (
            SELECT group_concat('"' || named.target || '"')
            FROM (
                SELECT link.target
                FROM link
                WHERE link.record = directive.id AND link.relation = 'lead'
                ORDER BY link.ordinal
            ) AS named
        ) || '],', ''),
        ','
    ) || '}',
    first_agency = coalesce(
        (
            SELECT link.target
            FROM link
            WHERE link.record = directive.id AND link.relation = 'lead'
            ORDER BY link.ordinal
            LIMIT 1
        ),
        (
            SELECT link.target
            FROM link
            WHERE link.record = directive.id AND link.relation = 'addressee'
            ORDER BY link.ordinal
            LIMIT 1
        )
    )
WHERE directive.id IN (
    SELECT link.record FROM link WHERE link.relation IN ('addressee', 'coordinating', 'lead')
);
CREATE INDEX directive_assigned
ON directive (assigned, lead, coordinating, status, due, kind, nature, digest_nature, first_agency);
