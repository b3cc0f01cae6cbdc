SELECT customer_id, tag
FROM customer_tag
ORDER BY customer_id, tag
