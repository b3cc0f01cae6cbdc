SELECT customer_id
FROM custom_value
WHERE field_id = ?1 AND text = ?2 AND ?3 IS NULL AND ?4 IS NULL
ORDER BY customer_id
