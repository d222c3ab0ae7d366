-- What a portal may still be working on although nobody listens any more (decision 0003).

ALTER TABLE call_journal
  ADD COLUMN step_left_at DATETIME(3) COMMENT 'when a step that may be done only once left for the portal; empty once its end is known' AFTER write_started_at;
