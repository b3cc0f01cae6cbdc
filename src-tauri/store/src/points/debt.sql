SELECT (SELECT coalesce(sum(l.open_points), 0) FROM points_lot l WHERE l.customer_id = ?1) - c.points_balance
FROM customer c
WHERE c.id = ?1
