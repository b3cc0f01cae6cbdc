SELECT coalesce(sum(a.points), 0)
FROM points_allocation a
JOIN points_entry e ON e.customer_id = a.customer_id AND e.id = a.entry_id
WHERE a.customer_id = ?2 AND a.lot_id = ?3 AND (
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
