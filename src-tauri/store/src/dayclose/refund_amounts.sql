SELECT f.kind, sum(f.amount_rial)
FROM sale_return r
JOIN return_refund f ON f.return_id = r.id
WHERE r.id > ?1 AND r.id <= ?2 AND r.source = 0
GROUP BY f.kind
