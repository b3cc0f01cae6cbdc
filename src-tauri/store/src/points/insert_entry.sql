INSERT INTO points_entry
  (customer_id, id, kind, points, shop_day, at_ms, source_kind, source_id, rule_id, actor, note)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
