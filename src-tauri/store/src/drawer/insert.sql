INSERT INTO drawer_move (id, amount_rial, reason, shop_day, entry_minute, at_ms, staff_id, reverses)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
