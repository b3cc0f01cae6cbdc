-- From the few sales on credit, never over all sales.
SELECT customer_id, sum(amount_rial) AS open_rial, min(credit_day)
FROM (
  SELECT s.customer_id, p.amount_rial, s.shop_day AS credit_day
  FROM payment p
  JOIN sale s ON s.id = p.sale_id
  WHERE p.kind = 'credit' AND s.cancelled_at_ms IS NULL
  UNION ALL
  SELECT customer_id, -amount_rial, NULL FROM settlement
  UNION ALL
  SELECT r.customer_id, -f.amount_rial, NULL
  FROM return_refund f
  JOIN sale_return r ON r.id = f.return_id
  WHERE f.kind = 'credit'
)
WHERE customer_id IS NOT NULL
GROUP BY customer_id
HAVING open_rial <> 0
ORDER BY open_rial DESC, customer_id
