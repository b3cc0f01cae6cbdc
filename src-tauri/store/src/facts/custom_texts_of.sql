SELECT v.customer_id, v.text
FROM custom_value v
JOIN custom_field f ON f.id = v.field_id
WHERE v.text IS NOT NULL AND f.archived_at_ms IS NULL AND v.customer_id = ?1
ORDER BY v.field_id
