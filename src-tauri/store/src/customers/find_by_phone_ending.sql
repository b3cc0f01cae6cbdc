SELECT DISTINCT customer_id
FROM customer_phone
WHERE digits_reversed >= ?1 AND digits_reversed < ?2 AND digits_reversed <> ''
LIMIT ?3
