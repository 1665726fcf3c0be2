-- Schema 5. What the second version of the digest format adds.

-- 'unjudged' where no digest says what following the directive up can find; `product` is what it asks to be produced.
ALTER TABLE directive ADD COLUMN nature TEXT NOT NULL DEFAULT 'unjudged';
ALTER TABLE directive ADD COLUMN product_vi TEXT;
ALTER TABLE directive ADD COLUMN product_en TEXT;
-- The counting form reads this index alone, and tells spirit from what can be followed.
DROP INDEX directive_status;
CREATE INDEX directive_status ON directive (status, due, done_on, kind, nature);

ALTER TABLE observation ADD COLUMN what_vi TEXT;
ALTER TABLE observation ADD COLUMN what_en TEXT;
ALTER TABLE market_mention ADD COLUMN what_vi TEXT;
ALTER TABLE market_mention ADD COLUMN what_en TEXT;
ALTER TABLE participant ADD COLUMN said_vi TEXT;
ALTER TABLE participant ADD COLUMN said_en TEXT;
ALTER TABLE result ADD COLUMN kind TEXT NOT NULL DEFAULT 'result';

-- An item that covers several directives has a row for each; `item` is its number within the family, from 0.
ALTER TABLE family_item ADD COLUMN item INTEGER NOT NULL DEFAULT 0;
UPDATE family_item SET item = ordinal;
