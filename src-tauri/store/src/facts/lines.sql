-- The lines of a sale have ids in a row; a sale without one is given once with nothing.
SELECT s.customer_id, s.id, s.shop_day, l.id IS NOT NULL, l.product_id
FROM sale s NOT INDEXED
LEFT JOIN sale_line l
  ON l.id >= s.first_part_id AND l.id < s.first_part_id + s.parts_count
  AND l.sale_id = s.id AND l.returned_milli < l.quantity_milli
WHERE s.customer_id IS NOT NULL AND s.cancelled_at_ms IS NULL AND s.fully_returned = 0
