SELECT
  l.id, l.product_id, coalesce(l.title, p.name, ''), l.quantity_milli, l.unit_price_rial, l.discount_rial,
  l.total_rial, l.returned_milli, l.returned_rial
FROM sale_line l
LEFT JOIN product p ON p.id = l.product_id
WHERE l.sale_id = ?1
ORDER BY l.id
