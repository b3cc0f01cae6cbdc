-- The till beyond one sale: what is being typed, what was put aside, what is owed, what is to be delivered, and the
-- closing of the drawer.

-- What is being typed at the counter, one row a desk. Rewritten while typing; it is nobody's record yet.
CREATE TABLE counter_draft (
  desk        TEXT PRIMARY KEY,
  body        TEXT NOT NULL,
  saved_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- body: the sale as it was typed. It may reserve points for a time; it spends nothing.
CREATE TABLE suspended_sale (
  id              INTEGER PRIMARY KEY,
  label           TEXT NOT NULL,
  customer_id     INTEGER REFERENCES customer (id),
  body            TEXT NOT NULL,
  total_rial      INTEGER NOT NULL,
  lines_count     INTEGER NOT NULL,
  hold_id         INTEGER REFERENCES points_hold (id),
  staff_id        INTEGER REFERENCES staff (id),
  suspended_at_ms INTEGER NOT NULL,
  closed_at_ms    INTEGER,
  outcome         TEXT CHECK (outcome IN ('sold', 'dropped')),
  CHECK ((closed_at_ms IS NULL) = (outcome IS NULL))
) STRICT;
CREATE INDEX suspended_sale_open ON suspended_sale (customer_id) WHERE closed_at_ms IS NULL;

-- What a customer paid of what they owe. A mistake is taken back by a row of the opposite sign that names it.
CREATE TABLE settlement (
  id           INTEGER PRIMARY KEY,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  kind         TEXT NOT NULL CHECK (kind IN ('cash', 'card', 'transfer')),
  amount_rial  INTEGER NOT NULL CHECK (amount_rial <> 0),
  shop_day     INTEGER NOT NULL,
  entry_minute INTEGER NOT NULL,
  at_ms        INTEGER NOT NULL,
  staff_id     INTEGER REFERENCES staff (id),
  note         TEXT,
  reverses     INTEGER REFERENCES settlement (id),
  CHECK ((reverses IS NULL) = (amount_rial > 0))
) STRICT;
CREATE INDEX settlement_customer ON settlement (customer_id);
CREATE UNIQUE INDEX settlement_reverses ON settlement (reverses) WHERE reverses IS NOT NULL;
-- Only sales on credit are looked up by what kind of payment they had; another sale adds nothing here.
CREATE INDEX payment_credit ON payment (sale_id) WHERE kind = 'credit';

CREATE TABLE delivery (
  sale_id         INTEGER PRIMARY KEY REFERENCES sale (id),
  promised_day    INTEGER NOT NULL,
  delivered_day   INTEGER,
  delivered_at_ms INTEGER,
  note            TEXT,
  CHECK ((delivered_day IS NULL) = (delivered_at_ms IS NULL))
) STRICT;
CREATE INDEX delivery_open ON delivery (promised_day) WHERE delivered_day IS NULL;

-- Cash put into the drawer (positive) or taken out of it, for something other than a sale. A mistake is taken back by a
-- row of the opposite sign that names it.
CREATE TABLE drawer_move (
  id           INTEGER PRIMARY KEY,
  amount_rial  INTEGER NOT NULL CHECK (amount_rial <> 0),
  reason       TEXT NOT NULL CHECK (reason <> ''),
  shop_day     INTEGER NOT NULL,
  entry_minute INTEGER NOT NULL,
  at_ms        INTEGER NOT NULL,
  staff_id     INTEGER REFERENCES staff (id),
  reverses     INTEGER REFERENCES drawer_move (id)
) STRICT;
CREATE UNIQUE INDEX drawer_move_reverses ON drawer_move (reverses) WHERE reverses IS NOT NULL;

-- A close covers everything written after the close before it: ids above after_id up to upto_id, journal up to upto_seq.
-- Ids and journal numbers only rise, a clock need not. An undone close covers nothing.
CREATE TABLE day_close (
  id                  INTEGER PRIMARY KEY,
  number              INTEGER NOT NULL UNIQUE,
  shop_day            INTEGER NOT NULL,
  entry_minute        INTEGER NOT NULL,
  closed_at_ms        INTEGER NOT NULL,
  after_id            INTEGER NOT NULL,
  upto_id             INTEGER NOT NULL,
  upto_seq            INTEGER NOT NULL,
  staff_id            INTEGER REFERENCES staff (id),
  sales_count         INTEGER NOT NULL,
  anonymous_count     INTEGER NOT NULL,
  anonymous_rial      INTEGER NOT NULL,
  discount_rial       INTEGER NOT NULL,
  points_rial         INTEGER NOT NULL,
  returns_count       INTEGER NOT NULL,
  cancelled_count     INTEGER NOT NULL,
  points_issued       INTEGER NOT NULL,
  points_redeemed     INTEGER NOT NULL,
  points_reversed     INTEGER NOT NULL,
  opening_cash_rial   INTEGER NOT NULL,
  expected_cash_rial  INTEGER NOT NULL,
  counted_cash_rial   INTEGER NOT NULL,
  left_cash_rial      INTEGER NOT NULL,
  note                TEXT,
  undone_at_ms        INTEGER
) STRICT;

-- A close asks whether a sale that was taken back still stood when it was closed.
CREATE INDEX journal_cancel_sale ON journal (entity_id) WHERE op = 'cancel_sale';

-- flow: 'sale', 'refund', 'settlement', 'cancelled' (a sale of an earlier close that was taken back since), 'put_in' and
-- 'taken_out' (the drawer's own moves, in cash).
CREATE TABLE day_close_amount (
  close_id    INTEGER NOT NULL REFERENCES day_close (id),
  flow        TEXT NOT NULL CHECK (flow IN ('sale', 'refund', 'settlement', 'cancelled', 'put_in', 'taken_out')),
  kind        TEXT NOT NULL,
  amount_rial INTEGER NOT NULL,
  PRIMARY KEY (close_id, flow, kind)
) STRICT, WITHOUT ROWID;
