SELECT
  id, label, customer_id, body, total_rial, lines_count, points_held, held_until_ms, staff_id, suspended_at_ms,
  closed_at_ms IS NULL
FROM suspended_sale
WHERE closed_at_ms IS NULL
ORDER BY suspended_at_ms, id
