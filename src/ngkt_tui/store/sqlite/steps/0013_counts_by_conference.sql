-- Schema 13. What is counted of a conference stands in the index by which its directives are found.

DROP INDEX directive_conference;
CREATE INDEX directive_conference
ON directive (conference, position, status, due, kind, nature, digest_nature);
