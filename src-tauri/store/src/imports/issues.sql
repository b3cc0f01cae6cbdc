SELECT row_number, severity, code, params, cells
FROM import_issue
WHERE import_id = ?1
ORDER BY position
LIMIT ?2 OFFSET ?3
