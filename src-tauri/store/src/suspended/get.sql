SELECT
  s.id, s.label, s.customer_id, s.body, s.total_rial, s.lines_count, h.id, h.points, h.until_ms, s.staff_id,
  s.suspended_at_ms, s.closed_at_ms IS NULL
FROM suspended_sale s
LEFT JOIN points_hold h ON h.id = s.hold_id
WHERE s.id = ?1
