SELECT
  id, customer_id, shop_day, total_rial, returned_rial, fully_returned, cancelled_at_ms, source, invoice_no,
  entry_minute, recorded_at_ms, discount_rial, points_rial, staff_id, import_id, program_rev, note
FROM sale
WHERE id = ?1
