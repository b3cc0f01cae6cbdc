SELECT
  m.id, m.amount_rial, m.reason, m.shop_day, m.entry_minute, m.at_ms, m.staff_id, m.reverses,
  EXISTS (SELECT 1 FROM drawer_move r WHERE r.reverses = m.id)
FROM drawer_move m
WHERE m.id > ?1 AND m.id <= ?2
ORDER BY m.id
