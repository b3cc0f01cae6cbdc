SELECT
  id, name, benefit, points, stock, used_count, from_ms, until_ms, tiers, early_tiers, early_hours, archived_at_ms,
  minimum_rial
FROM reward
WHERE id = ?1
