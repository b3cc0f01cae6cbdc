INSERT INTO import_run
  (id, kind, file_name, file_hash, file_bytes, profile, started_at_ms, actor)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
