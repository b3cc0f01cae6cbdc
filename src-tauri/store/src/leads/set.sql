INSERT INTO lead (customer_id, stage, reason, since_ms)
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (customer_id) DO UPDATE SET
  stage = excluded.stage, reason = excluded.reason, since_ms = excluded.since_ms
