SELECT id, customer_id, at_ms, shop_day, actor, text, removed_at_ms IS NOT NULL
FROM customer_note
WHERE id = ?1
