SELECT id, name, kind, choices, position, archived_at_ms
FROM custom_field
ORDER BY position, id
