SELECT c.id, c.referrer_id, (
  SELECT s.id FROM sale s
  WHERE s.customer_id = c.id AND s.cancelled_at_ms IS NULL AND s.fully_returned = 0
  ORDER BY s.shop_day, s.id LIMIT 1
)
FROM customer c
WHERE c.referrer_id IS NOT NULL AND c.orders_count > 0 AND c.first_day <= ?1
  AND NOT EXISTS (
    SELECT 1 FROM referral_settled r
    JOIN customer s ON s.id = r.customer_id
    WHERE c.id IN (s.id, s.merged_into)
  )
ORDER BY c.id
LIMIT ?2
