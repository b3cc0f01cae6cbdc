SELECT s.customer_id, s.id, s.shop_day, l.id IS NOT NULL, l.product_id
FROM sale s
LEFT JOIN sale_line l
  ON l.id >= s.first_part_id AND l.id < s.first_part_id + s.parts_count
  AND l.sale_id = s.id AND l.returned_milli < l.quantity_milli
WHERE s.customer_id = ?1 AND s.cancelled_at_ms IS NULL AND s.fully_returned = 0
ORDER BY s.shop_day, s.id
