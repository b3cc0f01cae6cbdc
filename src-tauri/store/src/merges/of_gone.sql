SELECT id, kept_id, gone_id, at_ms, actor, before, after, undone_at_ms IS NOT NULL
FROM customer_merge
WHERE gone_id = ?1 AND undone_at_ms IS NULL
