SELECT id, shop_day, total_rial - returned_rial
FROM sale
WHERE customer_id = ?1 AND cancelled_at_ms IS NULL AND fully_returned = 0
ORDER BY shop_day, id
