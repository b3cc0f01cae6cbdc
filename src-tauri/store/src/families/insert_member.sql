INSERT INTO family_member (family_id, customer_id, from_ms, began_by)
SELECT ?1, id, ?3, ?4
FROM customer
WHERE id = ?2 AND merged_into IS NULL AND erased_at_ms IS NULL
