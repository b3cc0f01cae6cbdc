SELECT count(*)
FROM sale s
CROSS JOIN coupon_use u ON u.sale_id = s.id
WHERE s.customer_id = ?2 AND u.coupon_id = ?1 AND u.taken_back_ms IS NULL
