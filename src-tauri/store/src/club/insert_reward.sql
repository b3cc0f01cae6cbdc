INSERT INTO reward (
  id, name, benefit, points, stock, from_ms, until_ms, tiers, early_tiers, early_hours, created_at_ms, archived_at_ms,
  minimum_rial
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
