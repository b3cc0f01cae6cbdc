SELECT m.id, m.family_id
FROM family_member m
JOIN customer c ON c.id = m.customer_id
WHERE m.ended_by = ?1 AND c.merged_into IS NULL AND c.erased_at_ms IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM family_member other WHERE other.customer_id = m.customer_id AND other.until_ms IS NULL
  )
ORDER BY m.id
