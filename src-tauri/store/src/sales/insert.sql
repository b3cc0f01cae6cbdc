INSERT INTO sale (
  id, customer_id, shop_day, total_rial, source, invoice_no, entry_minute, recorded_at_ms,
  discount_rial, points_rial, staff_id, import_id, first_part_id, parts_count, program_rev, note
) VALUES
