SELECT id, customer_id, kind, at_ms, shop_day, remind_day, note, total_rial, staff_id, state, reason, sale_id
FROM offer
WHERE id = ?1
