UPDATE family SET name = ''
WHERE id IN (SELECT family_id FROM family_member WHERE customer_id = ?1)
  AND NOT EXISTS (SELECT 1 FROM family_member m WHERE m.family_id = family.id AND m.until_ms IS NULL)
