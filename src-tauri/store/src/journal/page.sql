SELECT seq, counter, op, entity, entity_id, at_ms, actor, approver, payload
FROM journal
WHERE seq < ?1
ORDER BY seq DESC
LIMIT ?2
