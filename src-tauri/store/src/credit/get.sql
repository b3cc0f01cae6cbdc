SELECT
  customer_id, kind, amount_rial, shop_day, entry_minute, at_ms, staff_id, note, reverses,
  EXISTS (SELECT 1 FROM settlement r WHERE r.reverses = s.id)
FROM settlement s
WHERE id = ?1
