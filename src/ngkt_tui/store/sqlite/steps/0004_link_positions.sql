-- Schema 4. Where the record of a link stands, so that who is tied to what is counted by numbers, from an index alone.

ALTER TABLE link ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
UPDATE link SET position = coalesce((SELECT record.position FROM record WHERE record.id = link.record), 0);
DROP INDEX link_target;
CREATE INDEX link_target ON link (target, relation, position, record);
CREATE INDEX link_repeats ON link (position, target) WHERE relation = 'repeats';
