INSERT INTO counter_draft (desk, body, saved_at_ms) VALUES (?1, ?2, ?3)
ON CONFLICT (desk) DO UPDATE SET body = excluded.body, saved_at_ms = excluded.saved_at_ms
