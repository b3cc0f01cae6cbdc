SELECT
  c.id, c.code, c.customer_id, c.name, c.benefit, c.minimum_rial, c.max_uses, c.max_uses_each, c.used_count,
  c.from_ms, c.until_ms, c.products, c.categories, c.tiers, c.archived_at_ms
FROM coupon c
WHERE c.id = ?1
