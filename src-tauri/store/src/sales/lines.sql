SELECT
  l.id, l.product_id, coalesce(l.title, p.name, ''), l.quantity_milli, l.unit_price_rial, l.discount_rial,
  l.total_rial, l.returned_milli, l.returned_rial
FROM sale s
JOIN sale_line l ON l.id >= s.first_part_id AND l.id < s.first_part_id + s.parts_count
LEFT JOIN product p ON p.id = l.product_id
WHERE s.id = ?1
ORDER BY l.id
