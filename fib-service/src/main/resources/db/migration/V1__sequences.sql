-- One row per caller: where the caller's sequence stands.
CREATE TABLE sequences (
  session    BYTEA  NOT NULL PRIMARY KEY, -- SHA-256 of the session key
  next_index BIGINT NOT NULL              -- the index that the next call gets
);

-- What requests with an Idempotency-Key were given, so that a retry gets the same.
CREATE TABLE sequence_answers (
  request     BYTEA     NOT NULL PRIMARY KEY, -- SHA-256 of the session key and the Idempotency-Key
  first_index BIGINT    NOT NULL,
  how_many    BIGINT    NOT NULL,
  answered_at TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX sequence_answers_by_age ON sequence_answers (answered_at);

-- Work that one pod at a time does for all: whoever moves due_at forward has it.
CREATE TABLE chores (
  name   VARCHAR(40) NOT NULL PRIMARY KEY,
  due_at TIMESTAMP WITH TIME ZONE NOT NULL
);
INSERT INTO chores (name, due_at) VALUES ('sweep-answers', TIMESTAMP WITH TIME ZONE '2000-01-01 00:00:00+00');
