INSERT INTO customer_consent (customer_id, channel, granted, at_ms, origin)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (customer_id, channel) DO UPDATE SET
  granted = excluded.granted, at_ms = excluded.at_ms, origin = excluded.origin
