UPDATE import_issue SET cells = NULL, params = '{}'
WHERE EXISTS (
  SELECT 1 FROM customer c
  WHERE c.id = ?1 AND length(c.full_name) >= 3
    AND (instr(import_issue.cells, c.full_name) > 0 OR instr(import_issue.params, c.full_name) > 0)
)
