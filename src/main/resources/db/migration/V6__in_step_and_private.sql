-- Keeping in step with the CRM: what has just been written, and the events that portals keep for us.

ALTER TABLE call_journal
  ADD KEY call_lead (portal_id, lead_id),
  ADD KEY call_entity (portal_id, entity_id),
  ADD KEY call_deal (portal_id, deal_id);

CREATE TABLE portal_offline (
  portal_id    BIGINT       NOT NULL PRIMARY KEY,
  offered      BOOLEAN      NOT NULL DEFAULT FALSE COMMENT 'whether the portal keeps events for us',
  next_at      DATETIME(3)  NOT NULL COMMENT 'when it is asked again: for events, or whether it keeps them by now',
  leased_until DATETIME(3)  COMMENT 'until then one node is at it',
  package      VARCHAR(100) COMMENT 'process_id of the package that was fetched and not given back yet',
  asked        BOOLEAN      NOT NULL DEFAULT FALSE COMMENT 'a question left whose answer nobody has noted: a package may be set aside unseen',
  KEY offline_next (next_at),
  CONSTRAINT offline_of_portal FOREIGN KEY (portal_id) REFERENCES portal (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Privacy: calls out of which the persons have been taken.

ALTER TABLE call_journal
  ADD COLUMN forgotten_at     DATETIME(3) COMMENT 'since then nothing here says whose call it was; no event brings that back',
  ADD COLUMN forget_when_done BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'somebody asked for that while the call was still on its way',
  ADD KEY call_to_forget (forgotten_at, received_at),
  ADD KEY call_marked (forget_when_done),
  ADD KEY call_anybody (e164, number);

CREATE TABLE sweep_lease (
  name       VARCHAR(40) NOT NULL PRIMARY KEY,
  holder     CHAR(36)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the node that is at it',
  held_until DATETIME(3) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
