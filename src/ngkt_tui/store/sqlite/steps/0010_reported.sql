-- Schema 10. A sixth status: an agency reports a directive as done, which nobody has confirmed yet.

-- A CHECK cannot be changed in place. What damage has left in the column stays, to be told by who reads it.
PRAGMA ignore_check_constraints = ON;
DROP INDEX directive_status;
ALTER TABLE directive RENAME COLUMN status TO former_status;
ALTER TABLE directive ADD COLUMN status TEXT NOT NULL DEFAULT 'unrated'
    CHECK (status IN ('unrated', 'doing', 'blocked', 'reported', 'done', 'dropped'));
UPDATE directive SET status = former_status WHERE former_status <> 'unrated';
ALTER TABLE directive DROP COLUMN former_status;
CREATE INDEX directive_status ON directive (status, due, done_on, kind, nature, digest_nature);
PRAGMA ignore_check_constraints = OFF;
