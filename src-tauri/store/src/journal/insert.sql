INSERT INTO journal
  (seq, counter, op, entity, entity_id, at_ms, actor, approver, payload, payload_hash, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
