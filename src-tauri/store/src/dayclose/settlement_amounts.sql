SELECT kind, sum(amount_rial)
FROM settlement
WHERE id > ?1 AND id <= ?2
GROUP BY kind
