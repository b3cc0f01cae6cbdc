SELECT p.kind, sum(p.amount_rial)
FROM sale s
JOIN payment p ON p.id >= s.first_part_id AND p.id < s.first_part_id + s.parts_count
WHERE s.id > ?1 AND s.id <= ?2 AND s.source = 0 AND (s.cancelled_at_ms IS NULL OR NOT EXISTS (
  SELECT 1 FROM journal j WHERE j.op = 'cancel_sale' AND j.entity_id = s.id AND j.seq <= ?3
))
GROUP BY p.kind
