-- Schema 19. What the indicators of a closed review count by: partners, plan, when it was asked or signed, when begun.

ALTER TABLE review_line ADD COLUMN partners TEXT;
ALTER TABLE review_line ADD COLUMN plan TEXT;
ALTER TABLE review_line ADD COLUMN asked_on TEXT;
ALTER TABLE review_line ADD COLUMN started_on TEXT;
