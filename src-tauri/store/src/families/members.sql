SELECT m.customer_id, m.from_ms
FROM family_member m
WHERE m.family_id = ?1 AND m.until_ms IS NULL
ORDER BY m.id
