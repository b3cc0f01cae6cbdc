SELECT shop_day, count(*), sum(total_rial - returned_rial)
FROM sale
WHERE customer_id IS NULL AND cancelled_at_ms IS NULL AND fully_returned = 0
GROUP BY shop_day
ORDER BY shop_day
