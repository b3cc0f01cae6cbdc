SELECT id
FROM customer
WHERE birth_month = ?1 AND birth_day = ?2 AND merged_into IS NULL AND erased_at_ms IS NULL
ORDER BY id
