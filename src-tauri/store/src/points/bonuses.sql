SELECT e.rule_id, count(*)
FROM points_entry e
WHERE e.customer_id = ?1 AND e.kind = 'bonus'
  AND NOT EXISTS (SELECT 1 FROM points_reversal r WHERE r.entry_id = e.id)
GROUP BY e.rule_id
