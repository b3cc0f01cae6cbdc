UPDATE suspended_sale SET
  label = ?2, customer_id = ?3, body = ?4, total_rial = ?5, lines_count = ?6, hold_id = ?7, staff_id = ?8,
  suspended_at_ms = ?9
WHERE id = ?1 AND closed_at_ms IS NULL
