SELECT seq, counter, op, entity, entity_id, at_ms, actor, payload
FROM journal
WHERE entity = 'customer' AND entity_id = ?1
ORDER BY seq DESC
