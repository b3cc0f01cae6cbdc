SELECT l.customer_id, l.stage, l.reason, l.since_ms, c.first_day
FROM lead l
JOIN customer c ON c.id = l.customer_id
WHERE l.customer_id = ?1
