SELECT d.sale_id, d.promised_day, d.delivered_day, d.note, s.invoice_no, s.shop_day
FROM delivery d
JOIN sale s ON s.id = d.sale_id
WHERE s.customer_id = ?1 AND s.cancelled_at_ms IS NULL
ORDER BY coalesce(d.delivered_day, s.shop_day) DESC, d.sale_id DESC
LIMIT ?2 OFFSET ?3
