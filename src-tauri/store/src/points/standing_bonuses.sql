SELECT
  e.id, e.customer_id, e.kind, e.points, e.shop_day, e.at_ms, e.source_kind, e.source_id, e.rule_id, e.actor,
  e.note, NULL
FROM points_entry e
WHERE e.customer_id = ?1 AND e.kind = 'bonus' AND e.rule_id = ?2
  AND NOT EXISTS (SELECT 1 FROM points_reversal r WHERE r.entry_id = e.id)
ORDER BY e.id DESC
