-- Schema 23. Indexes of what nearly every directive names, by its position: whether one names no theme, or nobody who
-- gives it, is one look into them, and no set of all that do has to be made first.

CREATE INDEX link_theme ON link (position) WHERE relation = 'theme';
CREATE INDEX link_issuer ON link (position) WHERE relation = 'issuer';
