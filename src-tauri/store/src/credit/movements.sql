SELECT 'sale', s.id, s.shop_day, s.recorded_at_ms, sum(p.amount_rial), NULL, s.invoice_no, 0
FROM sale s
JOIN payment p ON p.id >= s.first_part_id AND p.id < s.first_part_id + s.parts_count
WHERE s.customer_id = ?1 AND s.cancelled_at_ms IS NULL AND p.kind = 'credit'
GROUP BY s.id
UNION ALL
SELECT 'refund', r.id, r.shop_day, r.recorded_at_ms, -f.amount_rial, NULL, r.invoice_no, 0
FROM sale_return r
JOIN return_refund f ON f.return_id = r.id
WHERE r.customer_id = ?1 AND f.kind = 'credit'
UNION ALL
SELECT
  CASE WHEN t.reverses IS NULL THEN 'settlement' ELSE 'reversal' END, t.id, t.shop_day, t.at_ms, -t.amount_rial,
  t.kind, t.note, EXISTS (SELECT 1 FROM settlement b WHERE b.reverses = t.id)
FROM settlement t
WHERE t.customer_id = ?1
ORDER BY 4, 2
