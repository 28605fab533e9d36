-- Schema version 1. One text for SQLite and PostgreSQL; a block between "--! sqlite" or "--! postgres" and "--! both"
-- is for that database alone. Times are BIGINT unix milliseconds UTC, days TEXT 2021-09-30, flags BIGINT 0/1, ids TEXT
-- UUIDv7, JSON TEXT. "version" counts the changes of a row: every update names the version it saw.

CREATE TABLE workspace (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- People and units ---------------------------------------------------------------------------------------------------

CREATE TABLE unit (
  id TEXT PRIMARY KEY,
  parent_id TEXT REFERENCES unit(id),
  name TEXT NOT NULL,
  level TEXT NOT NULL,
  kind TEXT NOT NULL,
  path TEXT NOT NULL,               -- '/parent/child/' of ids: a subtree is a prefix
  zone TEXT NOT NULL,               -- IANA time zone, Asia/Shanghai unless changed
  active_from TEXT,
  active_to TEXT,
  version BIGINT NOT NULL
);

CREATE TABLE department (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit(id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  position BIGINT NOT NULL,
  active BIGINT NOT NULL,
  version BIGINT NOT NULL,
  UNIQUE (unit_id, name)
);

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit(id),   -- whose roster made the person
  name TEXT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX person_by_unit ON person (unit_id, name);

CREATE TABLE employment (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person(id),
  unit_id TEXT NOT NULL REFERENCES unit(id),
  department_id TEXT NOT NULL REFERENCES department(id),
  category TEXT NOT NULL,
  title TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT,
  version BIGINT NOT NULL
);
CREATE INDEX employment_by_unit ON employment (unit_id, from_day);
CREATE INDEX employment_by_person ON employment (person_id);

-- A time within an employment that the counting policy may leave out.
CREATE TABLE absence (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person(id),
  kind TEXT NOT NULL,               -- leave | secondment
  from_day TEXT NOT NULL,
  to_day TEXT,
  version BIGINT NOT NULL
);
CREATE INDEX absence_by_person ON absence (person_id);

CREATE TABLE account (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person(id),
  login TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  active BIGINT NOT NULL,
  must_change BIGINT NOT NULL,
  failures BIGINT NOT NULL,
  locked_until BIGINT,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);

CREATE TABLE role_grant (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account(id),
  role TEXT NOT NULL,
  unit_id TEXT NOT NULL REFERENCES unit(id),
  reach TEXT NOT NULL,
  from_day TEXT,
  to_day TEXT
);
CREATE INDEX role_grant_by_account ON role_grant (account_id);

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,      -- sha256 of the token; the token itself is nowhere
  account_id TEXT NOT NULL REFERENCES account(id),
  door TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX session_by_account ON session (account_id);

CREATE TABLE channel (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit(id),
  platform TEXT NOT NULL,
  handle TEXT NOT NULL,
  obligation TEXT NOT NULL,         -- required | optional
  mass_send TEXT,                   -- subscription | service, for a WeChat account
  custodian_id TEXT REFERENCES person(id),
  slots TEXT NOT NULL,              -- JSON: usual posting slots
  active BIGINT NOT NULL,
  version BIGINT NOT NULL,
  UNIQUE (unit_id, platform, handle)
);

-- The pipeline -------------------------------------------------------------------------------------------------------

CREATE TABLE content_column (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit(id),
  parent_id TEXT REFERENCES content_column(id),
  department_id TEXT REFERENCES department(id),
  name TEXT NOT NULL,
  aliases TEXT NOT NULL,            -- JSON list of names
  cadence_days BIGINT,              -- one episode in so many days; null when there is no rhythm
  standing BIGINT NOT NULL,
  active BIGINT NOT NULL,
  version BIGINT NOT NULL,
  UNIQUE (unit_id, name)
);

CREATE TABLE column_host (
  column_id TEXT NOT NULL REFERENCES content_column(id),
  person_id TEXT NOT NULL REFERENCES person(id),
  PRIMARY KEY (column_id, person_id)
);

CREATE TABLE column_channel (
  column_id TEXT NOT NULL REFERENCES content_column(id),
  channel_id TEXT NOT NULL REFERENCES channel(id),
  PRIMARY KEY (column_id, channel_id)
);

CREATE TABLE topic (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit(id),
  column_id TEXT REFERENCES content_column(id),
  department_id TEXT REFERENCES department(id),
  title TEXT NOT NULL,
  angle TEXT NOT NULL,
  source TEXT NOT NULL,
  legal_point TEXT NOT NULL,
  law_cited TEXT NOT NULL,
  wanted_day TEXT,
  state TEXT NOT NULL,
  position DOUBLE PRECISION NOT NULL,  -- order on the board within its state
  created_by TEXT NOT NULL REFERENCES person(id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX topic_by_unit ON topic (unit_id, state, position);
CREATE INDEX topic_by_change ON topic (unit_id, updated_at DESC, id DESC, version);

CREATE TABLE topic_proposer (
  topic_id TEXT NOT NULL REFERENCES topic(id),
  person_id TEXT NOT NULL REFERENCES person(id),
  PRIMARY KEY (topic_id, person_id)
);

CREATE TABLE topic_step (
  id TEXT PRIMARY KEY,
  topic_id TEXT NOT NULL REFERENCES topic(id),
  from_state TEXT,
  to_state TEXT NOT NULL,
  by_person TEXT NOT NULL REFERENCES person(id),
  at BIGINT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX topic_step_by_topic ON topic_step (topic_id, at);

CREATE TABLE episode (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit(id),
  column_id TEXT NOT NULL REFERENCES content_column(id),
  number BIGINT NOT NULL,
  topic_id TEXT REFERENCES topic(id),
  title TEXT NOT NULL,
  format TEXT NOT NULL,
  target_seconds BIGINT,
  wanted_day TEXT,
  owner_id TEXT REFERENCES person(id),
  content TEXT NOT NULL,            -- content state
  content_at BIGINT NOT NULL,       -- since when
  approved_revision TEXT,
  submitted_at BIGINT,              -- when it reached each state that it was not sent back from
  approved_at BIGINT,
  producing_at BIGINT,
  cut_submitted_at BIGINT,
  ready_at BIGINT,
  first_published_day TEXT,
  withdrawn_day TEXT,
  withdrawn_reason TEXT,
  created_by TEXT NOT NULL REFERENCES person(id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  UNIQUE (column_id, number)
);
CREATE INDEX episode_by_unit ON episode (unit_id, updated_at DESC, id, version);
CREATE INDEX episode_by_state ON episode (unit_id, content, updated_at DESC, id);
CREATE INDEX episode_by_published ON episode (unit_id, first_published_day DESC, id);
CREATE INDEX episode_by_wanted ON episode (unit_id, wanted_day);
-- The orders of the list, each as it is asked for.
CREATE INDEX episode_soonest ON episode (unit_id, (COALESCE(wanted_day, '9999-12-31')), id);
CREATE INDEX episode_newest ON episode (unit_id, (COALESCE(first_published_day, '')) DESC, id);
CREATE INDEX episode_by_title ON episode (unit_id, title, id);
CREATE INDEX episode_by_owner ON episode (owner_id);
CREATE INDEX episode_by_topic ON episode (topic_id) WHERE topic_id IS NOT NULL;

-- When an episode's content changed its state: the ground of cycle times.
CREATE TABLE episode_step (
  id TEXT PRIMARY KEY,
  episode_id TEXT NOT NULL REFERENCES episode(id),
  from_state TEXT,
  to_state TEXT NOT NULL,
  by_person TEXT NOT NULL REFERENCES person(id),
  at BIGINT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX episode_step_by_episode ON episode_step (episode_id, at);

-- The draft on which people write; a revision is its frozen picture.
CREATE TABLE script (
  episode_id TEXT PRIMARY KEY REFERENCES episode(id),
  content TEXT NOT NULL,            -- JSON: header and shots
  base_revision TEXT,               -- the revision that the draft grew from
  updated_by TEXT REFERENCES person(id),
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);

-- Earlier versions of a draft, kept for merging and for undo after a crash; thinned out by maintenance.
CREATE TABLE script_version (
  episode_id TEXT NOT NULL REFERENCES script(episode_id),
  version BIGINT NOT NULL,
  content TEXT NOT NULL,
  updated_by TEXT REFERENCES person(id),
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (episode_id, version)
);

-- Who put a hand to the draft since its last revision.
CREATE TABLE script_contributor (
  episode_id TEXT NOT NULL REFERENCES script(episode_id),
  person_id TEXT NOT NULL REFERENCES person(id),
  PRIMARY KEY (episode_id, person_id)
);

CREATE TABLE revision (
  id TEXT PRIMARY KEY,
  episode_id TEXT NOT NULL REFERENCES episode(id),
  number BIGINT NOT NULL,
  content TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  note TEXT NOT NULL,
  created_by TEXT NOT NULL REFERENCES person(id),
  created_at BIGINT NOT NULL,
  UNIQUE (episode_id, number)
);

CREATE TABLE revision_contributor (
  revision_id TEXT NOT NULL REFERENCES revision(id),
  person_id TEXT NOT NULL REFERENCES person(id),
  PRIMARY KEY (revision_id, person_id)
);

-- Review -------------------------------------------------------------------------------------------------------------

CREATE TABLE review_template (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit(id),
  subject TEXT NOT NULL,            -- script | final_cut
  number BIGINT NOT NULL,
  content TEXT NOT NULL,            -- JSON: name and stages
  created_by TEXT NOT NULL REFERENCES person(id),
  created_at BIGINT NOT NULL,
  UNIQUE (unit_id, subject, number)
);

-- A review is what was appended to it: revisions, votes, overrides, comments. State and due time are kept beside them
-- only so that lists can be sorted; the domain works both out again at every change.
CREATE TABLE review (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit(id),
  episode_id TEXT NOT NULL REFERENCES episode(id),
  subject TEXT NOT NULL,            -- script | final_cut
  format TEXT NOT NULL,             -- of the episode when the review began: which stages apply
  template_id TEXT NOT NULL REFERENCES review_template(id),
  state TEXT NOT NULL,              -- running | returned | approved | canceled
  due_at BIGINT,                    -- of the open stage that is due first
  opened_by TEXT NOT NULL REFERENCES person(id),
  opened_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  canceled_by TEXT REFERENCES person(id),
  canceled_at BIGINT,
  cancel_reason TEXT,
  version BIGINT NOT NULL
);
CREATE INDEX review_by_unit ON review (unit_id, state, due_at);
CREATE INDEX review_by_episode ON review (episode_id, opened_at);
CREATE INDEX review_by_change ON review (unit_id, changed_at);

CREATE TABLE review_revision (
  id TEXT PRIMARY KEY,              -- of the script's revision; a final cut has one of its own
  review_id TEXT NOT NULL REFERENCES review(id),
  number BIGINT NOT NULL,
  hash TEXT NOT NULL,
  asset_sha256 TEXT,                -- the file, for a final cut
  submitted_by TEXT NOT NULL REFERENCES person(id),
  submitted_at BIGINT NOT NULL,
  facts TEXT NOT NULL,              -- JSON: contributors, shots, changed fields, voided stages
  UNIQUE (review_id, number)
);

CREATE TABLE vote (
  id TEXT PRIMARY KEY,
  review_id TEXT NOT NULL REFERENCES review(id),
  revision_id TEXT NOT NULL REFERENCES review_revision(id),
  stage TEXT NOT NULL,
  choice TEXT NOT NULL,             -- approve | send_back
  by_person TEXT NOT NULL REFERENCES person(id),
  deputy_for TEXT REFERENCES person(id),
  comment TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX vote_by_review ON vote (review_id, at);

CREATE TABLE stage_override (
  review_id TEXT NOT NULL REFERENCES review(id),
  revision_id TEXT NOT NULL REFERENCES review_revision(id),
  stage TEXT NOT NULL,
  reason TEXT NOT NULL,
  by_person TEXT NOT NULL REFERENCES person(id),
  at BIGINT NOT NULL,
  PRIMARY KEY (review_id, revision_id, stage)
);

CREATE TABLE review_comment (
  id TEXT PRIMARY KEY,
  review_id TEXT NOT NULL REFERENCES review(id),
  episode_id TEXT NOT NULL REFERENCES episode(id),
  revision_id TEXT NOT NULL REFERENCES review_revision(id),
  shot_id TEXT,                     -- with shot, field and time code all null: on the whole
  field TEXT,                       -- without a shot: of the header
  time_code BIGINT,                 -- milliseconds into the final cut
  text TEXT NOT NULL,
  by_person TEXT NOT NULL REFERENCES person(id),
  at BIGINT NOT NULL,
  answered_at BIGINT,               -- first reply by somebody else; open is: neither answered nor resolved
  resolved_by TEXT REFERENCES person(id),
  resolved_at BIGINT
);
CREATE INDEX review_comment_by_review ON review_comment (review_id, at);
CREATE INDEX review_comment_by_episode ON review_comment (episode_id, at);

CREATE TABLE review_reply (
  comment_id TEXT NOT NULL REFERENCES review_comment(id),
  position BIGINT NOT NULL,
  text TEXT NOT NULL,
  by_person TEXT NOT NULL REFERENCES person(id),
  at BIGINT NOT NULL,
  PRIMARY KEY (comment_id, position)
);

-- What somebody saw last. `before_id` is what they had seen before that: against it they see what is new.
CREATE TABLE review_look (
  review_id TEXT NOT NULL REFERENCES review(id),
  person_id TEXT NOT NULL REFERENCES person(id),
  revision_id TEXT NOT NULL REFERENCES review_revision(id),
  before_id TEXT REFERENCES review_revision(id),
  at BIGINT NOT NULL,
  PRIMARY KEY (review_id, person_id)
);

CREATE TABLE deputy (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit(id),
  person_id TEXT NOT NULL REFERENCES person(id),   -- who is away
  deputy_id TEXT NOT NULL REFERENCES person(id),
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  appointed_by TEXT NOT NULL REFERENCES person(id),
  appointed_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX deputy_by_unit ON deputy (unit_id, to_day);

-- Production ---------------------------------------------------------------------------------------------------------

CREATE TABLE media_asset (
  sha256 TEXT NOT NULL,
  unit_id TEXT NOT NULL REFERENCES unit(id),
  name TEXT NOT NULL,
  mime TEXT NOT NULL,
  size BIGINT NOT NULL,
  probe TEXT,                       -- JSON: duration, pixels, codec
  made BIGINT NOT NULL,             -- 1: an operation made it (an export, a cover); dropped when nothing refers to it
  uploaded_by TEXT NOT NULL REFERENCES person(id),
  uploaded_at BIGINT NOT NULL,
  PRIMARY KEY (sha256, unit_id)
);

CREATE TABLE task (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit(id),
  episode_id TEXT NOT NULL REFERENCES episode(id),
  craft TEXT NOT NULL,              -- shoot | edit | subtitles | cover
  note TEXT NOT NULL,
  assignee_id TEXT REFERENCES person(id),
  start_day TEXT,
  due_day TEXT,
  done_at BIGINT,
  done_by TEXT REFERENCES person(id),
  version BIGINT NOT NULL
);
CREATE INDEX task_by_episode ON task (episode_id);
CREATE INDEX task_by_assignee ON task (assignee_id, due_day);
CREATE INDEX task_open ON task (unit_id, due_day) WHERE done_at IS NULL;

CREATE TABLE portrait_release (
  id TEXT PRIMARY KEY,
  episode_id TEXT NOT NULL REFERENCES episode(id),
  name TEXT NOT NULL,               -- who is seen
  scope TEXT NOT NULL,
  given_on TEXT,
  withdrawn_on TEXT,
  asset_sha256 TEXT,                -- the signed sheet
  version BIGINT NOT NULL
);
CREATE INDEX portrait_release_by_episode ON portrait_release (episode_id);

-- One row an episode: the final cut, the cover's source, the master copy, and what was declared at the gates.
CREATE TABLE production (
  episode_id TEXT PRIMARY KEY REFERENCES episode(id),
  final_cut TEXT,                   -- sha256
  cut_by TEXT REFERENCES person(id),
  cut_at BIGINT,
  cover_source TEXT,                -- sha256
  focus_x DOUBLE PRECISION NOT NULL,
  focus_y DOUBLE PRECISION NOT NULL,
  cover_title TEXT NOT NULL,
  title TEXT NOT NULL,              -- of the master copy; empty: the episode's
  description TEXT NOT NULL,
  tags TEXT NOT NULL,               -- JSON list
  ai_use TEXT NOT NULL,             -- undeclared | none | assisted | generated
  ai_label_seen BIGINT NOT NULL,
  minors TEXT NOT NULL,             -- unchecked | absent | present
  filing_no TEXT NOT NULL,
  declared_by TEXT REFERENCES person(id),
  declared_at BIGINT,
  version BIGINT NOT NULL
);

-- Gates that were passed over; a row stays for ever.
CREATE TABLE gate_override (
  episode_id TEXT NOT NULL REFERENCES episode(id),
  gate TEXT NOT NULL,
  reason TEXT NOT NULL,
  by_person TEXT NOT NULL REFERENCES person(id),
  at BIGINT NOT NULL,
  PRIMARY KEY (episode_id, gate)
);

CREATE TABLE publication (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit(id),
  episode_id TEXT NOT NULL REFERENCES episode(id),
  channel_id TEXT NOT NULL REFERENCES channel(id),
  revision_id TEXT REFERENCES revision(id),   -- of what was approved to go out
  video_sha256 TEXT,                -- of what was approved to go out
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  tags TEXT NOT NULL,               -- JSON list
  own_title BIGINT NOT NULL,        -- 1: the channel's own, 0: follows the master copy
  own_description BIGINT NOT NULL,
  own_tags BIGINT NOT NULL,
  cover_sha256 TEXT,                -- the first of its covers
  approved_fingerprint TEXT,        -- of what was approved to go out
  answers TEXT NOT NULL,            -- JSON: rules nobody knows that a person looked up
  local_time TEXT,                  -- 2026-12-04T18:00, wall clock
  zone TEXT NOT NULL,
  slot_at BIGINT,                   -- the same instant, UTC
  link TEXT,
  platform_id TEXT,
  published_at BIGINT,
  reason TEXT NOT NULL,             -- of a withdrawal or correction
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  UNIQUE (episode_id, channel_id)
);
CREATE INDEX publication_by_slot ON publication (unit_id, slot_at);
CREATE INDEX publication_by_channel ON publication (channel_id, slot_at);
CREATE INDEX publication_by_state ON publication (unit_id, state, slot_at);
CREATE INDEX publication_by_time ON publication (unit_id, published_at);

-- The covers cut for a publication, one a ratio.
CREATE TABLE publication_cover (
  publication_id TEXT NOT NULL REFERENCES publication(id),
  position BIGINT NOT NULL,
  ratio TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  size BIGINT NOT NULL,
  enlarged BIGINT NOT NULL,         -- 1: the picture was smaller than the cover
  PRIMARY KEY (publication_id, position)
);

CREATE TABLE publication_attempt (
  id TEXT PRIMARY KEY,
  publication_id TEXT NOT NULL REFERENCES publication(id),
  at BIGINT NOT NULL,
  way TEXT NOT NULL,                -- api | person
  outcome TEXT NOT NULL,
  answer TEXT NOT NULL,
  by_person TEXT REFERENCES person(id)
);
CREATE INDEX publication_attempt_by_publication ON publication_attempt (publication_id, at);

-- Of exactly one thing: a publication, a channel, or a whole work (a total told for all its channels together).
CREATE TABLE metric_snapshot (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit(id),
  publication_id TEXT REFERENCES publication(id),
  channel_id TEXT REFERENCES channel(id),
  episode_id TEXT REFERENCES episode(id),
  taken_day TEXT NOT NULL,
  views BIGINT,
  likes BIGINT,
  comments BIGINT,
  shares BIGINT,
  favourites BIGINT,
  followers BIGINT,
  qualifier TEXT,                   -- over | more_than | nearly | about; null: exact
  source TEXT NOT NULL,             -- hand | import
  original TEXT NOT NULL,           -- the row as it was read
  by_person TEXT NOT NULL REFERENCES person(id),
  at BIGINT NOT NULL
);
CREATE UNIQUE INDEX metric_snapshot_once ON metric_snapshot (publication_id, taken_day, source) WHERE publication_id IS NOT NULL;
CREATE UNIQUE INDEX metric_snapshot_channel_once ON metric_snapshot (channel_id, taken_day, source) WHERE channel_id IS NOT NULL;
CREATE UNIQUE INDEX metric_snapshot_work_once ON metric_snapshot (episode_id, taken_day, source) WHERE episode_id IS NOT NULL;
CREATE INDEX metric_snapshot_by_unit ON metric_snapshot (unit_id, taken_day);

-- People's shares ----------------------------------------------------------------------------------------------------

CREATE TABLE credit (
  id TEXT PRIMARY KEY,
  episode_id TEXT NOT NULL REFERENCES episode(id),
  person_id TEXT NOT NULL REFERENCES person(id),
  role TEXT NOT NULL,
  degree BIGINT NOT NULL,
  confirmed BIGINT NOT NULL,
  by_person TEXT NOT NULL REFERENCES person(id),
  at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  UNIQUE (episode_id, person_id, role)
);
CREATE INDEX credit_by_person ON credit (person_id, episode_id);

-- Counts the changes of what is kept at hand (the facts of participation, texts, rules, titles), so that whoever keeps it knows
-- when it is old. Moved by triggers and in the transaction of the change: no writer can forget it, no reader sees one without the other.
CREATE TABLE facts_change (
  name TEXT PRIMARY KEY,
  n BIGINT NOT NULL
);
INSERT INTO facts_change (name, n) VALUES ('participation', 0), ('law_text', 0), ('wording_rule', 0), ('topic', 0), ('episode', 0);

CREATE TABLE participation_report (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit(id),
  title TEXT NOT NULL,
  frozen TEXT NOT NULL,             -- JSON: question, figure and names as they were
  by_person TEXT NOT NULL REFERENCES person(id),
  at BIGINT NOT NULL
);
CREATE INDEX participation_report_by_unit ON participation_report (unit_id, at);

-- The checker -------------------------------------------------------------------------------------------------------

-- The unit's library: one row a version of a law's text. A removed text stays, with who and why.
CREATE TABLE law_text (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit(id),
  law TEXT NOT NULL,                -- the title without its dress: 刑法 and 中华人民共和国刑法 are one
  title TEXT NOT NULL,
  effective TEXT NOT NULL,          -- first day in force; empty: not known
  adopted TEXT,
  articles BIGINT NOT NULL,
  content TEXT NOT NULL,            -- JSON: articles, paragraphs, items
  content_hash TEXT NOT NULL,
  file_name TEXT NOT NULL,          -- from which it was read
  by_person TEXT NOT NULL REFERENCES person(id),
  at BIGINT NOT NULL,
  removed_by TEXT REFERENCES person(id),
  removed_at BIGINT,
  removed_reason TEXT
);
CREATE UNIQUE INDEX law_text_once ON law_text (unit_id, law, effective) WHERE removed_at IS NULL;

-- What cites which article: written with the text that cites. Article 0: the law is named without one.
CREATE TABLE citation (
  unit_id TEXT NOT NULL REFERENCES unit(id),
  kind TEXT NOT NULL,               -- topic | title | draft | revision
  id TEXT NOT NULL,                 -- of the topic, the episode (title, draft) or the revision
  episode_id TEXT REFERENCES episode(id),   -- null for a topic
  position BIGINT NOT NULL,
  place TEXT NOT NULL,              -- the checker's key of the text: header.hook, a shot and its field
  law TEXT NOT NULL,                -- as in law_text
  title TEXT NOT NULL,
  article BIGINT NOT NULL,
  sub BIGINT NOT NULL,
  article_end BIGINT,
  standard TEXT NOT NULL,           -- as it is shown
  PRIMARY KEY (kind, id, position)
);
CREATE INDEX citation_by_law ON citation (unit_id, law);

-- Findings that a unit accepts, in one episode or everywhere; lifted, never deleted.
CREATE TABLE silence (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit(id),
  episode_id TEXT REFERENCES episode(id),
  rule TEXT NOT NULL,
  words TEXT,                       -- null: wherever the rule finds something
  reason TEXT NOT NULL,
  by_person TEXT NOT NULL REFERENCES person(id),
  at BIGINT NOT NULL,
  lifted_by TEXT REFERENCES person(id),
  lifted_at BIGINT,
  lifted_reason TEXT
);
CREATE INDEX silence_by_unit ON silence (unit_id, episode_id);

-- Names that no text of an episode may show: personal data, read by those who write and with a trace in the audit.
CREATE TABLE case_names (
  episode_id TEXT PRIMARY KEY REFERENCES episode(id),
  names TEXT NOT NULL,              -- JSON list
  minor BIGINT NOT NULL,            -- 1: the case concerns a minor
  updated_by TEXT NOT NULL REFERENCES person(id),
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);

-- A unit's own wording rules, and the shipped ones that it set aside or put its own in place of.
CREATE TABLE wording_rule (
  unit_id TEXT NOT NULL REFERENCES unit(id),
  rule TEXT NOT NULL,
  content TEXT,                     -- JSON; null: the shipped rule as it is
  disabled BIGINT NOT NULL,
  reason TEXT NOT NULL,             -- for which it is disabled
  by_person TEXT NOT NULL REFERENCES person(id),
  at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (unit_id, rule)
);

-- Everywhere ---------------------------------------------------------------------------------------------------------

CREATE TABLE calendar_day (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit(id),
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  kind TEXT NOT NULL,               -- holiday | workday | publicity | quiet
  name TEXT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX calendar_day_by_unit ON calendar_day (unit_id, from_day);

-- Addresses under which calendar programs fetch the slots of a unit. The token itself is kept nowhere.
CREATE TABLE calendar_address (
  token_hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account(id),
  unit_id TEXT NOT NULL REFERENCES unit(id),
  made_at BIGINT NOT NULL,
  used_at BIGINT,
  UNIQUE (account_id, unit_id)
);

CREATE TABLE setting (
  unit_id TEXT NOT NULL REFERENCES unit(id),
  key TEXT NOT NULL,
  value TEXT NOT NULL,              -- JSON
  version BIGINT NOT NULL,
  PRIMARY KEY (unit_id, key)
);

-- What a person set for themselves: saved filters, columns shown, language.
CREATE TABLE preference (
  account_id TEXT NOT NULL REFERENCES account(id),
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (account_id, key)
);

CREATE TABLE notice (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person(id),
  kind TEXT NOT NULL,
  params TEXT NOT NULL,             -- JSON
  key TEXT NOT NULL,                -- the same thing is told once
  at BIGINT NOT NULL,
  seen_at BIGINT,
  UNIQUE (person_id, key)
);
CREATE INDEX notice_by_person ON notice (person_id, at DESC);

CREATE TABLE import_run (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit(id),
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,
  summary TEXT NOT NULL,            -- JSON
  by_person TEXT NOT NULL REFERENCES person(id),
  at BIGINT NOT NULL
);
CREATE INDEX import_run_by_unit ON import_run (unit_id, at);

-- One row for everything that can be found; texts are normalised (NFKC, lower case).
CREATE TABLE search_entry (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  unit_id TEXT NOT NULL REFERENCES unit(id),
  episode_id TEXT,
  title TEXT NOT NULL,              -- as shown
  detail TEXT NOT NULL,             -- as shown
  haystack TEXT NOT NULL,           -- what is searched
  initials TEXT NOT NULL,           -- pinyin initials of the title
  rank BIGINT NOT NULL,             -- of kinds: lower comes first
  at BIGINT NOT NULL,
  PRIMARY KEY (kind, id)
);
CREATE INDEX search_entry_by_unit ON search_entry (unit_id, rank, at DESC, id);

CREATE TABLE audit (
  seq BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  account_id TEXT,
  person_id TEXT,
  unit_id TEXT,
  door TEXT NOT NULL,
  operation TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  before_json TEXT,
  after_json TEXT,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX audit_by_subject ON audit (subject, subject_id, seq);
CREATE INDEX audit_by_unit ON audit (unit_id, seq);

--! sqlite
CREATE TRIGGER audit_keeps_its_rows BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_keeps_its_words BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER vote_keeps_its_rows BEFORE DELETE ON vote BEGIN SELECT RAISE(ABORT, 'votes are append-only'); END;
CREATE TRIGGER vote_keeps_its_words BEFORE UPDATE ON vote BEGIN SELECT RAISE(ABORT, 'votes are append-only'); END;
CREATE TRIGGER override_keeps_its_rows BEFORE DELETE ON stage_override BEGIN SELECT RAISE(ABORT, 'overrides are append-only'); END;
CREATE TRIGGER override_keeps_its_words BEFORE UPDATE ON stage_override BEGIN SELECT RAISE(ABORT, 'overrides are append-only'); END;
CREATE TRIGGER credit_insert_counted AFTER INSERT ON credit BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'participation'; END;
CREATE TRIGGER credit_update_counted AFTER UPDATE ON credit BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'participation'; END;
CREATE TRIGGER credit_delete_counted AFTER DELETE ON credit BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'participation'; END;
CREATE TRIGGER employment_insert_counted AFTER INSERT ON employment BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'participation'; END;
CREATE TRIGGER employment_update_counted AFTER UPDATE ON employment BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'participation'; END;
CREATE TRIGGER employment_delete_counted AFTER DELETE ON employment BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'participation'; END;
CREATE TRIGGER absence_insert_counted AFTER INSERT ON absence BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'participation'; END;
CREATE TRIGGER absence_update_counted AFTER UPDATE ON absence BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'participation'; END;
CREATE TRIGGER absence_delete_counted AFTER DELETE ON absence BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'participation'; END;
CREATE TRIGGER episode_update_counted AFTER UPDATE OF first_published_day, withdrawn_day, column_id ON episode BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'participation'; END;
CREATE TRIGGER topic_insert_counted AFTER INSERT ON topic BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'topic'; END;
CREATE TRIGGER topic_update_counted AFTER UPDATE OF title, angle, state ON topic BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'topic'; END;
CREATE TRIGGER topic_delete_counted AFTER DELETE ON topic BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'topic'; END;
CREATE TRIGGER episode_title_insert_counted AFTER INSERT ON episode BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'episode'; END;
CREATE TRIGGER episode_title_update_counted AFTER UPDATE OF title, content, first_published_day ON episode BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'episode'; END;
CREATE TRIGGER episode_title_delete_counted AFTER DELETE ON episode BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'episode'; END;
CREATE TRIGGER law_text_insert_counted AFTER INSERT ON law_text BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'law_text'; END;
CREATE TRIGGER law_text_update_counted AFTER UPDATE ON law_text BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'law_text'; END;
CREATE TRIGGER law_text_delete_counted AFTER DELETE ON law_text BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'law_text'; END;
CREATE TRIGGER wording_rule_insert_counted AFTER INSERT ON wording_rule BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'wording_rule'; END;
CREATE TRIGGER wording_rule_update_counted AFTER UPDATE ON wording_rule BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'wording_rule'; END;
CREATE TRIGGER wording_rule_delete_counted AFTER DELETE ON wording_rule BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'wording_rule'; END;
--! postgres
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append-only'; END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER override_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stage_override FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER vote_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON vote FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION facts_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE facts_change SET n = n + 1 WHERE name = 'participation'; RETURN NULL; END $$;
CREATE TRIGGER credit_counted AFTER INSERT OR UPDATE OR DELETE ON credit FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER employment_counted AFTER INSERT OR UPDATE OR DELETE ON employment FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER absence_counted AFTER INSERT OR UPDATE OR DELETE ON absence FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER episode_counted AFTER UPDATE OF first_published_day, withdrawn_day, column_id ON episode FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE FUNCTION table_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE facts_change SET n = n + 1 WHERE name = TG_TABLE_NAME; RETURN NULL; END $$;
CREATE TRIGGER topic_counted AFTER INSERT OR DELETE OR UPDATE OF title, angle, state ON topic FOR EACH STATEMENT EXECUTE FUNCTION table_changed();
CREATE TRIGGER episode_title_counted AFTER INSERT OR DELETE OR UPDATE OF title, content, first_published_day ON episode FOR EACH STATEMENT EXECUTE FUNCTION table_changed();
CREATE TRIGGER law_text_counted AFTER INSERT OR UPDATE OR DELETE ON law_text FOR EACH STATEMENT EXECUTE FUNCTION table_changed();
CREATE TRIGGER wording_rule_counted AFTER INSERT OR UPDATE OR DELETE ON wording_rule FOR EACH STATEMENT EXECUTE FUNCTION table_changed();
--! both
