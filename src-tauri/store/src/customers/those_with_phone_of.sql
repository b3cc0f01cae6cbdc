SELECT DISTINCT theirs.customer_id
FROM customer_phone mine
JOIN customer_phone theirs ON theirs.e164 = mine.e164
WHERE mine.customer_id = ?1 AND mine.e164 IS NOT NULL AND theirs.customer_id <> ?1
ORDER BY theirs.customer_id
LIMIT ?2
