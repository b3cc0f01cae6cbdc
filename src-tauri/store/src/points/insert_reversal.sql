INSERT INTO points_reversal (
  entry_id, source_kind, source_id, customer_id, points, taken, expired, debt, deducted, written_off, deducted_rial
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
