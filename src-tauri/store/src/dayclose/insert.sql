INSERT INTO day_close (
  id, number, shop_day, entry_minute, closed_at_ms, upto_id, upto_seq, staff_id,
  sales_count, anonymous_count, anonymous_rial, discount_rial, points_rial, returns_count, cancelled_count,
  points_issued, points_redeemed, points_reversed,
  opening_cash_rial, expected_cash_rial, counted_cash_rial, left_cash_rial, note, after_id
) VALUES (
  ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24
)
