-- Recordings on their way from the phones to the portals, and what phones say of their health.

CREATE TABLE recording (
  call_id         CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  portal_id       BIGINT       NOT NULL,
  device_id       CHAR(36)     NOT NULL,
  state           VARCHAR(12)  NOT NULL COMMENT 'EXPECTED, RECEIVED, ATTACHED or NOT_POSSIBLE; a call without a row has NONE',
  reason          VARCHAR(16)  COMMENT 'why it is not possible',
  delivery        VARCHAR(10)  COMMENT 'of a received one: WAITING for its call, QUEUED, RETRYING, DEAD or ARCHIVED',
  format          VARCHAR(10)  COMMENT 'what the file is',
  bytes           BIGINT       NOT NULL DEFAULT 0,
  sha256          BINARY(32)   COMMENT 'of what the phone sent',
  file            VARCHAR(100) COMMENT 'its name in the folder of recordings; empty once it is deleted',
  expected_at     DATETIME(3)  COMMENT 'when the phone said last that it would come',
  received_at     DATETIME(3),
  attached_at     DATETIME(3),
  updated_at      DATETIME(3)  NOT NULL,
  ticket          INT          NOT NULL DEFAULT 0 COMMENT 'number of its valid message; one with another number is old and ignored',
  attempts        INT          NOT NULL DEFAULT 0,
  next_attempt_at DATETIME(3),
  queued_at       DATETIME(3)  COMMENT 'when its valid ticket was given out',
  sent_at         DATETIME(3)  COMMENT 'when its message was known to be in the broker',
  left_at         DATETIME(3)  COMMENT 'when a request with it left of which the end is not known',
  files_before    VARCHAR(2000) COMMENT 'files that the activity had before: ids, separated by commas',
  portal_file     BIGINT       COMMENT 'id of the file in the portal',
  KEY recording_delivery (delivery, next_attempt_at),
  KEY recording_state (state, updated_at),
  KEY recording_file (file, bytes)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE recording_switch (
  portal_id  BIGINT      NOT NULL PRIMARY KEY,
  allowed    BOOLEAN     NOT NULL COMMENT 'what the administrator has decided; without a row the setting decides',
  changed_at DATETIME(3) NOT NULL,
  changed_by VARCHAR(64) NOT NULL,
  CONSTRAINT switch_of_portal FOREIGN KEY (portal_id) REFERENCES portal (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE device
  ADD COLUMN recording    BOOLEAN     COMMENT 'whether the user lets the app upload recordings, by the last heartbeat that said so',
  ADD COLUMN recording_at DATETIME(3) COMMENT 'when that changed';

-- A call and its recording are attempted, given up and put right each on its own.
ALTER TABLE call_attempt
  ADD COLUMN kind VARCHAR(10) NOT NULL DEFAULT 'CALL' COMMENT 'CALL or RECORDING';

ALTER TABLE dead_letter
  ADD COLUMN kind VARCHAR(10) NOT NULL DEFAULT 'CALL' COMMENT 'CALL or RECORDING' AFTER call_id;

ALTER TABLE dead_letter
  MODIFY COLUMN open_call VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin
    AS (IF(state = 'RESOLVED' OR kind <> 'CALL', NULL, RTRIM(call_id))) STORED,
  MODIFY COLUMN group_key CHAR(32) CHARACTER SET ascii COLLATE ascii_bin
    AS (MD5(CONCAT(IF(kind = 'CALL', '', 'RECORDING|'), CONCAT_WS('|', category, code, normalised)))) STORED,
  ADD COLUMN open_recording VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin
    AS (IF(state = 'RESOLVED' OR kind <> 'RECORDING', NULL, RTRIM(call_id))) STORED,
  ADD UNIQUE KEY dead_letter_open_recording (open_recording);
