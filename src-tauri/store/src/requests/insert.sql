INSERT INTO request_log (request_id, op, at_ms, response) VALUES (?1, ?2, ?3, ?4)
