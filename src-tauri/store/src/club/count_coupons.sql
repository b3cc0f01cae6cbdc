SELECT count(*)
FROM coupon c
WHERE (instr(c.code, ?1) > 0 OR instr(c.name, ?1) > 0)
  AND (?2 IS NULL OR c.customer_id = ?2)
  AND (?3 OR c.archived_at_ms IS NULL)
