INSERT INTO points_lot
  (customer_id, entry_id, points, open_points, expires_day, available_from, opened_at_ms)
VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6)
