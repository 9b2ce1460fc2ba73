-- What a later version may do while this one runs: add. This one knows nothing of it.
-- The test says how long it takes.
SELECT pg_advisory_xact_lock(999);
ALTER TABLE sequences ADD COLUMN note VARCHAR(40);
ALTER TABLE sequences ADD COLUMN moves BIGINT NOT NULL DEFAULT 0;
CREATE TABLE later (id BIGINT NOT NULL PRIMARY KEY);
CREATE INDEX sequences_by_note ON sequences (note);
