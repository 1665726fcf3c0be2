-- Schema 18. To which organisations a user proposes to hand a directive, a JSON list, and since when.

ALTER TABLE directive ADD COLUMN transfer TEXT;
ALTER TABLE directive ADD COLUMN transferred_on TEXT;
CREATE INDEX directive_transfer ON directive (id) WHERE transfer IS NOT NULL;
