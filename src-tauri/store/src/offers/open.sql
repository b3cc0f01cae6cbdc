SELECT id, customer_id, kind, at_ms, shop_day, remind_day, note, total_rial, staff_id, state, reason, sale_id
FROM offer
WHERE state = 'open'
ORDER BY remind_day IS NULL, remind_day, id DESC
LIMIT ?1 OFFSET ?2
