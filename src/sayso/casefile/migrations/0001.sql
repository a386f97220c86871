-- The tables of a case file, in SQL that SQLite and PostgreSQL both take. What is a record is JSON as text (or
-- compressed); the columns beside it are taken out of it, to be searched, names without case and accents, and are
-- checked against it by `sayso verify`.

-- One row: which layout of tables this is.
CREATE TABLE layout (
  version INTEGER NOT NULL
);

-- Everything that was ever put into the case, in order; each entry's hash covers the one before.
CREATE TABLE log (
  number BIGINT PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX log_kind ON log (kind, number);

-- The bytes that a report was read from, compressed with zlib.
CREATE TABLE originals (
  sha256 TEXT PRIMARY KEY,
  bytes BYTEA NOT NULL
);

CREATE TABLE reports (
  number BIGINT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL UNIQUE,
  outlet TEXT,
  published TEXT,
  record TEXT NOT NULL
);
CREATE INDEX reports_published ON reports (published);
CREATE INDEX reports_outlet ON reports (outlet);

-- A report's readings, the last of which counts; `record` is its mentions, places, times and statements.
CREATE TABLE readings (
  number BIGINT PRIMARY KEY,
  report BIGINT NOT NULL REFERENCES reports (number),
  model TEXT NOT NULL,
  program TEXT NOT NULL,
  record BYTEA NOT NULL
);
CREATE INDEX readings_report ON readings (report, number);

-- The claims of the readings; `in_force` are those of each report's last one.
CREATE TABLE claims (
  reading BIGINT NOT NULL REFERENCES readings (number),
  position INTEGER NOT NULL,
  report BIGINT NOT NULL REFERENCES reports (number),
  id TEXT NOT NULL,
  in_force BOOLEAN NOT NULL,
  type TEXT NOT NULL,
  mode TEXT,
  status TEXT NOT NULL,
  place TEXT,
  country TEXT,
  lat DOUBLE PRECISION,
  lon DOUBLE PRECISION,
  earliest TEXT,
  latest TEXT,
  record TEXT NOT NULL,
  PRIMARY KEY (reading, position)
);
CREATE INDEX claims_id ON claims (id);
CREATE INDEX claims_report ON claims (report);
CREATE INDEX claims_type ON claims (type, status);
CREATE INDEX claims_place ON claims (lat, lon);
CREATE INDEX claims_earliest ON claims (earliest);

-- Who acts and who is acted on in a claim.
CREATE TABLE parties (
  reading BIGINT NOT NULL,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  actor TEXT NOT NULL,
  name TEXT,
  kind TEXT,
  country TEXT
);
CREATE INDEX parties_claim ON parties (reading, position);
CREATE INDEX parties_actor ON parties (actor);
CREATE INDEX parties_name ON parties (name);

-- What was worked out from the claims and the judgements, up to an entry of the log. Can be thrown away.
CREATE TABLE gatherings (
  number BIGINT PRIMARY KEY,
  entry BIGINT NOT NULL,
  method TEXT NOT NULL,
  complete BOOLEAN NOT NULL
);
CREATE TABLE incidents (
  gathering BIGINT NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  type TEXT,
  standing TEXT NOT NULL,
  sources INTEGER NOT NULL,
  country TEXT,
  lat DOUBLE PRECISION,
  lon DOUBLE PRECISION,
  earliest TEXT,
  latest TEXT,
  record TEXT NOT NULL,
  PRIMARY KEY (gathering, position)
);
CREATE INDEX incidents_id ON incidents (id);
CREATE TABLE members (
  gathering BIGINT NOT NULL,
  position INTEGER NOT NULL,
  report TEXT NOT NULL,
  claim TEXT
);
CREATE INDEX members_incident ON members (gathering, position);
CREATE INDEX members_claim ON members (claim);
CREATE INDEX members_report ON members (report);
CREATE TABLE copies (
  gathering BIGINT NOT NULL,
  position INTEGER NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (gathering, position)
);
