UPDATE import_issue SET cells = NULL, params = '{}'
WHERE EXISTS (
  SELECT 1 FROM customer_phone p
  WHERE p.customer_id = ?1 AND length(p.raw) >= 7
    AND (instr(import_issue.cells, p.raw) > 0 OR instr(import_issue.params, p.raw) > 0)
)
