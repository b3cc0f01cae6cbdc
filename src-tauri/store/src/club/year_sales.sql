SELECT
  s.id, s.customer_id, s.shop_day, s.entry_minute, s.total_rial - s.returned_rial, s.total_rial,
  s.points_rial, s.discount_rial
FROM sale s
WHERE s.shop_day >= ?1 AND s.customer_id IS NOT NULL AND s.cancelled_at_ms IS NULL AND s.fully_returned = 0
ORDER BY s.shop_day, s.id
