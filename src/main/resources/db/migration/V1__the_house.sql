-- The journal and everything around it. MariaDB 10.6 or newer; all times are UTC with milliseconds.

CREATE TABLE portal (
  id                BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  member_id         VARCHAR(64)  NOT NULL,
  host              VARCHAR(255) NOT NULL COMMENT 'host, with the port where it is not the usual one',
  mode              VARCHAR(10)  NOT NULL COMMENT 'OAUTH or WEBHOOK',
  status            VARCHAR(12)  NOT NULL COMMENT 'ACTIVE, PAUSED, AUTH_LOST or UNINSTALLED',
  client_endpoint   VARCHAR(512) NOT NULL COMMENT 'where methods are called; empty for a webhook, whose address is a secret',
  oauth_endpoint    VARCHAR(512) NOT NULL DEFAULT '' COMMENT 'server_endpoint of the installation',
  access_token      VARBINARY(2048) COMMENT 'encrypted; of a webhook its whole address',
  refresh_token     VARBINARY(2048) COMMENT 'encrypted',
  application_token VARBINARY(1024) COMMENT 'encrypted',
  telephony         VARCHAR(10)  NOT NULL DEFAULT 'UNKNOWN' COMMENT 'ALLOWED, REFUSED (calls become activities) or UNKNOWN',
  language          VARCHAR(8)   NOT NULL DEFAULT 'de',
  installed_at      DATETIME(3)  NOT NULL,
  updated_at        DATETIME(3)  NOT NULL,
  UNIQUE KEY portal_member (member_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Bucket4j's own layout: the portal's token bucket, shared by every node.
CREATE TABLE portal_bucket (
  id         BIGINT     NOT NULL PRIMARY KEY,
  state      BLOB,
  expires_at BIGINT
) ENGINE=InnoDB;

CREATE TABLE device (
  id              CHAR(36)     NOT NULL PRIMARY KEY,
  portal_id       BIGINT       NOT NULL,
  user_id         BIGINT       NOT NULL COMMENT 'the Bitrix24 user whose phone this is',
  name            VARCHAR(100) NOT NULL,
  model           VARCHAR(100) NOT NULL DEFAULT '',
  android_version VARCHAR(50)  NOT NULL DEFAULT '',
  app_version     VARCHAR(50)  NOT NULL DEFAULT '',
  token_hash      BINARY(32)   NOT NULL COMMENT 'SHA-256 of a token of 256 random bits',
  paired_at       DATETIME(3)  NOT NULL,
  last_seen_at    DATETIME(3),
  revoked_at      DATETIME(3),
  queue_length    INT          COMMENT 'events that waited on the phone at its last heartbeat',
  permissions     VARCHAR(500) NOT NULL DEFAULT '{}' COMMENT 'JSON: what the user allowed the app at its last heartbeat',
  UNIQUE KEY device_token (token_hash),
  KEY device_portal (portal_id),
  CONSTRAINT device_of_portal FOREIGN KEY (portal_id) REFERENCES portal (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE pairing_code (
  code_hash  BINARY(32)   NOT NULL PRIMARY KEY,
  portal_id  BIGINT       NOT NULL,
  user_id    BIGINT       NOT NULL,
  name       VARCHAR(100) NOT NULL,
  expires_at DATETIME(3)  NOT NULL,
  used_at    DATETIME(3),
  CONSTRAINT pairing_of_portal FOREIGN KEY (portal_id) REFERENCES portal (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE call_journal (
  call_id          CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  portal_id        BIGINT       NOT NULL,
  device_id        CHAR(36)     NOT NULL,
  user_id          BIGINT       NOT NULL,
  direction        VARCHAR(10)  NOT NULL DEFAULT 'INCOMING',
  state            VARCHAR(10)  NOT NULL COMMENT 'what the phone said last: RINGING, ANSWERED or ENDED',
  outcome          VARCHAR(10)  COMMENT 'ANSWERED, MISSED, REJECTED; UNKNOWN when the phone never said',
  status           VARCHAR(10)  NOT NULL COMMENT 'RINGING, ANSWERED, QUEUED, WRITTEN, LOCAL, RETRYING, DEAD or ARCHIVED',
  number           VARCHAR(64)  COMMENT 'as the phone sent it',
  e164             VARCHAR(20)  COMMENT 'the same in E.164, where it is a phone number',
  presentation     VARCHAR(10)  NOT NULL DEFAULT 'UNKNOWN',
  line_slot        TINYINT,
  line_number      VARCHAR(64),
  ringing_at       DATETIME(3)  NOT NULL,
  ringing_offset   INT          NOT NULL DEFAULT 0 COMMENT 'seconds east of UTC on the phone',
  answered_at      DATETIME(3),
  ended_at         DATETIME(3),
  recording        VARCHAR(12)  NOT NULL DEFAULT 'NONE',
  received_at      DATETIME(3)  NOT NULL COMMENT 'first heard of, by the clock of the server',
  updated_at       DATETIME(3)  NOT NULL,
  queued_at        DATETIME(3)  COMMENT 'when its valid ticket was given out',
  sent_at          DATETIME(3)  COMMENT 'when its message was known to be in the broker; empty: the sweep sends it',
  ticket           INT          NOT NULL DEFAULT 0 COMMENT 'number of its valid message; one with another number is old and ignored',
  attempts         INT          NOT NULL DEFAULT 0,
  next_attempt_at  DATETIME(3),
  write_started_at DATETIME(3)  COMMENT 'set before the portal may see anything of this call',
  written_outcome  VARCHAR(10)  COMMENT 'the outcome that stands in Bitrix24',
  entity_type      VARCHAR(10)  COMMENT 'CONTACT, COMPANY or LEAD',
  entity_id        BIGINT,
  deal_id          BIGINT,
  deal_bound       BOOLEAN      NOT NULL DEFAULT FALSE,
  lead_id          BIGINT       COMMENT 'the lead that this call made',
  crm_call_id      VARCHAR(100) COMMENT 'CALL_ID',
  activity_id      BIGINT,
  KEY call_status (status, portal_id),
  KEY call_unsent (status, sent_at, queued_at),
  KEY call_number (portal_id, e164, received_at),
  KEY call_device (device_id, received_at),
  KEY call_received (received_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE call_attempt (
  id       BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  call_id  CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at       DATETIME(3)   NOT NULL,
  category VARCHAR(16)   COMMENT 'empty: the attempt succeeded',
  code     VARCHAR(100),
  message  VARCHAR(1000),
  KEY attempt_call (call_id, at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE dead_letter (
  id              BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  call_id         CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  portal_id       BIGINT        NOT NULL,
  number          VARCHAR(64),
  category        VARCHAR(16)   NOT NULL,
  code            VARCHAR(100)  NOT NULL,
  message         VARCHAR(1000) NOT NULL,
  attempts        INT           NOT NULL,
  first_failed_at DATETIME(3)   NOT NULL,
  last_failed_at  DATETIME(3)   NOT NULL,
  state           VARCHAR(10)   NOT NULL COMMENT 'DEAD, RETRYING, ARCHIVED or RESOLVED',
  note            VARCHAR(2000),
  UNIQUE KEY dead_letter_call (call_id),
  KEY dead_letter_list (state, portal_id, category, last_failed_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

