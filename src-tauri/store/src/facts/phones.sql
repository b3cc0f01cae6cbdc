SELECT customer_id, digits_reversed
FROM customer_phone
WHERE digits_reversed <> ''
ORDER BY customer_id, position
