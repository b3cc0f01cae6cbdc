SELECT f.kind, sum(f.amount_rial)
FROM sale_return r
JOIN return_refund f ON f.return_id = r.id
WHERE r.sale_id = ?1
GROUP BY f.kind
