SELECT
  e.id, e.customer_id, e.kind, e.points, e.shop_day, e.at_ms, e.source_kind, e.source_id, e.rule_id, e.actor,
  e.note, NULL
FROM points_entry e
WHERE e.id = ?1
