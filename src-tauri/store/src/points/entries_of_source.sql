SELECT id, customer_id, kind, points, shop_day, at_ms, source_kind, source_id, rule_id, actor, note, NULL
FROM points_entry
WHERE source_id = ?1 AND source_kind = ?2
ORDER BY id
