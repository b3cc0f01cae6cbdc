UPDATE suspended_sale SET
  label = ?2, customer_id = ?3, body = ?4, total_rial = ?5, lines_count = ?6, points_held = ?7,
  held_until_ms = ?8, staff_id = ?9, suspended_at_ms = ?10
WHERE id = ?1 AND closed_at_ms IS NULL
