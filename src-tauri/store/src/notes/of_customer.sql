SELECT id, customer_id, at_ms, shop_day, actor, text, removed_at_ms IS NOT NULL
FROM customer_note
WHERE customer_id = ?1 AND removed_at_ms IS NULL
ORDER BY shop_day DESC, id DESC
LIMIT ?2 OFFSET ?3
