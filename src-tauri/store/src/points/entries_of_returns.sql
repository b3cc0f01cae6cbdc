SELECT
  e.id, e.customer_id, e.kind, e.points, e.shop_day, e.at_ms, e.source_kind, e.source_id, e.rule_id, e.actor,
  e.note, NULL
FROM sale_return r
JOIN points_entry e ON e.source_id = r.id AND e.source_kind = 'return'
WHERE r.sale_id = ?1
ORDER BY e.id
