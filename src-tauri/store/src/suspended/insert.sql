INSERT INTO suspended_sale (
  id, label, customer_id, body, total_rial, lines_count, hold_id, staff_id, suspended_at_ms
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
