-- Taking changes back, who stood behind a change, and when a secret was last wrong.

ALTER TABLE journal ADD COLUMN approver INTEGER;
ALTER TABLE staff ADD COLUMN pin_failed_at_ms INTEGER;

-- What takes a change back: a command with its payload, kept beside the answer to the change's request.
-- seq is the change's row in the journal, undone_seq the row that took it back. Erasing a person removes their steps.
CREATE TABLE undo_step (
  request    INTEGER PRIMARY KEY REFERENCES request_log (id) ON DELETE CASCADE,
  seq        INTEGER NOT NULL,
  command    TEXT NOT NULL,
  payload    TEXT NOT NULL,
  undone_seq INTEGER
) STRICT;
-- Only what was taken back is looked up by its place in the journal; an ordinary change adds nothing here.
CREATE INDEX undo_step_undone ON undo_step (seq) WHERE undone_seq IS NOT NULL;
CREATE INDEX undo_step_undoing ON undo_step (undone_seq) WHERE undone_seq IS NOT NULL;
