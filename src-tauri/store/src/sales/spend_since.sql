SELECT coalesce(sum(total_rial - returned_rial), 0)
FROM sale
WHERE customer_id = ?1 AND shop_day >= ?2 AND cancelled_at_ms IS NULL AND fully_returned = 0
