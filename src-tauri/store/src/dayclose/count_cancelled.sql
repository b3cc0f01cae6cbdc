SELECT count(*)
FROM journal j
JOIN sale s ON s.id = j.entity_id
WHERE j.seq > ?1 AND j.seq <= ?2 AND j.op = 'cancel_sale' AND s.id <= ?3 AND s.source = 0
