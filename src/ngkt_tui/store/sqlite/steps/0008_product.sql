-- Schema 8. What a user says a directive is to produce stands in place of what the digests say: `product_vi`, `product_en`.
ALTER TABLE directive ADD COLUMN product TEXT;
