SELECT customer_id, entry_id, points, open_points, expires_day, available_from, opened_at_ms
FROM points_lot
WHERE expires_day <= ?1 AND open_points > 0 AND expires_day IS NOT NULL
ORDER BY expires_day, customer_id, entry_id
LIMIT ?2
