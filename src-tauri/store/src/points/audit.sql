WITH
  entries AS (
    SELECT customer_id, sum(points) AS points, sum(min(points, 0)) AS debits
    FROM points_entry GROUP BY customer_id
  ),
  taken AS (
    SELECT customer_id, sum(max(points, 0)) AS points
    FROM points_allocation GROUP BY customer_id
  ),
  taken_by_lot AS (
    SELECT customer_id, lot_id, sum(points) AS points
    FROM points_allocation GROUP BY customer_id, lot_id
  ),
  lots AS (
    SELECT
      l.customer_id, sum(l.open_points) AS open_points,
      sum(l.open_points <> l.points - coalesce(t.points, 0)) AS wrong
    FROM points_lot l
    LEFT JOIN taken_by_lot t ON t.customer_id = l.customer_id AND t.lot_id = l.entry_id
    GROUP BY l.customer_id
  ),
  sums AS (
    SELECT
      c.id, c.points_balance AS cached,
      coalesce(e.points, 0) AS entries,
      coalesce(l.open_points, 0) + coalesce(e.debits, 0) + coalesce(t.points, 0) AS lots,
      coalesce(l.wrong, 0) AS wrong
    FROM customer c
    LEFT JOIN entries e ON e.customer_id = c.id
    LEFT JOIN taken t ON t.customer_id = c.id
    LEFT JOIN lots l ON l.customer_id = c.id
  )
SELECT id, cached, entries, lots, wrong
FROM sums
WHERE cached <> entries OR entries <> lots OR wrong <> 0
ORDER BY id
