-- A reversal belongs to the way of what it takes back.
SELECT
  coalesce(sum(CASE WHEN (amount_rial > 0) = (reverses IS NULL) THEN amount_rial END), 0),
  coalesce(sum(CASE WHEN (amount_rial > 0) <> (reverses IS NULL) THEN -amount_rial END), 0)
FROM drawer_move
WHERE id > ?1 AND id <= ?2
