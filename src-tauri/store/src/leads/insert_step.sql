INSERT INTO lead_step (id, customer_id, at_ms, shop_day, actor, from_stage, to_stage, reason)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
