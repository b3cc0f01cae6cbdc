UPDATE coupon SET used_count = used_count - 1
WHERE id = (SELECT u.coupon_id FROM coupon_use u WHERE u.sale_id = ?1)
