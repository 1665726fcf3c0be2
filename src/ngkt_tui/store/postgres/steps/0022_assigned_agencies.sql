-- Schema 22. Whom the digests ask stands in the directive too, as one text for all that ask the same agencies: what
-- these owe is counted by such texts, which are few, and not by every link. An index holds all that is counted so.

ALTER TABLE main.directive ADD COLUMN assigned TEXT;
ALTER TABLE main.directive ADD COLUMN first_agency TEXT;
UPDATE main.directive
SET assigned = asked.assigned, first_agency = asked.first_agency
FROM (
    SELECT
        named.record,
        '{' || string_agg('"' || named.relation || '":[' || named.targets || ']', ',' ORDER BY named.relation) || '}'
            AS assigned,
        coalesce(
            max(named.first_target) FILTER (WHERE named.relation = 'lead'),
            max(named.first_target) FILTER (WHERE named.relation = 'addressee')
        ) AS first_agency
    FROM (
        SELECT
            link.record,
            link.relation,
            string_agg('"' || link.target || '"', ',' ORDER BY link.ordinal) AS targets,
            (array_agg(link.target ORDER BY link.ordinal))[1] AS first_target
        FROM main.link
        WHERE link.relation IN ('addressee', 'coordinating', 'lead')
        GROUP BY link.record, link.relation
    ) AS named
    GROUP BY named.record
) AS asked
WHERE directive.id = asked.record;
CREATE INDEX directive_assigned
ON main.directive (assigned, lead, coordinating, status, due, kind, nature, digest_nature, first_agency);
