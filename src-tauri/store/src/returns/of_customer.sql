SELECT
  id, sale_id, customer_id, shop_day, entry_minute, total_rial, source, invoice_no,
  recorded_at_ms, staff_id, import_id, reason
FROM sale_return
WHERE customer_id = ?1
ORDER BY shop_day DESC, id DESC
LIMIT ?2 OFFSET ?3
