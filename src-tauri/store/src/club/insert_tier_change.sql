INSERT INTO tier_change
  (customer_id, from_tier, to_tier, reason, source_id, qualifying, threshold, program_rev, shop_day, at_ms, actor)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
