SELECT id, revision, name, treatment, rule, ready, created_at_ms, archived_at_ms
FROM segment
WHERE id = ?1
