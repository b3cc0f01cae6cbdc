SELECT id, name, pin_hash, pin_failures, pin_failed_at_ms, archived_at_ms, role
FROM staff
ORDER BY id
