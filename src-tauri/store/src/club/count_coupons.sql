SELECT count(*)
FROM coupon c
LEFT JOIN customer p ON p.id = c.customer_id
WHERE (instr(c.code, upper(?1)) > 0 OR instr(c.name, ?1) > 0 OR instr(p.full_name, ?1) > 0)
  AND (?2 IS NULL OR c.customer_id = ?2)
  AND (?3 OR c.archived_at_ms IS NULL)
