SELECT customer_id, entry_id, points, open_points, expires_day, available_from, opened_at_ms
FROM points_lot
WHERE customer_id = ?1 AND entry_id = ?2
