SELECT
  c.points_balance,
  (SELECT coalesce(sum(e.points), 0) FROM points_entry e WHERE e.customer_id = ?1),
  (SELECT coalesce(sum(l.open_points), 0) FROM points_lot l WHERE l.customer_id = ?1)
    + (SELECT coalesce(sum(e.points), 0) FROM points_entry e WHERE e.customer_id = ?1 AND e.points < 0)
    + (SELECT coalesce(sum(a.points), 0) FROM points_allocation a WHERE a.customer_id = ?1 AND a.points > 0)
FROM customer c
WHERE c.id = ?1
