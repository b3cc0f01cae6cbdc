-- Version 1 of the shop's file.
-- Ids are minted by the program (counter number × 2^40 + sequence). Money is whole rial, points are whole,
-- days count from 1970-01-01 in the shop's time zone, *_ms are UTC milliseconds. No trigger decides anything.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Request ids are random: only the narrow index is written at a random place, the answers in a row.
CREATE TABLE request_log (
  id         INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL,
  op         TEXT NOT NULL,
  at_ms      INTEGER NOT NULL,
  response   TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX request_log_request_id ON request_log (request_id);

-- payload may be emptied later (erasing a person); the chain covers only its keyed digest.
CREATE TABLE journal (
  seq          INTEGER PRIMARY KEY,
  counter      INTEGER NOT NULL,
  op           TEXT NOT NULL,
  entity       TEXT NOT NULL,
  entity_id    INTEGER NOT NULL,
  at_ms        INTEGER NOT NULL,
  actor        INTEGER,
  payload      TEXT,
  payload_hash BLOB NOT NULL,
  hash         BLOB NOT NULL
) STRICT;
-- Only edits of a person are looked up by whom they are about; a sale adds nothing here.
CREATE INDEX journal_customer ON journal (entity_id) WHERE entity = 'customer';

CREATE TABLE staff (
  id             INTEGER PRIMARY KEY,
  name           TEXT NOT NULL,
  role           TEXT NOT NULL CHECK (role IN ('owner', 'cashier', 'care')),
  pin_hash       TEXT,
  pin_failures   INTEGER NOT NULL DEFAULT 0,
  created_at_ms  INTEGER NOT NULL,
  archived_at_ms INTEGER
) STRICT;

CREATE TABLE import_run (
  id             INTEGER PRIMARY KEY,
  kind           TEXT NOT NULL,
  file_name      TEXT NOT NULL,
  file_hash      BLOB NOT NULL,
  file_bytes     INTEGER NOT NULL,
  profile        TEXT,
  started_at_ms  INTEGER NOT NULL,
  finished_at_ms INTEGER,
  counts         TEXT,
  actor          INTEGER REFERENCES staff (id)
) STRICT;
CREATE UNIQUE INDEX import_run_file ON import_run (kind, file_hash);

-- What was wrong with a row of a file: row_number as the person sees it, params for the sentence, cells to fix.
CREATE TABLE import_issue (
  import_id  INTEGER NOT NULL REFERENCES import_run (id),
  position   INTEGER NOT NULL,
  row_number INTEGER NOT NULL,
  severity   TEXT NOT NULL CHECK (severity IN ('rejected', 'warning')),
  code       TEXT NOT NULL,
  params     TEXT NOT NULL,
  cells      TEXT,
  PRIMARY KEY (import_id, position)
) STRICT, WITHOUT ROWID;

-- points_balance … last_day repeat what the ledger and the sales say; they are checked against them.
CREATE TABLE customer (
  id             INTEGER PRIMARY KEY,
  points_balance INTEGER NOT NULL DEFAULT 0,
  orders_count   INTEGER NOT NULL DEFAULT 0,
  net_rial       INTEGER NOT NULL DEFAULT 0,
  first_day      INTEGER,
  last_day       INTEGER,
  kind           TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'company')),
  code           TEXT,
  first_name     TEXT NOT NULL,
  last_name      TEXT NOT NULL,
  full_name      TEXT NOT NULL,
  name_key       TEXT NOT NULL,
  name_sort      BLOB NOT NULL,
  gender         TEXT CHECK (gender IN ('female', 'male')),
  birth_month    INTEGER CHECK (birth_month BETWEEN 1 AND 12),
  birth_day      INTEGER CHECK (birth_day BETWEEN 1 AND 31),
  birth_year     INTEGER,
  birth_raw      TEXT,
  city           TEXT,
  district       TEXT,
  address        TEXT,
  national_code  TEXT,
  card_no        TEXT,
  company        TEXT,
  company_size   INTEGER,
  note           TEXT,
  channel        TEXT,
  acquisition_cost_rial INTEGER,
  referrer_id    INTEGER REFERENCES customer (id),
  is_lead        INTEGER NOT NULL DEFAULT 0 CHECK (is_lead IN (0, 1)),
  created_at_ms  INTEGER NOT NULL,
  created_day    INTEGER NOT NULL,
  import_id      INTEGER REFERENCES import_run (id),
  merged_into    INTEGER REFERENCES customer (id),
  erased_at_ms   INTEGER
) STRICT;
CREATE UNIQUE INDEX customer_code ON customer (code) WHERE code IS NOT NULL;
CREATE INDEX customer_birthday ON customer (birth_month, birth_day) WHERE birth_month IS NOT NULL;
CREATE INDEX customer_card_no ON customer (card_no) WHERE card_no IS NOT NULL;
CREATE INDEX customer_national_code ON customer (national_code) WHERE national_code IS NOT NULL;

-- A number that is no number is kept as it was written, kind 'invalid'.
CREATE TABLE customer_phone (
  customer_id     INTEGER NOT NULL REFERENCES customer (id),
  position        INTEGER NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('mobile', 'landline', 'invalid')),
  e164            TEXT,
  raw             TEXT NOT NULL,
  digits_reversed TEXT NOT NULL,
  PRIMARY KEY (customer_id, position),
  CHECK ((kind = 'mobile') = (e164 IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_phone_e164 ON customer_phone (e164) WHERE e164 IS NOT NULL;
CREATE INDEX customer_phone_reversed ON customer_phone (digits_reversed) WHERE digits_reversed <> '';

CREATE TABLE customer_tag (
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  tag         TEXT NOT NULL,
  PRIMARY KEY (customer_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_tag_tag ON customer_tag (tag);

CREATE TABLE customer_consent (
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  channel     TEXT NOT NULL,
  granted     INTEGER NOT NULL CHECK (granted IN (0, 1)),
  at_ms       INTEGER NOT NULL,
  origin      TEXT NOT NULL,
  PRIMARY KEY (customer_id, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE category (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX category_name ON category (name);

CREATE TABLE product (
  id             INTEGER PRIMARY KEY,
  code           TEXT,
  barcode        TEXT,
  name           TEXT NOT NULL,
  name_key       TEXT NOT NULL,
  category_id    INTEGER REFERENCES category (id),
  price_rial     INTEGER,
  cost_rial      INTEGER,
  created_at_ms  INTEGER NOT NULL,
  import_id      INTEGER REFERENCES import_run (id),
  archived_at_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX product_code ON product (code) WHERE code IS NOT NULL;
CREATE INDEX product_barcode ON product (barcode) WHERE barcode IS NOT NULL;

-- total_rial: owed in money, after discounts and the part paid by points. Net = total_rial − returned_rial.
-- An order is a sale with cancelled_at_ms NULL and fully_returned 0. source: 0 counter, 1 import, 2 sample.
-- Codes and zeros are integers here because this is the one table with millions of rows.
-- A sale's lines and payments have ids in a row, parts_count of them from first_part_id on: finding them needs
-- no index, and writing them touches the last page only.
CREATE TABLE sale (
  id              INTEGER PRIMARY KEY,
  customer_id     INTEGER REFERENCES customer (id),
  shop_day        INTEGER NOT NULL,
  total_rial      INTEGER NOT NULL,
  returned_rial   INTEGER NOT NULL DEFAULT 0,
  fully_returned  INTEGER NOT NULL DEFAULT 0,
  cancelled_at_ms INTEGER,
  source          INTEGER NOT NULL DEFAULT 0 CHECK (source IN (0, 1, 2)),
  invoice_no      TEXT,
  entry_minute    INTEGER,
  recorded_at_ms  INTEGER NOT NULL,
  discount_rial   INTEGER NOT NULL DEFAULT 0,
  points_rial     INTEGER NOT NULL DEFAULT 0,
  staff_id        INTEGER REFERENCES staff (id),
  import_id       INTEGER REFERENCES import_run (id),
  first_part_id   INTEGER,
  parts_count     INTEGER NOT NULL DEFAULT 0,
  program_rev     INTEGER,
  note            TEXT
) STRICT;
CREATE UNIQUE INDEX sale_invoice ON sale (invoice_no, source) WHERE invoice_no IS NOT NULL;
CREATE INDEX sale_customer ON sale (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX sale_day ON sale (shop_day);

CREATE TABLE sale_line (
  id               INTEGER PRIMARY KEY,
  sale_id          INTEGER NOT NULL REFERENCES sale (id),
  product_id       INTEGER REFERENCES product (id),
  title            TEXT,
  quantity_milli   INTEGER NOT NULL,
  unit_price_rial  INTEGER NOT NULL,
  discount_rial    INTEGER NOT NULL DEFAULT 0,
  total_rial       INTEGER NOT NULL,
  returned_milli   INTEGER NOT NULL DEFAULT 0,
  returned_rial    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE payment (
  id          INTEGER PRIMARY KEY,
  sale_id     INTEGER NOT NULL REFERENCES sale (id),
  kind        TEXT NOT NULL CHECK (kind IN ('cash', 'card', 'transfer', 'credit')),
  amount_rial INTEGER NOT NULL,
  reference   TEXT
) STRICT;

-- sale_id is NULL when the file of an older program does not say which sale the goods came from.
CREATE TABLE sale_return (
  id             INTEGER PRIMARY KEY,
  sale_id        INTEGER REFERENCES sale (id),
  customer_id    INTEGER REFERENCES customer (id),
  shop_day       INTEGER NOT NULL,
  entry_minute   INTEGER,
  total_rial     INTEGER NOT NULL,
  source         INTEGER NOT NULL DEFAULT 0 CHECK (source IN (0, 1, 2)),
  invoice_no     TEXT,
  recorded_at_ms INTEGER NOT NULL,
  staff_id       INTEGER REFERENCES staff (id),
  import_id      INTEGER REFERENCES import_run (id),
  reason         TEXT
) STRICT;
CREATE UNIQUE INDEX sale_return_invoice ON sale_return (invoice_no, source) WHERE invoice_no IS NOT NULL;
CREATE INDEX sale_return_sale ON sale_return (sale_id) WHERE sale_id IS NOT NULL;
CREATE INDEX sale_return_customer ON sale_return (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX sale_return_day ON sale_return (shop_day);

CREATE TABLE sale_return_line (
  return_id       INTEGER NOT NULL REFERENCES sale_return (id),
  id              INTEGER NOT NULL,
  sale_line_id    INTEGER REFERENCES sale_line (id),
  product_id      INTEGER REFERENCES product (id),
  title           TEXT,
  quantity_milli  INTEGER NOT NULL,
  total_rial      INTEGER NOT NULL,
  PRIMARY KEY (return_id, id)
) STRICT, WITHOUT ROWID;

-- The ledger. Rows are only ever added.
CREATE TABLE points_entry (
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  id          INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  points      INTEGER NOT NULL CHECK (points <> 0),
  shop_day    INTEGER NOT NULL,
  at_ms       INTEGER NOT NULL,
  source_kind TEXT NOT NULL,
  source_id   INTEGER NOT NULL,
  rule_id     TEXT NOT NULL,
  actor       INTEGER REFERENCES staff (id),
  note        TEXT,
  PRIMARY KEY (customer_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX points_entry_once ON points_entry (source_id, source_kind, rule_id, kind);

-- What is still open of a positive entry: its points − Σ allocations.
CREATE TABLE points_lot (
  customer_id    INTEGER NOT NULL,
  entry_id       INTEGER NOT NULL,
  points         INTEGER NOT NULL,
  open_points    INTEGER NOT NULL,
  expires_day    INTEGER,
  available_from INTEGER,
  opened_at_ms   INTEGER NOT NULL,
  PRIMARY KEY (customer_id, entry_id),
  FOREIGN KEY (customer_id, entry_id) REFERENCES points_entry (customer_id, id),
  CHECK (open_points BETWEEN 0 AND points)
) STRICT, WITHOUT ROWID;
CREATE INDEX points_lot_expiry ON points_lot (expires_day) WHERE open_points > 0 AND expires_day IS NOT NULL;

-- points > 0: entry_id took from the lot; points < 0: entry_id gave them back. seq orders repeats of a pair.
CREATE TABLE points_allocation (
  customer_id INTEGER NOT NULL,
  entry_id    INTEGER NOT NULL,
  lot_id      INTEGER NOT NULL,
  seq         INTEGER NOT NULL,
  points      INTEGER NOT NULL CHECK (points <> 0),
  PRIMARY KEY (customer_id, entry_id, lot_id, seq),
  FOREIGN KEY (customer_id, entry_id) REFERENCES points_entry (customer_id, id),
  FOREIGN KEY (customer_id, lot_id) REFERENCES points_lot (customer_id, entry_id)
) STRICT, WITHOUT ROWID;
