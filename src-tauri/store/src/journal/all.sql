SELECT seq, counter, op, entity, entity_id, at_ms, actor, approver, payload, payload_hash, hash
FROM journal
ORDER BY seq
