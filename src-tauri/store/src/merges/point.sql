UPDATE customer SET merged_into = ?2
WHERE id = ?1 AND id <> ?2 AND merged_into IS NULL AND erased_at_ms IS NULL
  AND EXISTS (SELECT 1 FROM customer k WHERE k.id = ?2 AND k.merged_into IS NULL AND k.erased_at_ms IS NULL)
