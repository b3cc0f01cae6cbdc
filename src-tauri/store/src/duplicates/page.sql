SELECT p.a_id, p.b_id, p.score, p.reasons
FROM duplicate_pair p
JOIN customer a ON a.id = p.a_id
JOIN customer b ON b.id = p.b_id
WHERE a.merged_into IS NULL AND a.erased_at_ms IS NULL AND b.merged_into IS NULL AND b.erased_at_ms IS NULL
  AND NOT EXISTS (SELECT 1 FROM not_same n WHERE n.a_id = p.a_id AND n.b_id = p.b_id)
ORDER BY p.score DESC, p.a_id, p.b_id
LIMIT ?1 OFFSET ?2
