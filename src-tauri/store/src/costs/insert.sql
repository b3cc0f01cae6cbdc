INSERT INTO cost (id, purpose, from_day, to_day, channel, amount_rial, note, created_at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
