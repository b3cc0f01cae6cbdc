SELECT customer_id, sum(open_points), min(expires_day) AS first_day
FROM points_lot
WHERE expires_day BETWEEN ?1 AND ?2 AND open_points > 0 AND expires_day IS NOT NULL
GROUP BY customer_id
ORDER BY first_day, customer_id
LIMIT ?3 OFFSET ?4
