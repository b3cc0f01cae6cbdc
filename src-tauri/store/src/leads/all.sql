SELECT l.customer_id, l.stage, l.reason, l.since_ms, c.first_day
FROM lead l
JOIN customer c ON c.id = l.customer_id
WHERE c.merged_into IS NULL AND c.erased_at_ms IS NULL
ORDER BY l.since_ms DESC, l.customer_id DESC
