-- Schema 23. Indexes of what nearly every directive names, by its position: which directives name no theme, or nobody
-- who gives them, is told by walking both in their order, and no set of all that do has to be made first.

CREATE INDEX link_theme ON main.link (position) WHERE relation = 'theme';
CREATE INDEX link_issuer ON main.link (position) WHERE relation = 'issuer';

-- The position too, as every index of a file has it: else a list by agency reads each directive whole.
DROP INDEX main.directive_assigned;
CREATE INDEX directive_assigned
ON main.directive (assigned, lead, coordinating, status, due, kind, nature, digest_nature, first_agency)
INCLUDE (position);
