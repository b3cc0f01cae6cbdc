SELECT
  coalesce((
    SELECT sum(p.amount_rial)
    FROM sale s
    JOIN payment p ON p.id >= s.first_part_id AND p.id < s.first_part_id + s.parts_count
    WHERE s.customer_id = ?1 AND s.cancelled_at_ms IS NULL AND p.kind = 'credit'
  ), 0)
  - coalesce((SELECT sum(amount_rial) FROM settlement WHERE customer_id = ?1), 0)
  - coalesce((
    SELECT sum(f.amount_rial)
    FROM sale_return r
    JOIN return_refund f ON f.return_id = r.id
    WHERE r.customer_id = ?1 AND f.kind = 'credit'
  ), 0)
