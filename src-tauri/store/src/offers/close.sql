UPDATE offer SET state = ?2, reason = ?3, sale_id = ?4, closed_at_ms = ?5
WHERE id = ?1
