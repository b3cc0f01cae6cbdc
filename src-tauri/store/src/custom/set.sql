INSERT INTO custom_value (customer_id, field_id, text, whole)
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (customer_id, field_id) DO UPDATE SET text = excluded.text, whole = excluded.whole
