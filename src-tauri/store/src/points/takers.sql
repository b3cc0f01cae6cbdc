SELECT e.kind, e.id < ?2, sum(a.points)
FROM points_allocation a
JOIN points_entry e ON e.customer_id = a.customer_id AND e.id = a.entry_id
WHERE a.customer_id = ?1 AND a.lot_id = ?2
GROUP BY e.kind, e.id < ?2
