INSERT INTO custom_field (id, name, kind, choices, created_at_ms, position)
VALUES (?1, ?2, ?3, ?4, ?5, (SELECT coalesce(max(position), 0) + 1 FROM custom_field))
