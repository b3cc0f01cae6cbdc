INSERT INTO reward_use (sale_id, reward_id, customer_id, points, off_rial, at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
