UPDATE points_lot SET open_points = open_points - ?3
WHERE customer_id = ?1 AND entry_id = ?2 AND open_points - ?3 BETWEEN 0 AND points
