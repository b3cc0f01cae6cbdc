UPDATE customer SET (orders_count, net_rial, first_day, last_day) = (
  SELECT count(*), coalesce(sum(total_rial - returned_rial), 0), min(shop_day), max(shop_day)
  FROM sale
  WHERE customer_id = ?1 AND cancelled_at_ms IS NULL AND fully_returned = 0
)
WHERE id = ?1
