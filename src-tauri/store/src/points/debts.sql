SELECT e.id, -e.points - coalesce(sum(a.points), 0) AS owed
FROM points_entry e
LEFT JOIN points_allocation a ON a.customer_id = e.customer_id AND a.entry_id = e.id
WHERE e.customer_id = ?1 AND e.points < 0
GROUP BY e.id
HAVING owed > 0
ORDER BY e.id
