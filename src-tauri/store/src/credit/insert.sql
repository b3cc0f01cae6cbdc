INSERT INTO settlement (
  id, customer_id, kind, amount_rial, shop_day, entry_minute, at_ms, staff_id, note, reverses
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
