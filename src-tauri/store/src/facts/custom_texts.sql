SELECT v.customer_id, v.text
FROM custom_value v
CROSS JOIN custom_field f ON f.id = v.field_id
WHERE v.text IS NOT NULL AND f.archived_at_ms IS NULL
ORDER BY v.customer_id, v.field_id
