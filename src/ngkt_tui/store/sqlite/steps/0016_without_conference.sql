-- Schema 16. Figures, results and families that users make need not be of a conference. A column is freed of its NOT NULL by
-- way of a new one.

DROP INDEX family_conference;
ALTER TABLE family RENAME COLUMN conference TO conference_before;
ALTER TABLE family ADD COLUMN conference TEXT;
UPDATE family SET conference = conference_before;
ALTER TABLE family DROP COLUMN conference_before;
CREATE INDEX family_conference ON family (conference);

ALTER TABLE figure RENAME COLUMN conference TO conference_before;
ALTER TABLE figure ADD COLUMN conference TEXT;
UPDATE figure SET conference = conference_before;
ALTER TABLE figure DROP COLUMN conference_before;

ALTER TABLE result RENAME COLUMN conference TO conference_before;
ALTER TABLE result ADD COLUMN conference TEXT;
UPDATE result SET conference = conference_before;
ALTER TABLE result DROP COLUMN conference_before;
