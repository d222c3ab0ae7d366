-- What rules make happen with a call beyond writing it (decision 0008).

ALTER TABLE call_journal
  ADD COLUMN caller_kind      VARCHAR(10) COMMENT 'KNOWN, UNKNOWN or ANONYMOUS, as it was when a rule was first chosen for this call',
  ADD COLUMN scenario         TEXT        COMMENT 'JSON: the rule that was chosen; empty: the next attempt chooses one of those in force',
  ADD COLUMN lead_user_id     BIGINT      COMMENT 'whose turn it was to be responsible for the lead',
  ADD COLUMN task_user_id     BIGINT      COMMENT 'who gets the task: whose turn it was, or who is responsible for the record',
  ADD COLUMN notified_user_id BIGINT      COMMENT 'the same for the notification',
  ADD COLUMN made_contact_id  BIGINT      COMMENT 'in simple CRM mode: the contact that this call made',
  ADD COLUMN made_deal_id     BIGINT      COMMENT 'and the deal',
  ADD COLUMN task_id          BIGINT      COMMENT 'the task that this call made',
  ADD COLUMN notification_id  BIGINT      COMMENT 'the notification; 0: the portal took it and made none',
  ADD COLUMN card_asked_at    DATETIME(3) COMMENT 'when the portal was asked to open its call card while the phone rang';

-- Whose turn it is, for each rule that goes round; all nodes take from here.
CREATE TABLE round_robin (
  portal_id BIGINT       NOT NULL,
  rule      VARCHAR(400) NOT NULL COMMENT 'where it stands, as default.missed.unknown.lead',
  turns     BIGINT       NOT NULL COMMENT 'how many were taken so far',
  PRIMARY KEY (portal_id, rule)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
