SELECT id, kind, file_name, file_bytes, started_at_ms, finished_at_ms, counts
FROM import_run
ORDER BY id DESC
