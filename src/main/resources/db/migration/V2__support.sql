-- What support people need (DESIGN 7): who they are, what they did, and what they do to dead letters.

CREATE TABLE console_user (
  username   VARCHAR(64)  NOT NULL PRIMARY KEY COMMENT 'the user admin is not here: its password comes from the configuration',
  password   VARCHAR(100) NOT NULL COMMENT 'BCrypt',
  role       VARCHAR(10)  NOT NULL COMMENT 'READER, OPERATOR or ADMIN',
  created_at DATETIME(3)  NOT NULL,
  created_by VARCHAR(64)  NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE audit_entry (
  id        BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  at        DATETIME(3)  NOT NULL,
  user_name VARCHAR(64)  NOT NULL COMMENT 'as given where nobody was let in; empty where nobody said who they are',
  action    VARCHAR(64)  NOT NULL COMMENT 'the operationId of the contract, login, or logout',
  target    VARCHAR(255) NOT NULL,
  allowed   BOOLEAN      NOT NULL,
  status    SMALLINT     NOT NULL COMMENT 'of the HTTP answer',
  KEY audit_at (at),
  KEY audit_user (user_name, at),
  KEY audit_action (action, at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- A call has at most one letter that is not resolved; an edited one is resolved and has a copy.
ALTER TABLE dead_letter
  ADD COLUMN normalised  VARCHAR(1000) NOT NULL DEFAULT '' COMMENT 'the message without what differs from call to call' AFTER message,
  ADD COLUMN edited_from BIGINT COMMENT 'the letter that this one is a corrected copy of',
  ADD COLUMN edited_into BIGINT COMMENT 'the corrected copy of this letter',
  DROP KEY dead_letter_call,
  DROP KEY dead_letter_list;

UPDATE dead_letter SET normalised = message;

ALTER TABLE dead_letter
  ADD COLUMN group_key CHAR(32) CHARACTER SET ascii COLLATE ascii_bin AS (MD5(CONCAT_WS('|', category, code, normalised))) STORED,
  ADD COLUMN waiting   BOOLEAN AS (state IN ('DEAD', 'RETRYING')) STORED COMMENT 'whether somebody has to look at it',
  ADD COLUMN open_call VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin AS (IF(state = 'RESOLVED', NULL, RTRIM(call_id))) STORED,
  ADD UNIQUE KEY dead_letter_open (open_call),
  ADD KEY dead_letter_call (call_id),
  ADD KEY dead_letter_waiting (waiting, last_failed_at, id),
  ADD KEY dead_letter_state (state, last_failed_at, id),
  ADD KEY dead_letter_portal (portal_id, waiting, last_failed_at, id),
  ADD KEY dead_letter_category (category, waiting, last_failed_at, id),
  ADD KEY dead_letter_group (group_key, waiting, last_failed_at, id),
  ADD KEY dead_letter_groups (waiting, group_key, portal_id, first_failed_at, last_failed_at);

CREATE TABLE letter_event (
  id        BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  letter_id BIGINT        NOT NULL,
  at        DATETIME(3)   NOT NULL,
  code      VARCHAR(16)   NOT NULL COMMENT 'RETRIED, EDITED, ARCHIVED, RESTORED or NOTED',
  user_name VARCHAR(64)   NOT NULL,
  detail    VARCHAR(500)  NOT NULL DEFAULT '{}' COMMENT 'JSON',
  KEY event_of_letter (letter_id, at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE retry_job (
  id              BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  state           VARCHAR(10)   NOT NULL COMMENT 'RUNNING, DONE or CANCELLED',
  rate_per_second DECIMAL(6, 2) NOT NULL,
  total           INT           NOT NULL,
  created_at      DATETIME(3)   NOT NULL,
  created_by      VARCHAR(64)   NOT NULL,
  ended_at        DATETIME(3),
  runner          CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin COMMENT 'the node that sends its letters, and so keeps its rate',
  runner_until    DATETIME(3)   COMMENT 'after this time another node may go on with it',
  KEY job_state (state)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE retry_item (
  job_id       BIGINT      NOT NULL,
  letter_id    BIGINT      NOT NULL,
  state        VARCHAR(12) NOT NULL COMMENT 'WAITING, SENT, SUCCEEDED, FAILED_AGAIN or SKIPPED',
  last_attempt BIGINT      COMMENT 'id of the last attempt before the retry',
  PRIMARY KEY (job_id, letter_id),
  KEY item_state (state, job_id, letter_id),
  CONSTRAINT item_of_job FOREIGN KEY (job_id) REFERENCES retry_job (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE call_journal
  ADD COLUMN number_corrected BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'a person put the number right; the phone cannot change it any more',
  ADD COLUMN lead_title VARCHAR(255) COMMENT 'the title that a person gave the lead that this call may make';

ALTER TABLE call_attempt ADD KEY attempt_time (at, category);

ALTER TABLE portal
  ADD COLUMN paused_at DATETIME(3) COMMENT 'a person stopped the traffic; only a person lets it go on',
  ADD COLUMN paused_by VARCHAR(64);
