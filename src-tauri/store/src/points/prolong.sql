UPDATE points_lot SET expires_day = ?3
WHERE customer_id = ?1 AND entry_id = ?2 AND expires_day < ?3
