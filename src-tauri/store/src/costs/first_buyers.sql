SELECT channel, count(*) FROM customer
WHERE first_day BETWEEN ?1 AND ?2 AND merged_into IS NULL
GROUP BY channel ORDER BY channel IS NULL, count(*) DESC, channel
