-- The club: versions of the program, tiers, rewards, coupons, and what returns did to points.
-- A plain sale writes none of these tables.

CREATE TABLE program_version (
  revision    INTEGER PRIMARY KEY,
  rules       TEXT NOT NULL,
  saved_at_ms INTEGER NOT NULL,
  saved_by    INTEGER REFERENCES staff (id)
) STRICT;
INSERT INTO program_version (revision, rules, saved_at_ms)
SELECT json_extract(value, '$.program.revision'), json_extract(value, '$.program.rules'), 0
FROM setting
WHERE key = 'shop' AND json_extract(value, '$.program.rules') IS NOT NULL;

-- Only what the base rule alone does not tell: the tier, lines and hours under which a sale was counted.
CREATE TABLE sale_facts (
  sale_id INTEGER PRIMARY KEY REFERENCES sale (id),
  facts   TEXT NOT NULL
) STRICT;

-- Amounts too small to earn, carried to the next purchase; rows are only added, their sum is what is carried.
CREATE TABLE points_carry (
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  source_id   INTEGER NOT NULL,
  source_kind TEXT NOT NULL CHECK (source_kind IN ('sale', 'return', 'cancel')),
  rial        INTEGER NOT NULL CHECK (rial <> 0),
  PRIMARY KEY (customer_id, source_id, source_kind)
) STRICT, WITHOUT ROWID;

-- Points reserved by a suspended sale until an instant.
CREATE TABLE points_hold (
  id           INTEGER PRIMARY KEY,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  points       INTEGER NOT NULL CHECK (points > 0),
  until_ms     INTEGER NOT NULL,
  closed_at_ms INTEGER
) STRICT;
CREATE INDEX points_hold_customer ON points_hold (customer_id) WHERE closed_at_ms IS NULL;

-- When expiry was switched on: lots without a last day got one, a full period away.
CREATE TABLE points_dating (
  revision    INTEGER PRIMARY KEY REFERENCES program_version (revision),
  shop_day    INTEGER NOT NULL,
  expires_day INTEGER NOT NULL,
  lots_count  INTEGER NOT NULL,
  open_points INTEGER NOT NULL
) STRICT;

-- below_day: since when the figures are below the tier's threshold.
CREATE TABLE customer_tier (
  customer_id INTEGER PRIMARY KEY REFERENCES customer (id),
  tier_id     TEXT NOT NULL,
  since_day   INTEGER NOT NULL,
  below_day   INTEGER
) STRICT;
CREATE INDEX customer_tier_below ON customer_tier (below_day) WHERE below_day IS NOT NULL;

CREATE TABLE tier_change (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  from_tier   TEXT,
  to_tier     TEXT,
  reason      TEXT NOT NULL CHECK (reason IN ('sale', 'return', 'review')),
  source_id   INTEGER,
  qualifying  INTEGER NOT NULL,
  threshold   INTEGER NOT NULL,
  program_rev INTEGER NOT NULL,
  shop_day    INTEGER NOT NULL,
  at_ms       INTEGER NOT NULL,
  actor       INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX tier_change_customer ON tier_change (customer_id);

-- used_count is counted in the sale's own transaction and comes back with its return.
CREATE TABLE reward (
  id             INTEGER PRIMARY KEY,
  name           TEXT NOT NULL,
  benefit        TEXT NOT NULL,
  points         INTEGER NOT NULL CHECK (points > 0),
  stock          INTEGER,
  used_count     INTEGER NOT NULL DEFAULT 0,
  from_ms        INTEGER,
  until_ms       INTEGER,
  tiers          TEXT NOT NULL,
  early_tiers    TEXT NOT NULL,
  early_hours    INTEGER NOT NULL,
  minimum_rial   INTEGER NOT NULL CHECK (minimum_rial >= 0),
  created_at_ms  INTEGER NOT NULL,
  archived_at_ms INTEGER,
  CHECK (used_count >= 0 AND (stock IS NULL OR used_count <= stock))
) STRICT;

CREATE TABLE reward_use (
  sale_id        INTEGER PRIMARY KEY REFERENCES sale (id),
  reward_id      INTEGER NOT NULL REFERENCES reward (id),
  customer_id    INTEGER NOT NULL REFERENCES customer (id),
  points         INTEGER NOT NULL,
  off_rial       INTEGER NOT NULL,
  at_ms          INTEGER NOT NULL,
  taken_back_ms  INTEGER
) STRICT;

CREATE TABLE coupon (
  id             INTEGER PRIMARY KEY,
  code           TEXT NOT NULL,
  customer_id    INTEGER REFERENCES customer (id),
  name           TEXT NOT NULL,
  benefit        TEXT NOT NULL,
  minimum_rial   INTEGER NOT NULL,
  max_uses       INTEGER,
  max_uses_each  INTEGER,
  used_count     INTEGER NOT NULL DEFAULT 0,
  from_ms        INTEGER,
  until_ms       INTEGER,
  products       TEXT NOT NULL,
  categories     TEXT NOT NULL,
  tiers          TEXT NOT NULL,
  created_at_ms  INTEGER NOT NULL,
  archived_at_ms INTEGER,
  CHECK (used_count >= 0 AND (max_uses IS NULL OR used_count <= max_uses))
) STRICT;
CREATE UNIQUE INDEX coupon_code ON coupon (code);
CREATE INDEX coupon_customer ON coupon (customer_id) WHERE customer_id IS NOT NULL;

CREATE TABLE coupon_use (
  sale_id       INTEGER PRIMARY KEY REFERENCES sale (id),
  coupon_id     INTEGER NOT NULL REFERENCES coupon (id),
  customer_id   INTEGER REFERENCES customer (id),
  off_rial      INTEGER NOT NULL,
  at_ms         INTEGER NOT NULL,
  taken_back_ms INTEGER
) STRICT;
-- How often one customer used a coupon is counted over their own sales: an index by customer would be written in another
-- place with each use.
CREATE INDEX coupon_use_coupon ON coupon_use (coupon_id);

-- Who was sent by whom is customer.referrer_id; a row here says that it was settled.
CREATE INDEX customer_referrer ON customer (referrer_id) WHERE referrer_id IS NOT NULL;
CREATE TABLE referral_settled (
  customer_id INTEGER PRIMARY KEY REFERENCES customer (id),
  referrer_id INTEGER NOT NULL REFERENCES customer (id),
  sale_id     INTEGER REFERENCES sale (id),
  shop_day    INTEGER NOT NULL
) STRICT;

CREATE TABLE return_refund (
  return_id   INTEGER NOT NULL REFERENCES sale_return (id),
  kind        TEXT NOT NULL CHECK (kind IN ('cash', 'card', 'transfer', 'credit')),
  amount_rial INTEGER NOT NULL CHECK (amount_rial > 0),
  PRIMARY KEY (return_id, kind)
) STRICT, WITHOUT ROWID;

-- Which entry was taken back by which return or cancelled sale, and where its points were found;
-- taken + expired + debt + deducted + written_off = points.
CREATE TABLE points_reversal (
  entry_id      INTEGER NOT NULL,
  source_kind   TEXT NOT NULL CHECK (source_kind IN ('return', 'sale', 'undo')),
  source_id     INTEGER NOT NULL,
  customer_id   INTEGER NOT NULL,
  points        INTEGER NOT NULL CHECK (points > 0),
  taken         INTEGER NOT NULL,
  expired       INTEGER NOT NULL,
  debt          INTEGER NOT NULL,
  deducted      INTEGER NOT NULL,
  written_off   INTEGER NOT NULL,
  deducted_rial INTEGER NOT NULL,
  PRIMARY KEY (entry_id, source_kind, source_id),
  FOREIGN KEY (customer_id, entry_id) REFERENCES points_entry (customer_id, id),
  CHECK (taken + expired + debt + deducted + written_off = points)
) STRICT, WITHOUT ROWID;
