-- From the few sales on credit, never over all sales. The oldest is paid first: what is open is the newest sales that
-- make it up, and it is open since the oldest of those.
WITH
  given AS (
    SELECT s.customer_id, s.shop_day, p.amount_rial,
      coalesce(sum(p.amount_rial) OVER (
        PARTITION BY s.customer_id ORDER BY s.shop_day DESC, p.id DESC
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
      ), 0) AS newer_rial
    FROM payment p
    JOIN sale s ON s.id = p.sale_id
    WHERE p.kind = 'credit' AND s.cancelled_at_ms IS NULL AND s.customer_id IS NOT NULL
  ),
  owed AS (
    SELECT customer_id, sum(amount_rial) AS open_rial
    FROM (
      SELECT customer_id, amount_rial FROM given
      UNION ALL
      SELECT customer_id, -amount_rial FROM settlement
      UNION ALL
      SELECT r.customer_id, -f.amount_rial
      FROM return_refund f
      JOIN sale_return r ON r.id = f.return_id
      WHERE f.kind = 'credit' AND r.customer_id IS NOT NULL
    )
    GROUP BY customer_id
    HAVING open_rial <> 0
  )
SELECT o.customer_id, o.open_rial, min(CASE WHEN g.newer_rial < o.open_rial THEN g.shop_day END)
FROM owed o
LEFT JOIN given g ON g.customer_id = o.customer_id
GROUP BY o.customer_id
ORDER BY o.open_rial DESC, o.customer_id
