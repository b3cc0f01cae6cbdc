SELECT count(DISTINCT customer_id), coalesce(sum(open_points), 0)
FROM points_lot
WHERE expires_day BETWEEN ?1 AND ?2 AND open_points > 0 AND expires_day IS NOT NULL
