SELECT -e.points - coalesce((
  SELECT sum(a.points) FROM points_allocation a WHERE a.customer_id = ?1 AND a.entry_id = ?2
), 0)
FROM points_entry e
WHERE e.customer_id = ?1 AND e.id = ?2 AND e.points < 0
