SELECT lot_id, points
FROM points_allocation
WHERE customer_id = ?1 AND entry_id = ?2
ORDER BY lot_id, seq
