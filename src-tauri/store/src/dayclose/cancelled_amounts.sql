SELECT p.kind, sum(p.amount_rial)
FROM journal j
JOIN sale s ON s.id = j.entity_id
JOIN payment p ON p.id >= s.first_part_id AND p.id < s.first_part_id + s.parts_count
WHERE j.seq > ?1 AND j.seq <= ?2 AND j.op = 'cancel_sale' AND s.id <= ?3 AND s.source = 0
GROUP BY p.kind
