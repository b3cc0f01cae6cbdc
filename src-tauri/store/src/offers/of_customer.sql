SELECT id, customer_id, kind, at_ms, shop_day, remind_day, note, total_rial, staff_id, state, reason, sale_id
FROM offer
WHERE customer_id = ?1
ORDER BY shop_day DESC, id DESC
LIMIT ?2 OFFSET ?3
