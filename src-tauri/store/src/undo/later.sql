SELECT 1
FROM journal AS this
JOIN journal AS later ON later.seq > this.seq
WHERE this.seq = ?1
  AND ((later.entity = this.entity AND later.entity_id = this.entity_id) OR later.entity = 'import')
  AND NOT EXISTS (SELECT 1 FROM undo_step WHERE undone_seq IS NOT NULL AND seq = later.seq)
  AND NOT EXISTS (SELECT 1 FROM undo_step WHERE undone_seq = later.seq)
LIMIT 1
