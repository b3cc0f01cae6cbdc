INSERT INTO points_allocation (customer_id, entry_id, lot_id, seq, points)
SELECT ?1, ?2, ?3, count(*), ?4
FROM points_allocation
WHERE customer_id = ?1 AND entry_id = ?2 AND lot_id = ?3
