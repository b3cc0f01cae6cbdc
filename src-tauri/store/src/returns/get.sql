SELECT
  id, sale_id, customer_id, shop_day, entry_minute, total_rial, source, invoice_no,
  recorded_at_ms, staff_id, import_id, reason
FROM sale_return
WHERE id = ?1
