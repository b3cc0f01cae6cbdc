INSERT INTO customer_note (id, customer_id, at_ms, shop_day, actor, text)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
