INSERT INTO sale_return (
  id, sale_id, customer_id, shop_day, entry_minute, total_rial, source, invoice_no,
  recorded_at_ms, staff_id, import_id, reason
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
