INSERT INTO import_issue
  (import_id, position, row_number, severity, code, params, cells)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
