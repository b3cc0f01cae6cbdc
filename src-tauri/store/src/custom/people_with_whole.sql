SELECT customer_id
FROM custom_value
WHERE field_id = ?1 AND ?2 IS NULL AND whole BETWEEN ?3 AND ?4
ORDER BY customer_id
