WITH RECURSIVE lots (customer_id, lot_id) AS (
  SELECT ?2, ?3
  UNION
  SELECT m.kept_id, l.kept_lot
  FROM lots
  JOIN merge_lot l ON l.gone_lot = lots.lot_id
  JOIN customer_merge m ON m.id = l.merge_id
)
SELECT coalesce(sum(a.points), 0)
FROM lots
JOIN points_allocation a ON a.customer_id = lots.customer_id AND a.lot_id = lots.lot_id
JOIN points_entry e ON e.customer_id = a.customer_id AND e.id = a.entry_id
WHERE (
  e.kind = 'expire'
  OR EXISTS (
    SELECT 1 FROM merge_moved m
    WHERE m.merge_id = ?1 AND m.kind = e.source_kind AND m.row_id = e.source_id
  )
  OR (e.source_kind = 'return' AND EXISTS (
    SELECT 1 FROM sale_return r
    JOIN merge_moved m ON m.merge_id = ?1 AND m.kind = 'sale' AND m.row_id = r.sale_id
    WHERE r.id = e.source_id
  ))
)
