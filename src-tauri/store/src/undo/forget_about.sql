DELETE FROM undo_step
WHERE seq IN (SELECT seq FROM journal WHERE entity = ?1 AND entity_id = ?2)
