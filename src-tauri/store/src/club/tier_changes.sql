SELECT t.customer_id, c.full_name, t.from_tier, t.to_tier, t.reason, t.qualifying, t.threshold, t.shop_day,
  t.program_rev, t.at_ms
FROM tier_change t
JOIN customer c ON c.id = t.customer_id
WHERE ?1 IS NULL OR t.customer_id = ?1
ORDER BY t.id DESC
LIMIT ?2 OFFSET ?3
