SELECT d.sale_id, d.promised_day, d.delivered_day, d.note
FROM delivery d
JOIN sale s ON s.id = d.sale_id
WHERE d.delivered_day IS NULL AND s.cancelled_at_ms IS NULL AND s.fully_returned = 0
ORDER BY d.promised_day, d.sale_id
LIMIT ?1
