-- What it costs to win customers and to keep them, and the marks that the owner set for figures.

CREATE TABLE cost (
  id            INTEGER PRIMARY KEY,
  purpose       TEXT NOT NULL CHECK (purpose IN ('acquisition', 'rewards', 'messages', 'campaigns', 'other')),
  -- The days it is for: a period's part of it is by days.
  from_day      INTEGER NOT NULL,
  to_day        INTEGER NOT NULL CHECK (to_day >= from_day),
  -- By which channel people came, for what was spent to win them.
  channel       TEXT CHECK (channel IS NULL OR purpose = 'acquisition'),
  amount_rial   INTEGER NOT NULL CHECK (amount_rial > 0),
  note          TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  removed_at_ms INTEGER
) STRICT;

-- Shares in millionths, amounts in rial, counts as they are.
CREATE TABLE target (
  figure    TEXT PRIMARY KEY,
  mark      INTEGER NOT NULL,
  set_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Few sales are paid with points: what they cost in a period is found without the others.
CREATE INDEX sale_points_day ON sale (shop_day, points_rial) WHERE points_rial > 0;
