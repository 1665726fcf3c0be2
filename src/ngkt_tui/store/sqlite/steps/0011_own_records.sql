-- Schema 11. What users make and correct: directives without a conference, documents as sources, marks of both.

ALTER TABLE digest ADD COLUMN own INTEGER NOT NULL DEFAULT 0;
UPDATE digest SET own = 1 WHERE id = 'own';

-- `own`: users made it, and nothing printed stands for it; `corrected`: users put something in place of what digests say.
ALTER TABLE record ADD COLUMN own INTEGER NOT NULL DEFAULT 0;
ALTER TABLE record ADD COLUMN corrected INTEGER NOT NULL DEFAULT 0;
CREATE INDEX record_own ON record (id) WHERE own = 1;
CREATE INDEX record_corrected ON record (id) WHERE corrected = 1;
UPDATE record SET own = 1
WHERE EXISTS (SELECT 1 FROM contribution WHERE contribution.record = record.id AND contribution.digest = 'own')
    AND NOT EXISTS (SELECT 1 FROM contribution WHERE contribution.record = record.id AND contribution.digest <> 'own')
    AND NOT EXISTS (SELECT 1 FROM source WHERE source.record = record.id);

-- A directive need not be of a conference; `issued` is the day on which it was asked then. A column is freed of its
-- NOT NULL by way of a new one, whatever other columns there are.
DROP INDEX directive_conference;
ALTER TABLE directive RENAME COLUMN conference TO conference_before;
ALTER TABLE directive ADD COLUMN conference TEXT;
UPDATE directive SET conference = conference_before;
ALTER TABLE directive DROP COLUMN conference_before;
ALTER TABLE directive ADD COLUMN issued TEXT;
CREATE INDEX directive_conference ON directive (conference, position);

-- A source is paragraphs of an article or a document.
DROP INDEX source_article;
ALTER TABLE source RENAME COLUMN article TO article_before;
ALTER TABLE source ADD COLUMN article TEXT;
UPDATE source SET article = article_before;
ALTER TABLE source DROP COLUMN article_before;
ALTER TABLE source ADD COLUMN document TEXT;
ALTER TABLE source ADD COLUMN point TEXT;
CREATE INDEX source_article ON source (article);
