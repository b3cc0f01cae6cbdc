-- NOT INDEXED: nearly every row is wanted, in the order the rows lie in the file.
SELECT id, customer_id, shop_day, total_rial - returned_rial
FROM sale NOT INDEXED
WHERE customer_id IS NOT NULL AND cancelled_at_ms IS NULL AND fully_returned = 0
