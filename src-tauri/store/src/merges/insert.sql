INSERT INTO customer_merge (id, kept_id, gone_id, at_ms, actor, before, after)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
