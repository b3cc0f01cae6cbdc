WITH RECURSIVE lots (lot_id, customer_id, is_back) AS (
  SELECT ?1, NULL, 0
  UNION
  SELECT l.kept_lot, m.kept_id, lots.is_back OR m.undone_at_ms IS NOT NULL
  FROM lots
  JOIN merge_lot l ON l.gone_lot = lots.lot_id
  JOIN customer_merge m ON m.id = l.merge_id
)
SELECT coalesce(sum(a.points), 0)
FROM lots
JOIN points_allocation a ON a.customer_id = lots.customer_id AND a.lot_id = lots.lot_id
JOIN points_entry e ON e.customer_id = a.customer_id AND e.id = a.entry_id
WHERE lots.is_back AND e.kind = 'expire'
