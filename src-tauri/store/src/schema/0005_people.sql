-- People in full: labels of numbers, interests, fields of the shop's own, notes, leads, offers, merges.

ALTER TABLE customer_phone ADD COLUMN label TEXT NOT NULL DEFAULT '';

-- What somebody likes: a category or a product of the shop.
CREATE TABLE customer_interest (
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  kind        TEXT NOT NULL CHECK (kind IN ('category', 'product')),
  target_id   INTEGER NOT NULL,
  PRIMARY KEY (customer_id, kind, target_id)
) STRICT, WITHOUT ROWID;

-- Fields that the shop added. choices is a JSON list of texts, only of a choice. Archived ones keep their values.
CREATE TABLE custom_field (
  id             INTEGER PRIMARY KEY,
  name           TEXT NOT NULL,
  kind           TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date', 'choice', 'yes_no')),
  choices        TEXT NOT NULL,
  position       INTEGER NOT NULL,
  created_at_ms  INTEGER NOT NULL,
  archived_at_ms INTEGER
) STRICT;

-- text: of a text or a choice. whole: thousandths of a number, the day of a date, 1 or 0.
CREATE TABLE custom_value (
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  field_id    INTEGER NOT NULL REFERENCES custom_field (id),
  text        TEXT,
  whole       INTEGER,
  PRIMARY KEY (customer_id, field_id),
  CHECK ((text IS NULL) <> (whole IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX custom_value_text ON custom_value (field_id, text) WHERE text IS NOT NULL;
CREATE INDEX custom_value_whole ON custom_value (field_id, whole) WHERE whole IS NOT NULL;

CREATE TABLE customer_note (
  id            INTEGER PRIMARY KEY,
  customer_id   INTEGER NOT NULL REFERENCES customer (id),
  at_ms         INTEGER NOT NULL,
  shop_day      INTEGER NOT NULL,
  actor         INTEGER REFERENCES staff (id),
  text          TEXT NOT NULL,
  removed_at_ms INTEGER
) STRICT;
CREATE INDEX customer_note_customer ON customer_note (customer_id);

-- How far the talk with somebody who has not bought yet has come. Having bought is not written here: whoever has an
-- order is won, and a cancelled first sale makes them what they were before.
CREATE TABLE lead (
  customer_id INTEGER PRIMARY KEY REFERENCES customer (id),
  stage       TEXT NOT NULL CHECK (stage IN ('new', 'contacted', 'offer', 'lost')),
  reason      TEXT NOT NULL,
  since_ms    INTEGER NOT NULL
) STRICT;

CREATE TABLE lead_step (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  at_ms       INTEGER NOT NULL,
  shop_day    INTEGER NOT NULL,
  actor       INTEGER REFERENCES staff (id),
  from_stage  TEXT NOT NULL,
  to_stage    TEXT NOT NULL,
  reason      TEXT NOT NULL
) STRICT;
CREATE INDEX lead_step_customer ON lead_step (customer_id);

-- What was offered and not bought yet. kind: 'quote' was written for somebody, 'basket' was left at the counter.
CREATE TABLE offer (
  id           INTEGER PRIMARY KEY,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  kind         TEXT NOT NULL CHECK (kind IN ('quote', 'basket')),
  at_ms        INTEGER NOT NULL,
  shop_day     INTEGER NOT NULL,
  remind_day   INTEGER,
  note         TEXT NOT NULL,
  total_rial   INTEGER NOT NULL,
  staff_id     INTEGER REFERENCES staff (id),
  state        TEXT NOT NULL CHECK (state IN ('open', 'sold', 'lost')),
  reason       TEXT NOT NULL DEFAULT '',
  sale_id      INTEGER REFERENCES sale (id),
  closed_at_ms INTEGER
) STRICT;
CREATE INDEX offer_customer ON offer (customer_id);
CREATE INDEX offer_open ON offer (remind_day) WHERE state = 'open';
CREATE INDEX offer_sale ON offer (sale_id) WHERE sale_id IS NOT NULL;

CREATE TABLE offer_line (
  offer_id        INTEGER NOT NULL REFERENCES offer (id),
  position        INTEGER NOT NULL,
  product_id      INTEGER REFERENCES product (id),
  title           TEXT NOT NULL,
  quantity_milli  INTEGER NOT NULL,
  unit_price_rial INTEGER NOT NULL,
  total_rial      INTEGER NOT NULL,
  PRIMARY KEY (offer_id, position)
) STRICT, WITHOUT ROWID;

-- Two records of one person made one. before and after are the two profiles as JSON, emptied when the person is
-- erased; without them the merge cannot be taken back.
CREATE TABLE customer_merge (
  id           INTEGER PRIMARY KEY,
  kept_id      INTEGER NOT NULL REFERENCES customer (id),
  gone_id      INTEGER NOT NULL REFERENCES customer (id),
  at_ms        INTEGER NOT NULL,
  actor        INTEGER REFERENCES staff (id),
  before       TEXT,
  after        TEXT,
  undone_at_ms INTEGER
) STRICT;
CREATE INDEX customer_merge_kept ON customer_merge (kept_id);
CREATE INDEX customer_merge_gone ON customer_merge (gone_id);
CREATE INDEX customer_merged_into ON customer (merged_into) WHERE merged_into IS NOT NULL;
-- Their orders count, but no list shows them.
CREATE INDEX customer_erased ON customer (id) WHERE erased_at_ms IS NOT NULL;

-- Rows that went over to the kept record with a merge.
CREATE TABLE merge_moved (
  merge_id INTEGER NOT NULL REFERENCES customer_merge (id),
  kind     TEXT NOT NULL,
  row_id   INTEGER NOT NULL,
  PRIMARY KEY (merge_id, kind, row_id)
) STRICT, WITHOUT ROWID;

-- Lots that went over: kept_lot goes on where gone_lot stopped. Points that came back to gone_lot later went over
-- into a kept_lot of their own.
CREATE TABLE merge_lot (
  merge_id INTEGER NOT NULL REFERENCES customer_merge (id),
  gone_lot INTEGER NOT NULL,
  kept_lot INTEGER NOT NULL,
  points   INTEGER NOT NULL CHECK (points > 0),
  PRIMARY KEY (merge_id, gone_lot, kept_lot)
) STRICT, WITHOUT ROWID;
CREATE INDEX merge_lot_gone ON merge_lot (gone_lot);

-- What the last look over everybody found; a_id < b_id.
CREATE TABLE duplicate_pair (
  a_id    INTEGER NOT NULL REFERENCES customer (id),
  b_id    INTEGER NOT NULL REFERENCES customer (id),
  score   INTEGER NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (a_id, b_id),
  CHECK (a_id < b_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE not_same (
  a_id  INTEGER NOT NULL REFERENCES customer (id),
  b_id  INTEGER NOT NULL REFERENCES customer (id),
  at_ms INTEGER NOT NULL,
  actor INTEGER REFERENCES staff (id),
  PRIMARY KEY (a_id, b_id),
  CHECK (a_id < b_id)
) STRICT, WITHOUT ROWID;
