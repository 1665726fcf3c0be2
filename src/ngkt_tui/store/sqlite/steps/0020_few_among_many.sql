-- Schema 20. Indexes of what few directives have, so that who asks for these does not go through all of them: a due
-- date, an end of their time, a nature that a user has judged otherwise than the digests (asked whenever a list opens).

CREATE INDEX directive_due ON directive (due, status) WHERE due IS NOT NULL;
CREATE INDEX directive_horizon ON directive (horizon_end, status, due) WHERE horizon_end IS NOT NULL;
CREATE INDEX directive_judged ON directive (position) WHERE nature IS NOT NULL AND nature <> digest_nature;
