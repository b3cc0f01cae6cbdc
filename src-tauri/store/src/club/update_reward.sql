UPDATE reward SET
  name = ?2, benefit = ?3, points = ?4, stock = max(?5, used_count), from_ms = ?6, until_ms = ?7, tiers = ?8,
  early_tiers = ?9, early_hours = ?10, archived_at_ms = ?11, minimum_rial = ?12
WHERE id = ?1
