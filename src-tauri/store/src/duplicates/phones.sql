SELECT customer_id, coalesce(e164, '')
FROM customer_phone
WHERE kind <> 'invalid'
ORDER BY customer_id, position
