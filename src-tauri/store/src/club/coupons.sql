SELECT
  c.id, c.code, c.customer_id, c.name, c.benefit, c.minimum_rial, c.max_uses, c.max_uses_each, c.used_count,
  c.from_ms, c.until_ms, c.products, c.categories, c.tiers, c.archived_at_ms
FROM coupon c
LEFT JOIN customer p ON p.id = c.customer_id
WHERE (instr(c.code, upper(?1)) > 0 OR instr(c.name, ?1) > 0 OR instr(p.full_name, ?1) > 0)
  AND (?2 IS NULL OR c.customer_id = ?2)
  AND (?3 OR c.archived_at_ms IS NULL)
ORDER BY c.id DESC
LIMIT ?4 OFFSET ?5
