SELECT s.shop_day, s.total_rial - s.returned_rial
FROM merge_moved m
JOIN sale s ON s.id = m.row_id
WHERE m.merge_id = ?1 AND m.kind = 'sale' AND s.cancelled_at_ms IS NULL AND s.fully_returned = 0
