INSERT INTO coupon_use (sale_id, coupon_id, customer_id, off_rial, at_ms)
VALUES (?1, ?2, ?3, ?4, ?5)
