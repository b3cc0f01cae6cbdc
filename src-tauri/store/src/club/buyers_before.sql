SELECT
  c.id, c.birth_month, c.birth_day, c.birth_year, c.first_day,
  CASE WHEN ?2 THEN (
    SELECT count(*) FROM sale s
    WHERE s.customer_id = c.id AND s.shop_day < ?1 AND s.cancelled_at_ms IS NULL AND s.fully_returned = 0
  ) ELSE coalesce(c.first_day < ?1, 0) END
FROM customer c
WHERE c.orders_count > 0
