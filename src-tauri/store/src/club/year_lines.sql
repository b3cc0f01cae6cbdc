SELECT
  s.id, s.customer_id, s.shop_day, s.entry_minute, s.total_rial - s.returned_rial, s.total_rial,
  s.points_rial, s.discount_rial,
  l.total_rial, l.discount_rial, l.quantity_milli, l.returned_milli, l.product_id, p.category_id
FROM sale s
LEFT JOIN sale_line l ON l.id >= s.first_part_id AND l.id < s.first_part_id + s.parts_count
LEFT JOIN product p ON p.id = l.product_id
WHERE s.shop_day >= ?1 AND s.customer_id IS NOT NULL AND s.cancelled_at_ms IS NULL AND s.fully_returned = 0
ORDER BY s.shop_day, s.id, l.id
