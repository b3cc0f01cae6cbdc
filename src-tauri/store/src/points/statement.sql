SELECT
  id, customer_id, kind, points, shop_day, at_ms, source_kind, source_id, rule_id, actor, note,
  sum(points) OVER (ORDER BY id)
FROM points_entry
WHERE customer_id = ?1
ORDER BY id DESC
LIMIT ?2 OFFSET ?3
