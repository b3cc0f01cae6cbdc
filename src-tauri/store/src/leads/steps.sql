SELECT id, at_ms, shop_day, actor, from_stage, to_stage, reason
FROM lead_step
WHERE customer_id = ?1
ORDER BY id DESC
LIMIT ?2 OFFSET ?3
