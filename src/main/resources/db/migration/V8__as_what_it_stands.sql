-- A call may turn out to be another one while it is being written.

ALTER TABLE call_journal
  ADD COLUMN logged_outcome VARCHAR(10) COMMENT 'as which the call stands in Bitrix24, perhaps with parts of its write missing';

-- What was under way before this column is taken for written as it is known now.
UPDATE call_journal SET logged_outcome = if(outcome = 'UNKNOWN', 'MISSED', outcome)
WHERE status IN ('QUEUED', 'RETRYING', 'DEAD', 'ARCHIVED') AND activity_id IS NOT NULL AND written_outcome IS NULL;
