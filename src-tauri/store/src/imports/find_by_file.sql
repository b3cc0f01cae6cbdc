SELECT id, kind, file_name, file_bytes, started_at_ms, finished_at_ms, counts
FROM import_run
WHERE kind = ?1 AND file_hash = ?2
