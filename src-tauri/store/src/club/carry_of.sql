SELECT coalesce(sum(rial), 0)
FROM points_carry
WHERE customer_id = ?1 AND (
  (source_id = ?2 AND source_kind IN ('sale', 'cancel'))
  OR (source_kind = 'return' AND source_id IN (SELECT r.id FROM sale_return r WHERE r.sale_id = ?2))
)
