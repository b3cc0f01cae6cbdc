SELECT seq, counter, op, entity, entity_id, at_ms, actor, approver, payload
FROM journal
WHERE entity = 'customer' AND entity_id = ?1
ORDER BY seq DESC
