SELECT coalesce(sum(points), 0)
FROM points_hold
WHERE customer_id = ?1 AND closed_at_ms IS NULL AND until_ms > ?2 AND id IS NOT ?3
