-- A sale that was taken back after the close still stood when it was closed.
SELECT
  count(*),
  coalesce(sum(s.customer_id IS NULL), 0),
  coalesce(sum(CASE WHEN s.customer_id IS NULL THEN s.total_rial END), 0),
  coalesce(sum(s.discount_rial), 0),
  coalesce(sum(s.points_rial), 0)
FROM sale s
WHERE s.id > ?1 AND s.id <= ?2 AND s.source = 0 AND (s.cancelled_at_ms IS NULL OR NOT EXISTS (
  SELECT 1 FROM journal j WHERE j.op = 'cancel_sale' AND j.entity_id = s.id AND j.seq <= ?3
))
