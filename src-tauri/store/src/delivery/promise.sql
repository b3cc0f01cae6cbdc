INSERT INTO delivery (sale_id, promised_day, note) VALUES (?1, ?2, ?3)
ON CONFLICT (sale_id) DO UPDATE SET promised_day = excluded.promised_day, note = excluded.note
