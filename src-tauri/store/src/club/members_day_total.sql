SELECT shop_day, sum(total_rial - returned_rial)
FROM sale
WHERE shop_day BETWEEN ?1 AND ?2 AND customer_id IS NOT NULL AND cancelled_at_ms IS NULL AND fully_returned = 0
GROUP BY shop_day
