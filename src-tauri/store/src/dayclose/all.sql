SELECT
  id, number, shop_day, entry_minute, closed_at_ms, upto_id, upto_seq, staff_id,
  sales_count, anonymous_count, anonymous_rial, discount_rial, points_rial, returns_count, cancelled_count,
  points_issued, points_redeemed, points_reversed,
  opening_cash_rial, expected_cash_rial, counted_cash_rial, left_cash_rial, note, undone_at_ms, after_id
FROM day_close
ORDER BY number DESC
LIMIT ?1 OFFSET ?2
