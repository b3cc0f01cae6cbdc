-- Segments: named rules over customers, in versions; their size by day; members of a moment.

-- rule: JSON with its own version number. ready: which ready-made one it was made from.
CREATE TABLE segment (
  id             INTEGER PRIMARY KEY,
  revision       INTEGER NOT NULL,
  name           TEXT NOT NULL,
  treatment      TEXT NOT NULL,
  rule           TEXT NOT NULL,
  ready          TEXT,
  created_at_ms  INTEGER NOT NULL,
  archived_at_ms INTEGER
) STRICT;

-- Every rule that a segment ever had; rows are only added.
CREATE TABLE segment_version (
  segment_id  INTEGER NOT NULL REFERENCES segment (id),
  revision    INTEGER NOT NULL,
  rule        TEXT NOT NULL,
  saved_at_ms INTEGER NOT NULL,
  actor       INTEGER REFERENCES staff (id),
  PRIMARY KEY (segment_id, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE segment_size (
  segment_id INTEGER NOT NULL REFERENCES segment (id),
  shop_day   INTEGER NOT NULL,
  revision   INTEGER NOT NULL,
  members    INTEGER NOT NULL,
  unknown    INTEGER NOT NULL,
  PRIMARY KEY (segment_id, shop_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE segment_snapshot (
  id         INTEGER PRIMARY KEY,
  segment_id INTEGER NOT NULL REFERENCES segment (id),
  revision   INTEGER NOT NULL,
  name       TEXT NOT NULL,
  shop_day   INTEGER NOT NULL,
  at_ms      INTEGER NOT NULL,
  members    INTEGER NOT NULL,
  unknown    INTEGER NOT NULL,
  actor      INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX segment_snapshot_segment ON segment_snapshot (segment_id);

-- Numbers of records only; a record that is removed or erased later does not change who was meant then.
CREATE TABLE segment_snapshot_member (
  snapshot_id INTEGER NOT NULL REFERENCES segment_snapshot (id),
  customer_id INTEGER NOT NULL,
  PRIMARY KEY (snapshot_id, customer_id)
) STRICT, WITHOUT ROWID;
