SELECT count(*)
FROM coupon_use
WHERE coupon_id = ?1 AND customer_id = ?2 AND taken_back_ms IS NULL
