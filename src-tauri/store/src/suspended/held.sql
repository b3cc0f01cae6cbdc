SELECT coalesce(sum(points_held), 0)
FROM suspended_sale
WHERE customer_id = ?1 AND closed_at_ms IS NULL AND held_until_ms > ?2 AND id <> ?3
