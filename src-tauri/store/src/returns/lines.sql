SELECT l.id, l.sale_line_id, l.product_id, coalesce(l.title, p.name, ''), l.quantity_milli, l.total_rial
FROM sale_return_line l
LEFT JOIN product p ON p.id = l.product_id
WHERE l.return_id = ?1
ORDER BY l.id
