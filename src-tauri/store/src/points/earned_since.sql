SELECT coalesce(sum(points), 0)
FROM points_entry
WHERE customer_id = ?1 AND shop_day >= ?2 AND kind IN ('earn', 'bonus', 'reverse-earn')
