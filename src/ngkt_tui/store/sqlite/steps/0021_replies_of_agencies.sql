-- Schema 21. Which agency answered: of several that were reminded of one directive, the others still owe an answer. An
-- answer without one, as all were so far, is that of all of them.

ALTER TABLE reply ADD COLUMN agency TEXT;
