INSERT INTO offer (id, customer_id, kind, at_ms, shop_day, remind_day, note, total_rial, staff_id, state)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'open')
