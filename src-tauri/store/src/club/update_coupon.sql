UPDATE coupon SET
  name = ?2, benefit = ?3, minimum_rial = ?4, max_uses = max(?5, used_count), max_uses_each = ?6, from_ms = ?7,
  until_ms = ?8, products = ?9, categories = ?10, tiers = ?11, archived_at_ms = ?12
WHERE id = ?1
