INSERT INTO suspended_sale (
  id, label, customer_id, body, total_rial, lines_count, points_held, held_until_ms, staff_id, suspended_at_ms
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
